import { z } from 'zod';
import { PRICE_PARTS, type PricePart } from '../../../shared/price-words.ts';
import { readJson } from '../stored.ts';

const settingsSchema = z.object({ priceIncludes: z.array(z.enum(PRICE_PARTS)).optional() });
let lastText = '';
let lastParts: readonly PricePart[] | null = null;

/** What a person said is in the prices of a source, from the JSON in `sources.settings`; null = nobody has said. */
export function priceIncludes(settings: unknown): readonly PricePart[] | null {
  const text = typeof settings === 'string' ? settings : '{}';
  // The same source's for thousands of rows.
  if (text !== lastText) {
    lastParts = readJson('Settings of a source', text, settingsSchema, {}).priceIncludes ?? null;
    lastText = text;
  }
  return lastParts;
}
