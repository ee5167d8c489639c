import { closeSync, openSync } from 'node:fs';
import { ByteWindow } from '../../main/sources/read/byte-window.ts';
import { LineScanner } from '../../main/sources/read/delimited/line-scanner.ts';
import { NoticeBook } from '../../main/sources/notice-book.ts';
import { resolveLayout } from '../../main/sources/parse/layout.ts';
import { RowReader } from '../../main/sources/parse/row-reader.ts';
import { DamagedCells } from '../../main/sources/read/damaged-cells.ts';
import { BatchReader, splitRows } from '../../main/sources/read/delimited/read-rows.ts';
import type { ParsedRow, ReadSettings } from '../../main/sources/snapshot.ts';
import { probeArguments, reportProbe } from '../measure/probe.ts';
import { stopwatch } from '../measure/stopwatch.ts';

/** The product's reader without the listings: every record found, hashed, decoded and split into its fields. */
const [file = ''] = probeArguments(1);
const settings: ReadSettings = {
  mapping: {},
  constants: {},
  dealer: null,
  condition: 'new',
  currency: null,
  priceKind: null,
};
const NOTHING: ParsedRow = { row: 0, vin: null, listing: null, rejected: null, warnings: [] };

class FieldCounter extends RowReader {
  fields = 0;

  override read(cells: readonly string[]): ParsedRow {
    this.fields += cells.length;
    return NOTHING;
  }
}

const lap = stopwatch();
const fd = openSync(file, 'r');
const window = new ByteWindow(fd, 'utf-8', 0);
window.fill();
const headerEnd = window.bytes.indexOf(10) + 1;
const plain = { delimiter: ',', newline: '\n' } as const;
const names =
  splitRows(window.bytes.toString('utf8', 0, headerEnd), { ...plain, width: 0, needed: 0 })[0] ?? [];
window.start = headerEnd;
const dialect = { ...plain, width: names.length, needed: names.length };
const scanner = new LineScanner(window, { delimiter: 44, newline: 10, quotes: true }, { low: 1, high: 2 });
const layout = resolveLayout(names, settings);
const notices = new NoticeBook();
const counter = new FieldCounter(layout, settings, { asOf: 0, seed: 0, notices });
const damaged = new DamagedCells(layout, settings, notices, Buffer.alloc(0));
const reader = new BatchReader(window, scanner.records, dialect, counter, damaged);
const positions = Array.from({ length: 1 << 16 }, (_, position) => position);
let rows = 0;
for (let count = scanner.scan(); count > 0; count = scanner.scan()) {
  reader.read(rows + 1, count, positions.slice(0, count));
  rows += count;
}
closeSync(fd);
reportProbe({ ...lap(), rows, fields: counter.fields });
