import { SaxesParser } from 'saxes';
import { LotwatchError } from '../../../../shared/result.ts';
import { entryChunks } from '../packed/unpacked-chunks.ts';
import type { ZipEntry } from '../packed/zip-entries.ts';

/** The archive of a workbook. */
export type Parts = {
  readonly fd: number;
  readonly file: string;
  readonly entries: ReadonlyMap<string, ZipEntry>;
  readonly maxBytes: number;
};

export type Attributes = Readonly<Record<string, string>>;
/** What stands in a part, in order. Names come without their prefix. */
export type Visit = {
  readonly open?: (name: string, attributes: Attributes) => void;
  readonly text?: (text: string) => void;
  readonly close?: (name: string) => void;
};

const local = (name: string): string => name.slice(name.indexOf(':') + 1);

export const entryAt = ({ entries }: Parts, path: string): ZipEntry | null =>
  entries.get(path.replace(/^\//, '').toLowerCase()) ?? null;

/** Walks a part; after each chunk the caller gets a turn. @throws LotwatchError `source` when it is not well formed. */
export function* walk(parts: Parts, entry: ZipEntry, visit: Visit): Generator<void> {
  const { fd, file, maxBytes } = parts;
  const decoder = new TextDecoder();
  const parser = new SaxesParser();
  parser.on('opentag', ({ name, attributes }) => visit.open?.(local(name), attributes));
  parser.on('text', (text) => visit.text?.(text));
  parser.on('cdata', (text) => visit.text?.(text));
  parser.on('closetag', ({ name }) => visit.close?.(local(name)));
  parser.on('error', (error) => {
    throw new LotwatchError(
      'source',
      `${file} is damaged: ${entry.name} in it cannot be read (${error.message}). Nothing was changed.`,
    );
  });
  for (const chunk of entryChunks(fd, file, entry, maxBytes)) {
    parser.write(decoder.decode(chunk, { stream: true }));
    yield;
  }
  parser.write(decoder.decode());
  parser.close();
}

/** The same for a part that is read as a whole. */
export function visitAll(parts: Parts, entry: ZipEntry, visit: Visit): void {
  for (const _ of walk(parts, entry, visit));
}
