import type { ByteWindow } from './byte-window.ts';
import { recordText } from './decode.ts';
import { isRecord, type CellMaker } from '../parse/flatten.ts';
import type { RowReader } from '../parse/row-reader.ts';
import { CUT_OFF, NO_LINE_END, SOUND, type Records } from './records.ts';
import type { ParsedRow } from '../snapshot.ts';

const SHOWN_BYTES = 4096;
const WRITTEN_VIN = /"(?:vin|vehicleIdentificationNumber)"\s*:\s*"([^"\\]{1,40})"/i;

/** Parses the JSON records at `positions` of the batch in the window; see `RecordBatch.parse`. */
export function readObjects(
  window: ByteWindow,
  records: Records,
  firstRow: number,
  positions: readonly number[],
  maker: CellMaker,
  reader: RowReader,
  vinColumn: number,
): readonly ParsedRow[] {
  const { starts, ends, states } = records;
  return positions.map((position) => {
    const row = firstRow + position;
    const [start, end, state] = [starts[position] ?? 0, ends[position] ?? 0, states[position] ?? SOUND];
    const reject = (reason: string): ParsedRow => {
      const text = recordText(window.bytes, start, Math.min(end, start + SHOWN_BYTES));
      const cells: string[] = [];
      cells[vinColumn] = WRITTEN_VIN.exec(text)?.[1] ?? '';
      return reader.reject(cells, row, `unreadable: ${reason}`, text.replace(/\s+/g, ' '));
    };
    if (state === CUT_OFF) return reject('this object is not closed; reading continued with the next one');
    if (state !== SOUND && state !== NO_LINE_END) return reject('the record is longer than 1 MiB');
    try {
      const value: unknown = JSON.parse(recordText(window.bytes, start, end));
      return isRecord(value) ? reader.read(maker.cells(value), row, null) : reject('not an object');
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
      return reject(
        `not valid JSON (${error.message.replace(/,? *"?\.\.\.[\s\S]*$/, '').replace(/\s+/g, ' ')})`,
      );
    }
  });
}
