/**
 * The formats of inventory files that can be read, with the extensions such files have, without the dot: the one list of
 * them. How each is recognised and read stands in `main/sources/read/formats.ts`.
 */
export const FEED_FORMATS = {
  xlsx: { name: 'Excel (XLSX)', extensions: ['xlsx', 'xlsm'] },
  xml: { name: 'XML', extensions: ['xml'] },
  json: { name: 'JSON, JSON lines', extensions: ['json', 'jsonl', 'ndjson'] },
  delimited: { name: 'CSV, TSV', extensions: ['csv', 'tsv', 'txt'] },
} as const;
export type FeedFormat = keyof typeof FEED_FORMATS;

/** Of what an inventory is packed into; it is unpacked before its format is looked for. */
const PACKED_EXTENSIONS = ['zip', 'gz'];

export const FEED_EXTENSIONS: readonly string[] = Object.values(FEED_FORMATS)
  .flatMap(({ extensions }): readonly string[] => extensions)
  .concat(PACKED_EXTENSIONS);

/** The same for messages: "xml, json, …". */
export const FEED_EXTENSIONS_TEXT: string = FEED_EXTENSIONS.join(', ');

/** For help texts: "XML, JSON, JSON lines, CSV, TSV". */
export const FEED_FORMATS_TEXT: string = Object.values(FEED_FORMATS)
  .map(({ name }) => name)
  .join(', ');
