import { isScientific, normaliseVin } from '../../../shared/vin.ts';
import { conditionWord, parseCondition } from '../parse/condition.ts';
import { parseDate } from '../parse/dates.ts';
import type { Field } from '../parse/header.ts';
import { parseMileage, parseYear } from '../parse/numbers.ts';
import { parseDays, parseWrittenDate } from '../parse/stock-date.ts';
import { type Column, distinctShare, shareOf } from './column.ts';
import { isHinted, NOT_SINCE, NOT_SO_LONG } from './hints.ts';
import { looksLikeMoney } from './money.ts';
import {
  AVAILABILITY, BODY, COLOURS, CURRENCIES, DEALER, DRIVETRAIN, ENGINE, FUEL, MAKES, MODELS, TRANSMISSION, UNITS,
} from './words.ts'; // prettier-ignore

const WEB = /^(?:https?:)?\/\/\S+$/i;
const PICTURE = /\.(?:jpe?g|png|webp|gif|avif)\b|\b(?:photo|image|img|media|pictures?)s?\b/i;
const FEW = 0.35;

/** Whether a value can be a VIN as feeds write them, damaged ones included. */
export function isVinLike(value: string): boolean {
  // An address has as many letters and digits now and then.
  if (isScientific(value) || /[/:@]/.test(value)) return false;
  const vin = normaliseVin(value);
  return vin.length === 17 && /^[0-9A-Z]+$/.test(vin) && /\d/.test(vin) && /[A-Z]/.test(vin);
}

const isYearLike = (value: string): boolean => {
  const year = /^(?:19|20)\d{2}(?:\.0+)?$/.test(value) ? parseYear(value) : null;
  return typeof year === 'number' && year >= 1950 && year <= 2050;
};

const known = (words: ReadonlySet<string>, value: string): boolean =>
  words.has(value.toLowerCase().replaceAll('-', ' '));

/** A list in a cell: at least three parts between pipes, semicolons, commas or line ends. */
const isList = (value: string): boolean => value.split(/[|;\n]|,\s*(?=\S)/).length >= 4;

const mileageScore = ({ values, words, name }: Column): number => {
  const read = shareOf(values, (value) => typeof parseMileage(value, '') === 'number');
  if (read < 0.6) return 0;
  if (isHinted('mileage', words)) return 0.9 * read;
  if (shareOf(values, (value) => /\d\s*(?:k?mi|miles?|kms?|k)\.?$/i.test(value)) > 0.5) return 0.85 * read;
  if (name === '' || shareOf(values, (value) => /^\d{1,3}(?:,?\d{3})?$/.test(value)) < 0.9) return 0;
  const lengths = new Set(values.map((value) => value.length));
  const isOther = looksLikeMoney(values) > 0.5 || shareOf(values, isYearLike) > 0.5;
  return lengths.size >= 3 && distinctShare(values) > 0.6 && !isOther ? 0.5 : 0;
};

const stockScore = ({ values, words, name }: Column): number => {
  if (name === '' || distinctShare(values) < 0.95 || values.length < 2) return 0;
  const fits = shareOf(
    values,
    (value) => /^[A-Z]{0,4}[- ]?\d[\dA-Z-]{2,11}$/i.test(value) && !isYearLike(value),
  );
  if (fits < 0.8 || shareOf(values, isVinLike) > 0.2) return 0;
  if (isHinted('stockNumber', words)) return 0.85;
  return shareOf(values, (value) => /[A-Z]/i.test(value)) > 0.5 ? 0.6 : 0;
};

const wordScore = (sure: number, test: (value: string) => boolean) => {
  return ({ values }: Column): number => {
    const share = shareOf(values, test);
    return share < 0.5 ? 0 : sure * share;
  };
};
/** Text that only the name of its column identifies: half sure at best. */
const namedText = (field: Field, sure: number) => {
  return ({ values, words }: Column): number =>
    isHinted(field, words) && shareOf(values, (value) => /[a-z]/i.test(value) && value.length < 80) > 0.5
      ? sure
      : 0;
};

