import type { TextOf } from '../decode.ts';
import type { NotRead } from '../not-read.ts';
import { localName } from './fields.ts';

const LESS = 60;
const EQUALS = 61;
const ATTRIBUTE = /([\w:.-]{1,60})\s*=\s*(?:"([^"]{1,60})"|'([^']{1,60})')/g;
/** Attributes of a longer tag are not looked at. */
const LONGEST_TAG = 4096;

/** Names of a place that are shown: what is nested deeper is no feed, and its name would be as long as itself. */
const DEEPEST_SHOWN = 24;

const placeOf = (names: readonly string[]): string => {
  const shown = names.slice(0, DEEPEST_SHOWN).map((one) => localName(one));
  return (names.length > DEEPEST_SHOWN ? [...shown, '…'] : shown).join('.');
};

/** Counts the VINs that a walk meets outside of records: in an element or an attribute that is called so. */
export class Outside {
  readonly #notRead: NotRead;
  readonly #textOf: TextOf;

  constructor(notRead: NotRead, textOf: TextOf) {
    this.#notRead = notRead;
    this.#textOf = textOf;
  }

  /** The start tag from `start` to `end` in these elements; false if bytes are missing to tell. */
  count(
    names: readonly string[],
    name: string,
    bytes: Buffer,
    start: number,
    end: number,
    limit: number,
  ): boolean {
    if (this.#notRead.isVinName(localName(name))) {
      const next = bytes.indexOf(LESS, end);
      if (next < 0 || next >= limit) return false;
      const text = this.#textOf(bytes, end, Math.min(next, end + 100));
      this.#notRead.count(localName(name), text.trim(), placeOf(names));
    }
    const equals = bytes.indexOf(EQUALS, start);
    if (equals < 0 || equals > end || end - start > LONGEST_TAG) return true;
    for (const [, attribute = '', quoted, other] of this.#textOf(bytes, start, end).matchAll(ATTRIBUTE)) {
      if (!this.#notRead.isVinName(localName(attribute))) continue;
      this.#notRead.count(localName(attribute), quoted ?? other ?? '', placeOf([...names, name]));
    }
    return true;
  }
}
