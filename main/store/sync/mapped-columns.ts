import { z } from 'zod';
import { readJson } from '../stored.ts';

const mappedSchema = z.record(z.string(), z.string());
let lastText = '';
let lastMapped: Readonly<Record<string, string>> = {};

/**
 * The column of the source's last file that fills a field ("Base MSRP"), from the JSON in `sources.mapped`; null where
 * none does. What a number is called beside it: MSRPs with and without options are different things.
 */
export function columnOf(mapped: unknown, field: string): string | null {
  const text = typeof mapped === 'string' ? mapped : '{}';
  // The same source's for thousands of rows.
  if (text !== lastText) {
    lastMapped = readJson('Columns of a source', text, mappedSchema, {});
    lastText = text;
  }
  return lastMapped[field] ?? null;
}
