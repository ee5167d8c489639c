import type { ParsedRow, RecordBatch } from '../snapshot.ts';
import type { ByteWindow } from './byte-window.ts';
import type { Scanner } from './records.ts';

/** The scanner's batches as a sync takes them; `parse` is given the batch's first row and its number of records. */
export function* batchesOf(
  scanner: Scanner,
  window: ByteWindow,
  parse: (firstRow: number, count: number, positions: readonly number[]) => readonly ParsedRow[],
): Generator<RecordBatch, number> {
  const { records } = scanner;
  let firstRow = 1;
  for (let count = scanner.scan(); count > 0; count = scanner.scan()) {
    const [batchRow, batchCount] = [firstRow, count];
    yield {
      firstRow,
      count,
      hashLow: records.low,
      hashHigh: records.high,
      bytesRead: window.consumed(records.nexts[count - 1] ?? 0),
      parse: (positions) => parse(batchRow, batchCount, positions),
    };
    firstRow += count;
  }
  return firstRow - 1;
}
