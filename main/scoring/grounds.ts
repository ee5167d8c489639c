import { ATI_SLOTS } from './ati.ts';
import { AVI_SLOTS } from './avi.ts';
import { CIS_SLOTS } from './cis.ts';
import { mixed, mixedText, textHash } from './hash.ts';
import type { ScoreInput } from './input.ts';
import type { Scorer, SignalValues } from './score.ts';
import { newSignalValues } from './score.ts';

/** A score to its integer and before it was one. */
export type Figures = { readonly score: number | null; readonly raw: number | null };
export type ScoreFigures = { readonly avi: Figures; readonly ati: Figures; readonly cis: Figures };

/**
 * What a vehicle's scores were made of when one of them last moved: enough to say what moved them since. The figures that
 * a price or a date puts in stand as they are, every other group of inputs as a print that is another one when any of it
 * changes.
 */
export type Grounds = {
  readonly price: number | null;
  readonly msrp: number | null;
  /** Unix ms, as the other times. */
  readonly asOf: number;
  readonly feedSeenAt: number | null;
  readonly listingChangedAt: number | null;
  readonly raw: { readonly avi: number | null; readonly ati: number | null; readonly cis: number | null };
  readonly prints: Readonly<Record<Print, number>>;
  readonly values: SignalValues;
};

/** In the order in which they are written. */
const PRINTS = [
  /** What it is: condition, year, make, model, trim, mileage, currency. */
  'identity',
  'dealer',
  /** When it came. */
  'arrival',
  /** What else its own row says: photos, texts, attributes, link, and which columns its feed has. */
  'content',
  /** How much of its photos and text other vehicles use, too. */
  'shared',
  /** Its prices in our other sources. */
  'channels',
  /** Its dealer's row of the signals file. */
  'signals',
  /** What it is compared with, whatever its age. */
  'market',
  'weights',
  /** Every other setting of the model. */
  'limits',
] as const;
export type Print = (typeof PRINTS)[number];

/** Takes the grounds of the vehicle that a scorer scored last. */
export class GroundsTaker {
  readonly #scorer: Scorer;
  readonly #weights: number;
  readonly #limits: number;

  constructor(scorer: Scorer) {
    this.#scorer = scorer;
    const { weights, coverage, bands: _words, ...limits } = scorer.settings;
    this.#weights = printOf({ weights, coverage });
    this.#limits = printOf(limits);
  }

  /** @param scores what the scorer made of the input */
  take(input: ScoreInput, { avi, ati, cis }: ScoreFigures): Grounds {
    const { values, asOf, market } = this.#scorer;
    const { price, msrp, feedSeenAt, listingChangedAt } = input;
    return {
      price,
      msrp,
      asOf,
      feedSeenAt,
      listingChangedAt,
      raw: { avi: avi.raw, ati: ati.raw, cis: cis.raw },
      prints: {
        identity: identity(input),
        dealer: mixedText(mixedText(textHash(input.dealerId), input.dealerName), input.dealerLocation),
        arrival: mixed(mixed(input.addedAfterBaseline ? 1 : 0, input.firstSeenAt), input.dateInStock),
        content: content(input),
        shared: mixed(input.uniquePhotos, input.uniqueText ? 1 : 0),
        channels: channels(input),
        signals: input.signals === null ? 0 : printOf(input.signals),
        market: market.content(input),
        weights: this.#weights,
        limits: this.#limits,
      },
      values: { avi: values.avi.slice(), ati: values.ati.slice(), cis: values.cis.slice() },
    };
  }
}

function identity(input: ScoreInput): number {
  let hash = mixed(textHash(input.condition), input.year);
  hash = mixed(hash, input.mileage);
  hash = mixedText(hash, input.make);
  hash = mixedText(hash, input.model);
  hash = mixedText(hash, input.trim);
  return mixedText(hash, input.currency);
}

function content({ columns, facts, vinConflict }: ScoreInput): number {
  let hash = mixed(printOf(columns), facts.url * 2 + (vinConflict ? 1 : 0));
  hash = mixed(hash, facts.photos);
  hash = mixed(hash, facts.attributes);
  hash = mixed(hash, facts.words);
  hash = mixed(hash, facts.numbers);
  return mixed(hash, facts.knownNames * 16 + facts.foundNames);
}

function channels(input: ScoreInput): number {
  let hash = 0;
  for (const { source, price } of input.channels) hash = mixed(mixedText(hash, source), price);
  return hash;
}

const printOf = (value: unknown): number => textHash(JSON.stringify(value));

const INDEXES = ['avi', 'ati', 'cis'] as const;
const SLOTS = AVI_SLOTS + ATI_SLOTS + CIS_SLOTS;
/** Five figures and three raw scores before the prints, the signals behind them. */
const PRINTS_AT = (5 + INDEXES.length) * 8;
const VALUES_AT = PRINTS_AT + PRINTS.length * 4;
const BYTES = VALUES_AT + SLOTS * 4;

/** In few bytes, since every vehicle of ours has one. */
export function packGrounds(grounds: Grounds): Uint8Array {
  const view = new DataView(new ArrayBuffer(BYTES));
  const { price, msrp, asOf, feedSeenAt, listingChangedAt, raw, prints, values } = grounds;
  const figures = [price, msrp, asOf, feedSeenAt, listingChangedAt, raw.avi, raw.ati, raw.cis];
  figures.forEach((figure, at) => view.setFloat64(at * 8, figure ?? Number.NaN, true));
  PRINTS.forEach((print, at) => view.setInt32(PRINTS_AT + at * 4, prints[print], true));
  let at = VALUES_AT;
  for (const index of INDEXES) {
    for (const value of values[index]) {
      view.setFloat32(at, value, true);
      at += 4;
    }
  }
  return new Uint8Array(view.buffer);
}

/** Null for what is no such record. */
export function readGrounds(record: Uint8Array): Grounds | null {
  if (record.byteLength !== BYTES) return null;
  const view = new DataView(record.buffer, record.byteOffset, BYTES);
  const figure = (at: number): number | null => {
    const read = view.getFloat64(at * 8, true);
    return Number.isNaN(read) ? null : read;
  };
  const prints = Object.fromEntries(
    PRINTS.map((print, at) => [print, view.getInt32(PRINTS_AT + at * 4, true)]),
  ) as Record<Print, number>;
  const values = newSignalValues();
  let at = VALUES_AT;
  for (const index of INDEXES) {
    for (let slot = 0; slot < values[index].length; slot += 1) {
      values[index][slot] = view.getFloat32(at, true);
      at += 4;
    }
  }
  return {
    price: figure(0),
    msrp: figure(1),
    asOf: figure(2) ?? 0,
    feedSeenAt: figure(3),
    listingChangedAt: figure(4),
    raw: { avi: figure(5), ati: figure(6), cis: figure(7) },
    prints,
    values,
  };
}
