import { parseFile } from './papa-file.ts';

/** A row of the made-up inventories after the plainest check that makes typed values of it. Money in cents. */
export type PlainRow = {
  readonly vin: string;
  readonly stock: string | null;
  readonly condition: string;
  readonly year: number | null;
  readonly make: string | null;
  readonly model: string | null;
  readonly trim: string | null;
  readonly color: string | null;
  readonly drivetrain: string | null;
  readonly mileage: number | null;
  readonly msrp: number | null;
  readonly price: number | null;
  readonly dealer: string;
  readonly transmission: string | null;
  readonly dateInStock: number | null;
};

const VIN = /^[A-Z0-9]{17}$/;
const MONEY = /^\d+(?:\.\d\d?)?$/;
const WHOLE = /^\d+$/;
const text = (cell: string | undefined): string | null => cell?.trim() || null;
const whole = (cell: string | undefined): number | null =>
  cell !== undefined && WHOLE.test(cell) ? Number(cell) : null;
const cents = (cell: string | undefined): number | null =>
  cell !== undefined && MONEY.test(cell) ? Math.round(Number(cell) * 100) : null;

/**
 * Reference "parse + validate": Papa Parse, then a hand-written check of the 15 known columns. It guesses nothing (no
 * aliases, currencies, units, encodings), which makes it faster than any reader of real files may be.
 */
export async function readPlainRows(file: string, onRow: (row: PlainRow) => void): Promise<number> {
  let header = true;
  let rejected = 0;
  await parseFile(file, (rows) => {
    for (const cells of rows) {
      if (header) {
        header = false;
        continue;
      }
      const row = plainRow(cells);
      if (row === null) rejected += 1;
      else onRow(row);
    }
  });
  return rejected;
}

function plainRow(cells: readonly string[]): PlainRow | null {
  const vin = (cells[0] ?? '').trim().toUpperCase();
  if (!VIN.test(vin) || cells.length !== 15) return null;
  const date = Date.parse(cells[14] ?? '');
  return {
    vin,
    stock: text(cells[1]),
    condition: cells[2] === 'Used' ? 'used' : 'new',
    year: whole(cells[3]),
    make: text(cells[4]),
    model: text(cells[5]),
    trim: text(cells[6]),
    color: text(cells[7]),
    drivetrain: text(cells[8]),
    mileage: whole(cells[9]),
    msrp: cents(cells[10]),
    price: cents(cells[11]),
    dealer: cells[12] ?? '',
    transmission: text(cells[13]),
    dateInStock: Number.isNaN(date) ? null : date,
  };
}
