import { createReadStream } from 'node:fs';
import Papa from 'papaparse';

/** Papa Parse as its own documentation has it for Node: a text stream of 1 MiB chunks, rows handed out chunk by chunk. */
export function parseFile(
  file: string,
  onRows: (rows: readonly (readonly string[])[]) => void,
): Promise<void> {
  return new Promise((resolve, reject) => {
    Papa.parse<string[]>(createReadStream(file, { encoding: 'utf8', highWaterMark: 1 << 20 }), {
      skipEmptyLines: true,
      chunk: ({ data }) => onRows(data),
      complete: () => resolve(),
      error: reject,
    });
  });
}
