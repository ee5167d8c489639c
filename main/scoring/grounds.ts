import { ATI_SLOTS } from './ati.ts';
import { AVI_SLOTS } from './avi.ts';
import { CIS_SLOTS } from './cis.ts';
import { mixed, mixedText, textHash } from './hash.ts';
import type { ScoreInput } from './input.ts';
import type { Scorer, SignalValues } from './score.ts';
import { newSignalValues } from './score.ts';

/**
 * What a vehicle's scores were made of, in 144 bytes: enough to say later what moved them. The figures that a price or
 * a date puts in stand as they are, every other group of inputs as a print that is another one when any of it changes.
 */
export type Grounds = {
  readonly price: number | null;
  readonly msrp: number | null;
  readonly asOf: number;
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

const FIGURES = 5;
const PRINTS_AT = FIGURES * 8;
const VALUES_AT = PRINTS_AT + PRINTS.length * 4;
export const GROUNDS_BYTES = VALUES_AT + (AVI_SLOTS + ATI_SLOTS + CIS_SLOTS) * 2;

const UNKNOWN = 0xffff;
const STEPS = 0xfffe;

/** Notes the grounds of the vehicle that this scorer scored last. */
export class GroundsWriter {
  readonly #scorer: Scorer;
  readonly #weights: number;
  readonly #limits: number;
  readonly #signals = new Map<ScoreInput['signals'], number>([[null, 0]]);
  readonly #columns = new Map<ScoreInput['columns'], number>();

  constructor(scorer: Scorer) {
    this.#scorer = scorer;
    const { weights, coverage, bands: _words, ...limits } = scorer.settings;
    this.#weights = printOf({ weights, coverage });
    this.#limits = printOf(limits);
  }

  write(input: ScoreInput): Uint8Array {
    const bytes = new Uint8Array(GROUNDS_BYTES);
    const view = new DataView(bytes.buffer);
    const { price, msrp, feedSeenAt, listingChangedAt } = input;
    [price, msrp, this.#scorer.asOf, feedSeenAt, listingChangedAt].forEach((figure, i) =>
      view.setFloat64(i * 8, figure ?? Number.NaN, true),
    );
    PRINTS.forEach((print, i) => view.setInt32(PRINTS_AT + i * 4, this.#print(print, input), true));
    let at = VALUES_AT;
    const { avi, ati, cis } = this.#scorer.values;
    for (const values of [avi, ati, cis]) {
      for (const value of values) {
        view.setUint16(at, Number.isNaN(value) ? UNKNOWN : Math.round(value * STEPS), true);
        at += 2;
      }
    }
    return bytes;
  }

  #print(print: Print, input: ScoreInput): number {
    switch (print) {
      case 'identity':
        return identity(input);
      case 'dealer':
        return mixedText(mixedText(textHash(input.dealerId), input.dealerName), input.dealerLocation);
      case 'arrival':
        return mixed(mixed(input.addedAfterBaseline ? 1 : 0, input.firstSeenAt), input.dateInStock);
      case 'content':
        return this.#content(input);
      case 'shared':
        return mixed(input.uniquePhotos, input.uniqueText ? 1 : 0);
      case 'channels':
        return input.channels.reduce((hash, { source, price }) => mixed(mixedText(hash, source), price), 0);
      case 'signals':
        return remembered(this.#signals, input.signals);
      case 'market':
        return this.#scorer.market.content(input);
      case 'weights':
        return this.#weights;
      case 'limits':
        return this.#limits;
    }
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

function identity(input: ScoreInput): number {
  let hash = textHash(input.condition);
  hash = mixed(hash, input.year);
  hash = mixed(hash, input.mileage);
  hash = mixedText(hash, input.make);
  hash = mixedText(hash, input.model);
  hash = mixedText(hash, input.trim);
  return mixedText(hash, input.currency);
}

const printOf = (value: unknown): number => textHash(JSON.stringify(value));

/** Of objects that thousands of vehicles share. */
function remembered<Value>(prints: Map<Value, number>, value: Value): number {
  let print = prints.get(value);
  if (print === undefined) prints.set(value, (print = printOf(value)));
  return print;
}

/** Null for what is no such record. */
export function readGrounds(bytes: Uint8Array): Grounds | null {
  if (bytes.byteLength !== GROUNDS_BYTES) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const figure = (i: number): number | null => {
    const read = view.getFloat64(i * 8, true);
    return Number.isNaN(read) ? null : read;
  };
  const prints = Object.fromEntries(
    PRINTS.map((print, i) => [print, view.getInt32(PRINTS_AT + i * 4, true)]),
  ) as Record<Print, number>;
  const values = newSignalValues();
  let at = VALUES_AT;
  for (const index of [values.avi, values.ati, values.cis]) {
    for (let slot = 0; slot < index.length; slot += 1) {
      const step = view.getUint16(at, true);
      index[slot] = step === UNKNOWN ? Number.NaN : step / STEPS;
      at += 2;
    }
  }
  return {
    price: figure(0),
    msrp: figure(1),
    asOf: figure(2) ?? 0,
    feedSeenAt: figure(3),
    listingChangedAt: figure(4),
    prints,
    values,
  };
}
