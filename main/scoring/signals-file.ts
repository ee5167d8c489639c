import Papa from 'papaparse';
import { z } from 'zod';
import { LotwatchError } from '../../shared/result.ts';
import { parseJson } from '../files/text-file.ts';
import { areStale } from './signals.ts';
import type { DealerSignals } from './signals.ts';

/**
 * The signals file: JSON (an array, or `{"dealers": […]}`) or CSV, one row per dealer. A value out of its range is
 * refused with the whole file, never bent into it: a rating of 45 is a lost decimal point, not five stars.
 */
const RANGES = {
  seo: [0, 100],
  aeo: [0, 100],
  geo: [0, 100],
  ugc: [0, 100],
  reviewRating: [0, 5],
  reviewCount: [0, 1_000_000_000],
  responseRate: [0, 1],
  verifiedReviewShare: [0, 1],
  lat: [-90, 90],
  lon: [-180, 180],
} as const;
type RangedField = keyof typeof RANGES;
const TEXTS = ['address', 'placeId'] as const;
const FIELDS = ['dealerId', 'asOf', ...Object.keys(RANGES), ...TEXTS];

const isRanged = (field: string): field is RangedField => Object.hasOwn(RANGES, field);
const ranged = (field: RangedField) =>
  z.number().min(RANGES[field][0]).max(RANGES[field][1]).nullable().default(null);
const text = z.string().trim().max(500).nullable().default(null);

const rowSchema = z.object({
  dealerId: z.string().trim().min(1).max(200),
  asOf: z.union([z.iso.date(), z.iso.datetime({ offset: true })]).transform((iso) => Date.parse(iso)),
  seo: ranged('seo'),
  aeo: ranged('aeo'),
  geo: ranged('geo'),
  ugc: ranged('ugc'),
  reviewRating: ranged('reviewRating'),
  reviewCount: z.int().min(0).max(RANGES.reviewCount[1]).nullable().default(null),
  responseRate: ranged('responseRate'),
  verifiedReviewShare: ranged('verifiedReviewShare'),
  address: text,
  lat: ranged('lat'),
  lon: ranged('lon'),
  placeId: text,
});

export type SignalsFile = {
  readonly dealers: readonly DealerSignals[];
  /** Dealers whose signals are too old to count; they are kept and treated as unknown. */
  readonly stale: readonly string[];
  /** Columns that mean nothing here. */
  readonly ignored: readonly string[];
};

type Row = Readonly<Record<string, unknown>>;

const shown = (value: unknown): string => {
  const written = JSON.stringify(value) ?? 'missing';
  return written.length > 80 ? `${written.slice(0, 80)}…` : written;
};

function fault(field: string, value: unknown): string {
  const given =
    value === undefined || value === null ? `${field} is missing` : `${field} is ${shown(value)}`;
  if (isRanged(field)) {
    const [low, high] = RANGES[field];
    const kind = field === 'reviewCount' ? 'a whole number' : 'a number';
    const wrongType =
      typeof value === 'number'
        ? ''
        : ` (${Array.isArray(value) ? 'a list' : typeof value === 'string' ? 'text' : typeof value})`;
    return `${given}${wrongType}; must be ${kind} from ${low} to ${high}`;
  }
  if (field === 'asOf') return `${given}; must be the date of measurement, such as 2026-08-21`;
  if (field === 'dealerId') return `${given}; must be the dealer's id as in the inventory`;
  return `${given}; must be text of at most 500 characters`;
}

const fold = (header: string): string => header.toLowerCase().replace(/[^a-z0-9]/g, '');
const byFolded = new Map(FIELDS.map((field) => [fold(field), field]));

/** "Review Rating" and "review_rating" are reviewRating. */
function named(row: Row, ignored: Set<string>): Row {
  const out: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(row)) {
    const field = byFolded.get(fold(key));
    if (field === undefined) ignored.add(key);
    else out[field] = value;
  }
  return out;
}