/** How much the values of a column look like a field, 0-0.9, in the order in which fields choose their column. */
export const JUDGES: readonly (readonly [Field, (column: Column) => number])[] = [
  ['vin', wordScore(0.9, isVinLike)],
  [
    'photos',
    ({ values, words }) => {
      const share = shareOf(values, (value) => WEB.test(value.split(/[|,;\n]/)[0]?.trim() ?? ''));
      const isPicture = isHinted('photos', words) || shareOf(values, (value) => PICTURE.test(value)) > 0.6;
      return share > 0.5 && isPicture ? 0.85 * share : 0;
    },
  ],
  ['url', wordScore(0.8, (value) => WEB.test(value))],
  ['year', wordScore(0.9, isYearLike)],
  ['currency', wordScore(0.9, (value) => CURRENCIES.test(value))],
  ['mileageUnit', wordScore(0.9, (value) => UNITS.test(value))],
  ['make', wordScore(0.9, (value) => known(MAKES, value))],
  [
    'model',
    (column) => {
      const share = shareOf(column.values, (value) => known(MODELS, value));
      return Math.max(share >= FEW ? 0.5 + 0.35 * share : 0, namedText('model', 0.6)(column));
    },
  ],
  ['condition', wordScore(0.85, (value) => parseCondition(value) !== null)],
  ['drivetrain', wordScore(0.85, (value) => DRIVETRAIN.test(value))],
  ['fuel', wordScore(0.85, (value) => FUEL.test(value))],
  ['availability', wordScore(0.7, (value) => AVAILABILITY.test(value))],
  [
    'description',
    ({ values }) => (shareOf(values, (value) => value.split(/\s+/).length >= 12) > 0.5 ? 0.7 : 0),
  ],
  [
    'dateInStock',
    ({ values, words }) => {
      const share = shareOf(
        values,
        (value) => /[-/ ]|\d\.\d+\.|^\d{8}$/.test(value) && typeof parseDate(value) === 'number',
      );
      if (share < 0.6 || NOT_SINCE.test(words)) return 0;
      return isHinted('dateInStock', words) ? 0.8 : 0.55;
    },
  ],
  [
    'daysInStock',
    ({ values, words }) => {
      if (!isHinted('daysInStock', words) || NOT_SO_LONG.test(words)) return 0;
      const share = shareOf(values, (value) => typeof parseDays(value) === 'number');
      return share < 0.6 ? 0 : 0.8 * share;
    },
  ],
  [
    'dealer',
    (column) => {
      if (distinctShare(column.values) > 0.5 && column.values.length > 4) return 0;
      const share = shareOf(column.values, (value) => DEALER.test(value));
      return Math.max(share >= 0.5 ? 0.7 : 0, namedText('dealer', 0.7)(column));
    },
  ],
  ['transmission', wordScore(0.75, (value) => TRANSMISSION.test(value))],
  ['engine', wordScore(0.65, (value) => ENGINE.test(value))],
  ['bodyStyle', wordScore(0.7, (value) => BODY.test(value))],
  [
    'interiorColor',
    ({ values, words }) =>
      isHinted('interiorColor', words) && shareOf(values, (value) => COLOURS.test(value)) > FEW ? 0.7 : 0,
  ],
  [
    'exteriorColor',
    ({ values }) => {
      const share = shareOf(values, (value) => value.length < 50 && COLOURS.test(value));
      return share < 0.5 ? 0 : 0.5 + 0.2 * share;
    },
  ],
  ['options', ({ values }) => (shareOf(values, isList) > 0.6 ? 0.55 : 0)],
  [
    'title',
    ({ values }) =>
      shareOf(values, (value) => /^(?:(?:new|used|certified)\s+)?(?:19|20)\d{2}\s+[a-z]/i.test(value)) > 0.5
        ? 0.7
        : 0,
  ],
  ['trim', namedText('trim', 0.6)],
  ['stockNumber', stockScore],
  ['mileage', mileageScore],
];

/** Fields whose values can speak against a header: the name says one thing, the cells another. */
export const CHECKS: Readonly<Partial<Record<Field, (value: string) => boolean>>> = {
  vin: isVinLike,
  year: (value) => typeof parseYear(value) === 'number',
  condition: (value) => value.length === 1 || !/^(?:unknown|vehicle)$/.test(conditionWord(value).kind),
  mileageUnit: (value) => UNITS.test(value),
  mileage: (value) => typeof parseMileage(value, '') === 'number' || /^[a-z?/-]+$/i.test(value),
  dateInStock: (value) => typeof parseDate(value) === 'number',
  daysInStock: (value) => typeof parseDays(value) === 'number' || parseWrittenDate(value) !== null,
  url: (value) => WEB.test(value) || value.startsWith('/') || value.startsWith('www.'),
};
