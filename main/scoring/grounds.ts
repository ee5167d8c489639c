import { ATI_SLOTS } from './ati.ts';
import { AVI_SLOTS } from './avi.ts';
import { CIS_SLOTS } from './cis.ts';
import { mixed, mixedText, textHash } from './hash.ts';
import type { ScoreInput } from './input.ts';
import type { Scorer, SignalValues } from './score.ts';
import { newSignalValues } from './score.ts';

/**
 * What a vehicle's scores were made of, in 136 bytes: enough to say later what moved them. The figures that a price or
 * a date puts in stand as they are, every other group of inputs as a print that is another one when any of it changes.
 */
export type Grounds = {
  readonly price: number | null;
  readonly msrp: number | null;
  readonly feedSeenAt: number | null;
  readonly listingChangedAt: number | null;
  readonly prints: Readonly<Record<Print, number>>;
  /** To a part in 65,000. */
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

/** price, msrp, feedSeenAt, listingChangedAt; NaN = none. */
const FIGURES = 4;
const PRINTS_AT = FIGURES * 2; // in words of 4 bytes
const VALUES_AT = (PRINTS_AT + PRINTS.length) * 2; // in words of 2 bytes
const SLOTS = AVI_SLOTS + ATI_SLOTS + CIS_SLOTS;
export const GROUNDS_BYTES = (VALUES_AT + SLOTS) * 2;

const UNKNOWN = 0xffff;
const STEPS = 0xfffe;

/** A record as numbers of three widths over the same bytes. */
class Slab {
  readonly bytes: Uint8Array;
  readonly figures: Float64Array;
  readonly prints: Int32Array;
  readonly values: Uint16Array;

  constructor(records: number) {
    const buffer = new ArrayBuffer(records * GROUNDS_BYTES);
    this.bytes = new Uint8Array(buffer);
    this.figures = new Float64Array(buffer);
    this.prints = new Int32Array(buffer);
    this.values = new Uint16Array(buffer);
  }
}

/** Notes the grounds of vehicles as they are scored: a page of them in one buffer that serves again for the next. */
export class GroundsPage {
  readonly #scorer: Scorer;
  readonly #weights: number;
  readonly #limits: number;
  readonly #signals = new Map<ScoreInput['signals'], number>([[null, 0]]);
  readonly #columns = new Map<ScoreInput['columns'], number>();
  #slab = new Slab(256);
  #count = 0;

  constructor(scorer: Scorer) {
    this.#scorer = scorer;
    const { weights, coverage, bands: _words, ...limits } = scorer.settings;
    this.#weights = printOf({ weights, coverage });
    this.#limits = printOf(limits);
  }

  /** Forgets all that was noted. */
  clear(): void {
    this.#count = 0;
  }

  /** Takes the vehicle that the scorer scored last; records count from 0. */
  note(input: ScoreInput): void {
    const record = this.#count;
    this.#count += 1;
    if (this.#count * GROUNDS_BYTES > this.#slab.bytes.length) this.#grow();
    const { figures, prints, values } = this.#slab;
    const figuresAt = (record * GROUNDS_BYTES) / 8;
    figures[figuresAt] = input.price ?? Number.NaN;
    figures[figuresAt + 1] = input.msrp ?? Number.NaN;
    figures[figuresAt + 2] = input.feedSeenAt ?? Number.NaN;
    figures[figuresAt + 3] = input.listingChangedAt ?? Number.NaN;
    this.#print(input, prints, (record * GROUNDS_BYTES) / 4 + PRINTS_AT);
    let at = (record * GROUNDS_BYTES) / 2 + VALUES_AT;
    const { avi, ati, cis } = this.#scorer.values;
    at = pack(avi, values, at);
    at = pack(ati, values, at);
    pack(cis, values, at);
  }

  /** Good until the next page. */
  record(at: number): Uint8Array {
    return this.#slab.bytes.subarray(at * GROUNDS_BYTES, (at + 1) * GROUNDS_BYTES);
  }

  #grow(): void {
    const wider = new Slab((this.#slab.bytes.length / GROUNDS_BYTES) * 2);
    wider.bytes.set(this.#slab.bytes);
    this.#slab = wider;
  }

  /** In the order of PRINTS. */
  #print(input: ScoreInput, prints: Int32Array, at: number): void {
    prints[at] = identity(input);
    prints[at + 1] = dealer(input);
    prints[at + 2] = mixed(mixed(input.addedAfterBaseline ? 1 : 0, input.firstSeenAt), input.dateInStock);
    prints[at + 3] = this.#content(input);
    prints[at + 4] = mixed(input.uniquePhotos, input.uniqueText ? 1 : 0);
    prints[at + 5] = channels(input);
    prints[at + 6] = remembered(this.#signals, input.signals);
    prints[at + 7] = this.#scorer.market.content(input);
    prints[at + 8] = this.#weights;
    prints[at + 9] = this.#limits;
  }

  #content(input: ScoreInput): number {
    const { facts } = input;
    let hash = remembered(this.#columns, input.columns);
    hash = mixed(hash, facts.url * 2 + (input.vinConflict ? 1 : 0));
    hash = mixed(hash, facts.photos);
    hash = mixed(hash, facts.attributes);
    hash = mixed(hash, facts.words);
    hash = mixed(hash, facts.numbers);
    return mixed(hash, facts.knownNames * 16 + facts.foundNames);
  }
}

// Texts come anew from the store with every row: walking these few letters costs less than to look them up.
function identity(input: ScoreInput): number {
  let hash = mixed(textHash(input.condition), input.year);
  hash = mixed(hash, input.mileage);
  hash = mixedText(hash, input.make);
  hash = mixedText(hash, input.model);
  hash = mixedText(hash, input.trim);
  return mixedText(hash, input.currency);
}

const dealer = (input: ScoreInput): number =>
  mixedText(mixedText(textHash(input.dealerId), input.dealerName), input.dealerLocation);

function channels(input: ScoreInput): number {
  let hash = 0;
  for (const { source, price } of input.channels) hash = mixed(mixedText(hash, source), price);
  return hash;
}

const printOf = (value: unknown): number => textHash(JSON.stringify(value));

/** Of objects that thousands of vehicles share. */
function remembered<Value>(prints: Map<Value, number>, value: Value): number {
  let print = prints.get(value);
  if (print === undefined) prints.set(value, (print = printOf(value)));
  return print;
}

function pack(from: Float64Array, into: Uint16Array, at: number): number {
  for (let slot = 0; slot < from.length; slot += 1) {
    const value = from[slot] ?? Number.NaN;
    into[at + slot] = Number.isNaN(value) ? UNKNOWN : value * STEPS + 0.5;
  }
  return at + from.length;
}

function unpack(from: Uint16Array, at: number, into: Float64Array): number {
  for (let slot = 0; slot < into.length; slot += 1) {
    const step = from[at + slot] ?? UNKNOWN;
    into[slot] = step === UNKNOWN ? Number.NaN : step / STEPS;
  }
  return at + into.length;
}

/** Null for what is no such record. */
export function readGrounds(record: Uint8Array): Grounds | null {
  if (record.byteLength !== GROUNDS_BYTES) return null;
  const slab = new Slab(1);
  slab.bytes.set(record);
  const figure = (at: number): number | null => {
    const read = slab.figures[at] ?? Number.NaN;
    return Number.isNaN(read) ? null : read;
  };
  const prints = Object.fromEntries(
    PRINTS.map((print, i) => [print, slab.prints[PRINTS_AT + i] ?? 0]),
  ) as Record<Print, number>;
  const values = newSignalValues();
  let at = unpack(slab.values, VALUES_AT, values.avi);
  at = unpack(slab.values, at, values.ati);
  unpack(slab.values, at, values.cis);
  return {
    price: figure(0),
    msrp: figure(1),
    feedSeenAt: figure(2),
    listingChangedAt: figure(3),
    prints,
    values,
  };
}
