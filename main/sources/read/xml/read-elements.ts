import { isUtf8 } from 'node:buffer';
import { LotwatchError } from '../../../../shared/result.ts';
import type { ByteWindow } from '../byte-window.ts';
import { SPOILT, type DamagedCells } from '../damaged-cells.ts';
import { commonEncoding, type TextOf } from '../decode.ts';
import { withFactsIn, type RowFacts } from '../parent-facts.ts';
import type { CellMaker } from '../../parse/flatten.ts';
import type { RowReader } from '../../parse/row-reader.ts';
import { CUT_OFF, SOUND, type Records } from '../records.ts';
import type { ParsedRow } from '../../snapshot.ts';
import type { FieldReader } from './fields.ts';

const SHOWN_BYTES = 4096;
const WRITTEN_VIN =
  /[<\s](?:\w+:)?(?:vin|vehicle_?identification_?number)(?:>|\s[^>]*>|=["'])\s*(?:<!\[CDATA\[)?\s*([^<\]\s"']{1,40})/i;
const LOOSE = 'a bare & in this record (it should be &amp;); it was read as text';

/** What parsing the elements of a file takes. */
export type ElementParser = {
  readonly window: ByteWindow;
  readonly records: Records;
  /** What holds for each record besides. */
  readonly facts: readonly (RowFacts | null)[];
  readonly textOf: TextOf;
  /** Null where the file names another encoding. */
  readonly damaged: DamagedCells | null;
  readonly fields: FieldReader;
  readonly maker: CellMaker;
  readonly reader: RowReader;
  readonly vinColumn: number;
};

/** Parses the XML records at `positions` of the `count` in the batch in the window; see `RecordBatch.parse`. */
export function readElements(
  parser: ElementParser,
  firstRow: number,
  count: number,
  positions: readonly number[],
): readonly ParsedRow[] {
  const { window, records, facts, textOf, damaged, fields, maker, reader, vinColumn } = parser;
  const { starts, ends, nexts, states } = records;
  const encoding = commonEncoding(window.bytes, starts[0] ?? 0, nexts[count - 1] ?? 0);
  return positions.map((position) => {
    const row = firstRow + position;
    const [start, end, state] = [starts[position] ?? 0, ends[position] ?? 0, states[position] ?? SOUND];
    const reject = (reason: string): ParsedRow => {
      const text = textOf(window.bytes, start, Math.min(end, start + SHOWN_BYTES));
      const cells: string[] = [];
      cells[vinColumn] = WRITTEN_VIN.exec(text)?.[1] ?? '';
      return reader.reject(cells, row, `unreadable: ${reason}`, text.replace(/\s+/g, ' '));
    };
    if (state === CUT_OFF) return reject('its tags do not match; reading continued with the next one');
    if (state !== SOUND) return reject('the record is longer than 1 MiB');
    try {
      maker.start();
      const isSound = encoding !== null || damaged === null || isUtf8(window.bytes.subarray(start, end));
      const raw = isSound ? null : damaged;
      const text =
        encoding === null && raw === null
          ? textOf(window.bytes, start, end)
          : window.bytes.toString(encoding ?? 'latin1', start, end);
      const isLoose = fields.read(text, maker.put);
      const mended = raw?.mend(maker.row) ?? null;
      const own = mended?.cells ?? maker.row;
      if (mended?.isSpoilt === true) return reader.reject(own, row, SPOILT, own.join(' '));
      const note = mended?.note ?? (isLoose ? LOOSE : null);
      return reader.read(withFactsIn(own, facts[position]), row, note);
    } catch (error) {
      if (error instanceof LotwatchError || !(error instanceof Error)) throw error;
      return reject(`not valid XML (${error.message.replace(/^[\d:\s]+/, '')})`);
    }
  });
}
