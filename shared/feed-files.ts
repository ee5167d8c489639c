/**
 * The formats of inventory files that can be read, with the extensions such files have, without the dot: the one list of
 * them. How each is recognised and read stands in `main/sources/read/formats.ts`.
 */
export const FEED_FORMATS = {
  xml: { name: 'XML', extensions: ['xml'] },
  json: { name: 'JSON, JSON lines', extensions: ['json', 'jsonl', 'ndjson'] },
  delimited: { name: 'CSV, TSV', extensions: ['csv', 'tsv', 'txt'] },
} as const;
export type FeedFormat = keyof typeof FEED_FORMATS;

export const FEED_EXTENSIONS: readonly string[] = Object.values(FEED_FORMATS).flatMap(
  ({ extensions }) => extensions,
);

/** The same for messages: "xml, json, …". */
export const FEED_EXTENSIONS_TEXT: string = FEED_EXTENSIONS.join(', ');

/** For help texts: "XML, JSON, JSON lines, CSV, TSV". */
export const FEED_FORMATS_TEXT: string = Object.values(FEED_FORMATS)
  .map(({ name }) => name)
  .join(', ');
