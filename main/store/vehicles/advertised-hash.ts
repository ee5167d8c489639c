import { hash } from 'node:crypto';
import type { Advertised } from '../../../shared/prices.ts';
import { toUnits } from '../../../shared/units.ts';
import type { PriceFile } from './price-files.ts';

/** What a record says, without its own hash and without what later ones add to it. */
export type HashedRecord = Omit<Advertised, 'hash' | 'to'> & { readonly vin: string };

/**
 * SHA-256 of the JSON array of exactly what an export shows, the hash before first: with an export in hand anybody can
 * count it again.
 */
export const advertisedHash = (record: HashedRecord): string => {
  const { previous, vin, source, n, from, file, digest, row, currency, prices } = record;
  const said = prices?.map(({ name, role, field, amount }) => [name, role, field, amount]) ?? null;
  return hash(
    'sha256',
    JSON.stringify([previous, vin, source, n, from, file, digest, row, currency, said]),
  );
};

/** What records of one file have in common, written once: a first import hashes one for every vehicle. */
export function fileHasher(
  file: Pick<PriceFile, 'source' | 'file' | 'digest' | 'columns'> & { readonly from: string },
): (
  record: Pick<HashedRecord, 'previous' | 'vin' | 'n' | 'row' | 'currency'>,
  cents: readonly (number | null)[] | null,
) => string {
  const source = JSON.stringify(file.source);
  const middle = [file.from, file.file, file.digest].map((part) => JSON.stringify(part)).join(',');
  const steps = file.columns.map(({ name, role, field }) =>
    JSON.stringify([name, role, field]).slice(0, -1),
  );
  const currencies = new Map<string | null, string>();
  const currencyOf = (currency: string | null): string => {
    const known = currencies.get(currency);
    if (known !== undefined) return known;
    const written = JSON.stringify(currency);
    currencies.set(currency, written);
    return written;
  };
  return ({ previous, vin, n, row, currency }, cents) => {
    const said =
      cents === null
        ? 'null'
        : `[${steps.map((step, index) => `${step},${toUnits(cents[index] ?? null)}]`).join(',')}]`;
    const head = `${JSON.stringify(previous)},${JSON.stringify(vin)},${source},${n},${middle}`;
    return hash('sha256', `[${head},${row},${currencyOf(currency)},${said}]`);
  };
}

export type ChainVerdict = {
  readonly records: number;
  readonly holds: boolean;
  /** The first record that does not fit, by its source and number; null = none. */
  readonly broken: { readonly source: string; readonly n: number } | null;
};

/** Whether each record is what it was, and follows the one before. Records of one source stand together, oldest first. */
export function verifyChain(vin: string, records: readonly Advertised[]): ChainVerdict {
  let before: Advertised | null = null;
  for (const record of records) {
    const isNext: boolean = record.n > 1;
    const follows =
      (isNext ? before?.n === record.n - 1 && before.source === record.source : true) &&
      record.previous === (isNext ? before?.hash : '');
    if (!follows || advertisedHash({ ...record, vin }) !== record.hash) {
      const { source, n } = record;
      return { records: records.length, holds: false, broken: { source, n } };
    }
    before = record;
  }
  return { records: records.length, holds: true, broken: null };
}
