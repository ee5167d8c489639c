import { hash } from 'node:crypto';
import type { Advertised } from '../../../shared/prices.ts';
import { toUnits } from '../../../shared/units.ts';
import type { PriceFile } from './price-files.ts';

/** What a record says, without its own hash and without what later ones add to it. */
export type HashedRecord = Omit<Advertised, 'hash' | 'to' | 'isFirstKept'> & { readonly vin: string };

/**
 * SHA-256 of the JSON array of exactly what an export shows, the hash before first: with an export in hand anybody can
 * count it again.
 */
const advertisedHash = (record: HashedRecord): string => {
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
  const saidOf = (cents: readonly (number | null)[]): string => {
    let said = '';
    for (let index = 0; index < steps.length; index += 1)
      said += `${index === 0 ? '' : ','}${steps[index]},${toUnits(cents[index] ?? null)}]`;
    return said;
  };
  return ({ previous, vin, n, row, currency }, cents) => {
    const said = cents === null ? 'null' : `[${saidOf(cents)}]`;
    // Nearly every VIN, and every hash, is written as it is: letters and digits.
    const head = `${quoted(previous)},${quoted(vin)},${source},${n},${middle}`;
    return hash('sha256', `[${head},${row},${currencyOf(currency)},${said}]`);
  };
}

const quoted = (text: string): string => (/^[A-Za-z\d]*$/.test(text) ? `"${text}"` : JSON.stringify(text));

export type ChainVerdict = {
  readonly records: number;
  /** Records before those, which were deleted because Settings keeps none so old. */
  readonly deleted: number;
  readonly holds: boolean;
  /** The first record that does not fit, by its source and number; null = none. */
  readonly broken: { readonly source: string; readonly n: number } | null;
};

/** Whether each record is what it was, and follows the one before. Records of one source stand together, oldest first. */
export function verifyChain(vin: string, records: readonly Advertised[]): ChainVerdict {
  let before: Advertised | null = null;
  let deleted = 0;
  for (const record of records) {
    if (!follows(record, before) || advertisedHash({ ...record, vin }) !== record.hash) {
      const { source, n } = record;
      return { records: records.length, deleted, holds: false, broken: { source, n } };
    }
    if (record.isFirstKept === true) deleted += record.n - 1;
    before = record;
  }
  return { records: records.length, deleted, holds: true, broken: null };
}

/** A chain begins with its first record, or with the first that was kept: that says which one it follows. */
function follows(record: Advertised, before: Advertised | null): boolean {
  const { n, previous, source } = record;
  if (record.isFirstKept === true) return n > 1 && /^[\da-f]{64}$/.test(previous);
  if (n === 1) return previous === '';
  return before?.n === n - 1 && before.source === source && previous === before.hash;
}
