import type { ParsedRow, RecordBatch } from '../snapshot.ts';
import type { ByteWindow } from './byte-window.ts';
import type { Scanner } from './records.ts';

/** Parses records of the batch at hand: its first row, its number of records, which of them. */
export type BatchParser = {
  read(firstRow: number, count: number, positions: readonly number[]): readonly ParsedRow[];
};

/** The scanner's batches as a sync takes them. */
export function* batchesOf(
  scanner: Scanner,
  window: ByteWindow,
  parser: BatchParser,
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
      parse: (positions) => parser.read(batchRow, batchCount, positions),
    };
    firstRow += count;
  }
  return firstRow - 1;
}
