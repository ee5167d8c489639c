import { closeSync, openSync, writeSync } from 'node:fs';
import { SeededRandom } from '../../main/sources/sample/random.ts';

/**
 * Made-up inventories, the same on every machine: 15 columns, about 106 bytes a row, 5 % of the rows with a quoted
 * field (`quoted: 'fields'` has 5 % of all fields quoted, which is half of the rows). Day 2 is
 * day 1 with another MSRP in 3 % of the rows, 1 % of the rows gone and 1 % new, spread over the file.
 */
export type InventorySpec = {
  readonly rows: number;
  readonly day: 1 | 2;
  /** Share of the rows whose MSRP differs on day 2; 3 % unless said. */
  readonly changed?: number;
  readonly seed?: number;
  readonly quoted?: 'rows' | 'fields';
};

type Make = readonly [string, readonly [string, ...string[]]];

const COLUMNS = [
  'VIN', 'Stock #', 'Condition', 'Year', 'Make', 'Model', 'Trim', 'Exterior Color', 'Drivetrain', 'Mileage', 'MSRP',
  'Selling Price', 'Dealer', 'Transmission', 'Date In Stock',
] as const; // prettier-ignore

const MSRP = COLUMNS.indexOf('MSRP');
const TRIM = COLUMNS.indexOf('Trim');

const MAKES: readonly [Make, ...Make[]] = [
  ['Toyota', ['Sienna', 'RAV4', 'Camry', 'Tundra']],
  ['Honda', ['Civic', 'CR-V', 'Pilot']],
  ['Ford', ['F-150', 'Escape', 'Bronco']],
];
const TRIMS = [
  'LE',
  'XLE',
  'SE',
  'Limited',
  'Sport',
  'Base',
  'XSE',
  'SR5',
  'Touring',
  'EX',
  'EX-L',
] as const;
const COLORS = [
  'Midnight Blue',
  'Black',
  'Wind Chill White',
  'Ice Cap',
  'Red',
  'Magnetic Gray',
  'Celestial Silver',
] as const;
const DEALERS = ['North', 'South', 'East Side', 'West', 'Harbor', 'Valley'] as const;
const VIN_LETTERS = 'ABCDEFGHJKLMNPRSTUVWXYZ0123456789';

const SHARE_GONE = 0.01;
const SHARE_NEW = 0.01;
const SHARE_QUOTED = 0.05;
const SERIALS = 10_000_000;

/** Writes one day; returns its size in bytes. */
export function writeInventory(path: string, spec: InventorySpec): number {
  const { rows, day, changed = 0.03, seed = 7, quoted = 'rows' } = spec;
  // What happens on day 2 is drawn apart from what the rows say, so that both days draw the same rows.
  const content = new SeededRandom(seed);
  const fate = new SeededRandom(seed + 1);
  const newcomers = new SeededRandom(seed + 2);
  const fd = openSync(path, 'w');
  let bytes = 0;
  let text = `${COLUMNS.join(',')}\n`;
  const drain = (): void => {
    bytes += writeSync(fd, text);
    text = '';
  };
  try {
    for (let row = 0; row < rows; row += 1) {
      const known = vehicle(content, row, quoted);
      const isGone = fate.next() < SHARE_GONE;
      const isNew = fate.next() < SHARE_NEW;
      const rise = fate.next() < changed ? fate.whole(1, 8) * 250 : 0;
      if (day === 2 && isNew) text += line(vehicle(newcomers, rows + row, quoted));
      if (day === 2 && isGone) continue;
      if (day === 2) known.fields[MSRP] = String(Number(known.fields[MSRP]) + rise);
      text += line(known);
      if (text.length > 1 << 20) drain();
    }
    drain();
    return bytes;
  } finally {
    closeSync(fd);
  }
}

type Row = { readonly fields: string[]; readonly quoted: readonly boolean[] };

function vehicle(random: SeededRandom, number: number, quoted: 'rows' | 'fields'): Row {
  const [make, models] = random.pick(MAKES);
  const msrp = 24_000 + random.whole(0, 600) * 50;
  const price = msrp - random.whole(0, 30) * 100;
  const fields = [
    vin(random, number), `S${number}`, random.pick(['New', 'New', 'Used']), String(random.whole(2021, 2026)), make,
    random.pick(models), random.pick(TRIMS), random.pick(COLORS), random.pick(['AWD', 'FWD']),
    String(random.whole(3, 60_000)), String(msrp), String(price), random.pick(DEALERS), random.pick(['CVT', 'Auto']),
    `2026-0${random.whole(1, 9)}-${random.whole(10, 28)}`,
  ]; // prettier-ignore
  if (quoted === 'fields') return { fields, quoted: fields.map(() => random.next() < SHARE_QUOTED) };
  // A comma in the text, which is why feeds quote.
  if (random.next() < SHARE_QUOTED) fields[TRIM] = `${fields[TRIM]}, AWD`;
  return { fields, quoted: [] };
}

/** Unlike every other `number` below ten million, and in no order: the index of a real lot is not appended to. */
function vin(random: SeededRandom, number: number): string {
  let head = '';
  for (let place = 0; place < 10; place += 1)
    head += VIN_LETTERS[random.whole(0, VIN_LETTERS.length - 1)] ?? '';
  return head + String((number * 7_654_321) % SERIALS).padStart(7, '0');
}

function line({ fields, quoted }: Row): string {
  let text = '';
  fields.forEach((field, column) => {
    const mustQuote = quoted[column] === true || /[",]/.test(field);
    text += (column === 0 ? '' : ',') + (mustQuote ? `"${field.replaceAll('"', '""')}"` : field);
  });
  return `${text}\n`;
}
