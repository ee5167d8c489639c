import { LotwatchError } from '../../../../shared/result.ts';
import type { ByteWindow } from '../byte-window.ts';
import { firstKey, nextObject, objectEnd, unclosedAt } from './bounds.ts';
import { BROKEN, JsonPlace, RECORD, ROOT_CLOSED, type JsonPath } from './place.ts';
import { NEEDS_MORE, UNCLOSED } from '../delimited/quoted-end.ts';
import { RecordScanner, cutOff } from '../record-scanner.ts';
import { CUT_OFF, MAX_RECORD_BYTES, SOUND, TOO_LONG } from '../records.ts';
import type { HashSeed } from '../row-hash.ts';
import { VainBudget } from '../vain-budget.ts';

const OPEN_BRACE = 123;

/** Where the records of a JSON text are. */
export type ObjectPlace = {
  readonly file: string;
  readonly path: JsonPath;
  /** False for what is no record though it stands among them. */
  readonly isRecord: ((bytes: Buffer, start: number, end: number) => boolean) | null;
};

/** Cuts the JSON objects at a path into records, from one brace to its partner, and hashes them. */
export class ObjectScanner extends RecordScanner {
  readonly #place: JsonPlace;
  readonly #of: ObjectPlace;
  #key: Buffer | null | undefined;
  readonly #budget = new VainBudget();
  #hasLostTrack = false;
  #isRootClosed = false;

  /** Starts at the window's `start`, before the root. */
  constructor(window: ByteWindow, of: ObjectPlace, seed: HashSeed) {
    super(window, seed);
    this.#of = of;
    this.#place = new JsonPlace(of.path);
  }

  protected end(): void {
    if (this.#hasLostTrack || this.#isRootClosed || this.#of.path.length === 0) return;
    throw cutOff(this.#of.file, 'closing bracket');
  }

  protected next(position: number): number {
    if (this.#seekObject()) return this.#object(position);
    return this.isDone ? 0 : -1;
  }

  /** Moves to the next record's brace; false if there is none at hand or the text has ended. */
  #seekObject(): boolean {
    const { bytes, end, atEnd } = this.window;
    while (!this.#hasLostTrack) {
      const step = this.#place.step(bytes, this.at, end);
      this.at = this.#place.at;
      if (step === RECORD) return true;
      if (step === NEEDS_MORE) {
        if (end - this.at > MAX_RECORD_BYTES) throw this.#tooLong();
        // A text that the file cuts off; `at` stands at its quote.
        if (atEnd) this.at = end;
        return false;
      }
      if (step === ROOT_CLOSED) {
        this.#isRootClosed = true;
        // One object after the other has as many roots.
        if (this.#of.path.length > 0) {
          this.isDone = true;
          return false;
        }
      }
      if (step === BROKEN) {
        this.#hasLostTrack = true;
        this.at += 1;
      }
    }
    // Which bracket belongs to what is no longer known: go on with the next object.
    while (this.at < end && bytes[this.at] !== OPEN_BRACE) this.at += 1;
    return this.at < end;
  }

  #tooLong(): LotwatchError {
    return new LotwatchError(
      'source',
      `${this.#of.file} contains a text longer than 1 MiB around its rows. Nothing was changed.`,
    );
  }

  /** Takes in the object at `at`: 1 if it is a record, 0 if not, -1 if bytes are missing to find its end. */
  #object(position: number): number {
    const { bytes, end: limit, atEnd, fileBytes } = this.window;
    if (this.#key === undefined) this.#key = firstKey(bytes, this.at, limit);
    const until = Math.min(limit, this.at + this.#budget.limit(fileBytes));
    const end = objectEnd(bytes, this.at, until);
    if (end === NEEDS_MORE && !atEnd && until === limit) return -1;
    if (end >= 0) {
      if (this.#of.isRecord?.(bytes, this.at, end) === false) {
        this.at = end;
        return 0;
      }
      return this.take(position, end, end, SOUND);
    }
    // It does not close. Go on at the next object that looks like the first one.
    this.#hasLostTrack = true;
    this.#budget.waste((end === UNCLOSED ? unclosedAt() : until) - this.at);
    const next = this.#key === null ? -1 : nextObject(bytes, this.at + 1, limit, this.#key);
    const state = end === UNCLOSED || until === limit ? CUT_OFF : TOO_LONG;
    const goOn = next < 0 ? limit : next;
    return this.take(position, goOn, goOn, state);
  }
}
