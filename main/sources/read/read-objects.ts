import type { ByteWindow } from './byte-window.ts';
import { SPOILT, type DamagedCells } from './damaged-cells.ts';
import { commonEncoding, recordText, strictUtf8 } from './decode.ts';
import { withFactsIn, type RowFacts } from './parent-facts.ts';
import { parseJson } from './json/lenient.ts';
import { isRecord, type CellMaker } from '../parse/flatten.ts';
import type { RowReader } from '../parse/row-reader.ts';
import { CUT_OFF, NO_LINE_END, SOUND, type Records } from './records.ts';
import type { ParsedRow } from '../snapshot.ts';

const SHOWN_BYTES = 4096;
const WRITTEN_VIN = /"(?:vin|vehicleIdentificationNumber)"\s*:\s*"([^"\\]{1,40})"/i;

/** What parsing the objects of a file takes. */
export type ObjectParser = {
  readonly window: ByteWindow;
  readonly records: Records;
  /** What holds for each record besides; null or nothing where nothing does. */
  readonly facts: readonly (RowFacts | null)[];
  readonly maker: CellMaker;
  readonly damaged: DamagedCells;
  readonly reader: RowReader;
  readonly vinColumn: number;
};

/** Parses the JSON records at `positions` of the `count` in the batch in the window; see `RecordBatch.parse`. */
export function readObjects(
  { window, records, facts, maker, damaged, reader, vinColumn }: ObjectParser,
  firstRow: number,
  count: number,
  positions: readonly number[],
): readonly ParsedRow[] {
  const { starts, ends, nexts, states } = records;
  const encoding = commonEncoding(window.bytes, starts[0] ?? 0, nexts[count - 1] ?? 0);
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
      const text =
        encoding === null
          ? strictUtf8(window.bytes, start, end)
          : window.bytes.toString(encoding, start, end);
      const value = parseJson(text ?? window.bytes.toString('latin1', start, end));
      if (!isRecord(value)) return reject('not an object');
      const cells = maker.cells(value);
      const mended = text === null ? damaged.mend(cells) : null;
      const own = mended?.cells ?? cells;
      if (mended?.isSpoilt === true) return reader.reject(own, row, SPOILT, own.join(' '));
      return reader.read(withFactsIn(own, facts[position]), row, mended?.note ?? null);
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
      return reject(
        `not valid JSON (${error.message.replace(/,? *"?\.\.\.[\s\S]*$/, '').replace(/\s+/g, ' ')})`,
      );
    }
  });
}
