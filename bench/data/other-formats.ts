import { closeSync, openSync, readFileSync, writeSync } from 'node:fs';
import Papa from 'papaparse';

/** The made-up inventory as feeds of other kinds write it: the same rows under names that every kind allows. */
export type FeedKind = 'csv' | 'tsv' | 'json' | 'jsonl' | 'xml';

const NAMES = [
  'vin', 'stock_number', 'condition', 'year', 'make', 'model', 'trim', 'exterior_color', 'drivetrain', 'mileage', 'msrp',
  'selling_price', 'dealer', 'transmission', 'date_in_stock',
] as const; // prettier-ignore
const LINES_AT_A_TIME = 2_000;

export function convertInventory(csvFile: string, target: string, kind: FeedKind): void {
  const rows = Papa.parse<string[]>(readFileSync(csvFile, 'utf8'), { skipEmptyLines: true }).data.slice(1);
  const fd = openSync(target, 'w');
  try {
    const { head, row, between, tail } = WRITERS[kind];
    writeSync(fd, head);
    for (let at = 0; at < rows.length; at += LINES_AT_A_TIME) {
      const text = rows
        .slice(at, at + LINES_AT_A_TIME)
        .map(row)
        .join(between);
      writeSync(fd, (at > 0 ? between : '') + text);
    }
    writeSync(fd, tail);
  } finally {
    closeSync(fd);
  }
}

type Writer = {
  readonly head: string;
  readonly row: (cells: readonly string[]) => string;
  readonly between: string;
  readonly tail: string;
};

const delimited = (mark: string): Writer => ({
  head: `${NAMES.join(mark)}\n`,
  row: (cells) => cells.map((cell) => (cell.includes(mark) ? `"${cell}"` : cell)).join(mark),
  between: '\n',
  tail: '\n',
});
const asJson = (cells: readonly string[]): string =>
  JSON.stringify(Object.fromEntries(NAMES.map((name, i) => [name, cells[i] ?? ''])));
const asXml = (cells: readonly string[]): string =>
  `  <vehicle>${NAMES.map((name, i) => `<${name}>${cells[i] ?? ''}</${name}>`).join('')}</vehicle>`;

const WRITERS: Readonly<Record<FeedKind, Writer>> = {
  csv: delimited(','),
  tsv: delimited('\t'),
  json: { head: '[', row: asJson, between: ',\n', tail: ']\n' },
  jsonl: { head: '', row: asJson, between: '\n', tail: '\n' },
  xml: {
    head: '<?xml version="1.0"?>\n<inventory>\n',
    row: asXml,
    between: '\n',
    tail: '\n</inventory>\n',
  },
};