const NUMBER = /^[-+]?(?:\d+(?:\.\d*)?|\.\d+)$/;

/** A blank cell is not given; what reads as a number is one, what does not stays text and is refused by name. */
function cell(field: string, value: unknown): unknown {
  if (typeof value !== 'string') return value;
  const trimmed = value.trim();
  if (trimmed === '') return null;
  return isRanged(field) && NUMBER.test(trimmed) ? Number(trimmed) : trimmed;
}

function readCsv(content: string, name: string, ignored: Set<string>): Row[] {
  const parsed = Papa.parse<Record<string, unknown>>(content, { header: true, skipEmptyLines: 'greedy' });
  const broken = parsed.errors.find((error) => error.type !== 'Delimiter');
  if (broken !== undefined) {
    const row = broken.row === undefined ? '' : `, row ${broken.row + 1}`;
    throw new LotwatchError('bad-input', `${name}${row}: ${broken.message}. Nothing was imported.`);
  }
  return parsed.data.map((raw) => {
    const row = named(raw, ignored);
    return Object.fromEntries(Object.entries(row).map(([field, value]) => [field, cell(field, value)]));
  });
}

const isRow = (value: unknown): value is Row =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function readJson(content: string, name: string, ignored: Set<string>): Row[] {
  const data = parseJson(content, name);
  const rows = isRow(data) ? ('dealers' in data ? data['dealers'] : [data]) : data;
  if (!Array.isArray(rows)) {
    throw new LotwatchError('bad-input', `${name}: must be a list of dealers, one object each.`);
  }
  return rows.map((row: unknown, i) => {
    if (isRow(row)) return named(row, ignored);
    throw new LotwatchError(
      'bad-input',
      `${name}, row ${i + 1}: ${shown(row)} is not an object with a dealerId.`,
    );
  });
}

const MOST_FAULTS = 20;

/**
 * Reads the text of a signals file.
 * @param options.name the file's name for messages; `now` and `maxAgeDays` decide which rows are stale.
 * @throws LotwatchError `bad-input` naming row, dealer, field, value and the allowed range of up to 20 faults.
 */
export function parseSignalsFile(
  content: string,
  options: { readonly name: string; readonly now: number; readonly maxAgeDays: number },
): SignalsFile {
  const { name, now, maxAgeDays } = options;
  const ignored = new Set<string>();
  const rows = /^\s*[[{]/.test(content)
    ? readJson(content, name, ignored)
    : readCsv(content, name, ignored);
  if (rows.length === 0) throw new LotwatchError('bad-input', `${name} contains no dealer.`);

  const faults: string[] = [];
  const dealers = new Map<string, DealerSignals>();
  rows.forEach((row, i) => {
    const where = `row ${i + 1} (dealer ${shown(row['dealerId'])})`;
    const parsed = rowSchema.safeParse(row);
    if (!parsed.success) {
      const fields = new Set(parsed.error.issues.map((issue) => String(issue.path[0] ?? '')));
      for (const field of fields) faults.push(`${where}: ${fault(field, row[field])}`);
      return;
    }
    const signals = parsed.data;
    if (signals.asOf > now + 86_400_000) {
      faults.push(`${where}: asOf is ${shown(row['asOf'])}, which is in the future`);
    } else if (dealers.has(signals.dealerId)) {
      faults.push(`${where}: this dealer has a row already; one row per dealer`);
    } else {
      dealers.set(signals.dealerId, signals);
    }
  });
  if (faults.length > 0) {
    const more = faults.length > MOST_FAULTS ? `; and ${faults.length - MOST_FAULTS} more` : '';
    throw new LotwatchError(
      'bad-input',
      `${name}: ${faults.slice(0, MOST_FAULTS).join('; ')}${more}. Nothing was imported.`,
    );
  }
  const all = [...dealers.values()];
  return {
    dealers: all,
    stale: all.filter((signals) => areStale(signals, now, maxAgeDays)).map((signals) => signals.dealerId),
    ignored: [...ignored],
  };
}
