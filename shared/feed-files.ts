/** Extensions of the files that can be read as inventory, without the dot: the one list of them. */
export const FEED_EXTENSIONS = ['csv', 'tsv', 'txt', 'json', 'jsonl', 'ndjson', 'xml'] as const;

/** The same for messages: "csv, tsv, …". */
export const FEED_EXTENSIONS_TEXT: string = FEED_EXTENSIONS.join(', ');
