import { LotwatchError } from '../../../../shared/result.ts';
import type { ByteWindow } from '../byte-window.ts';
import { firstKey, nextObject, objectEnd, unclosedAt } from './bounds.ts';
import { BROKEN, JsonPlace, PARENT, RECORD, ROOT_CLOSED, SIBLING } from './place.ts';
import type { JsonPath } from './path.ts';
import { ENTRIES, isKeyed, isOnTarget } from './path.ts';
import { watchVins } from './outside.ts';
import type { LateFacts } from '../late-facts.ts';
import { NEEDS_MORE, UNCLOSED } from '../delimited/quoted-end.ts';
import type { NotRead } from '../not-read.ts';
import { RecordScanner, cutOff } from '../record-scanner.ts';
import { BATCH_RECORDS, CUT_OFF, MAX_RECORD_BYTES, SOUND, TOO_LONG } from '../records.ts';
import type { HashSeed } from '../row-hash.ts';
import { Siblings } from '../siblings.ts';
import { VainBudget } from '../vain-budget.ts';
import type { RowFacts } from '../parent-facts.ts';
import type { Surroundings } from './surroundings.ts';

const QUOTE = 34;
const OPEN_BRACE = 123;
const OPEN_BRACKET = 91;
const CLOSE_BRACE = 125;

/** Where the records of a JSON text are. */
export type ObjectPlace = {
  readonly file: string;
  readonly path: JsonPath;
  /** False for what is no record though it stands among them. */
  readonly isRecord: ((bytes: Buffer, start: number, end: number) => boolean) | null;
  /** Whether what stands at a path that differs in its keys is read as well: it holds vehicles of the same kind. */
  readonly isSibling: (path: JsonPath, bytes: Buffer, start: number, end: number) => boolean;
  readonly surroundings: Surroundings;
  readonly notRead: NotRead;
  readonly late: Pick<LateFacts, 'entered' | 'met'>;
};

/** Cuts the JSON objects at a path into records, from one brace to its partner, and hashes them. */
export class ObjectScanner extends RecordScanner {
  /** What holds for each record of the batch besides what it says; null = nothing. */
  readonly facts: (RowFacts | null)[] = Array.from({ length: BATCH_RECORDS }, () => null);
  readonly #place: JsonPlace;
  readonly #of: ObjectPlace;
  #key: Buffer | null | undefined;
  readonly #budget = new VainBudget();
  readonly #siblings: Siblings;
  #hasLostTrack = false;
  #hasRootClosed = false;

  /** Starts at the window's `start`, before the root. */
  constructor(window: ByteWindow, of: ObjectPlace, seed: HashSeed) {
    super(window, seed);
    this.#siblings = new Siblings(window, objectEnd);
    this.#of = of;
    const countVins = watchVins(of.notRead, of.path);
    this.#place = new JsonPlace(of.path, (path, key, bytes, value, limit) => {
      const wanted = of.path[path.length];
      const isOfParent =
        wanted !== undefined && path.every((segment, at) => isOnTarget(of.path[at], segment));
      if (
        isOfParent &&
        isSaid(bytes, value, wanted === key || (isKeyed(wanted) && isOnTarget(wanted, key)))
      )
        of.late.met(path.length, containerOf(path), key);
      return countVins(path, key, bytes, value, limit);
    });
  }

  protected end(): void {
    if (this.#hasLostTrack || !this.#place.isOpen || this.#of.path.length === 0) return;
    throw cutOff(this.#of.file, 'closing bracket');
  }

  protected next(position: number): number {
    if (this.#seekObject()) return this.#object(position);
    return -1;
  }

  /** Moves to the next record's brace; false if there is none at hand or the text has ended. */
  #seekObject(): boolean {
    const { bytes, end, atEnd } = this.window;
    while (!this.#hasLostTrack) {
      const step = this.#place.step(bytes, this.at, end);
      this.at = this.#place.at;
      if (step === RECORD) return true;
      if (step === SIBLING || step === PARENT) {
        const taken = step === SIBLING ? this.#isSibling() : this.#tellParent();
        if (taken === NEEDS_MORE) return false;
        if (step === SIBLING && taken === 1) return true;
        this.#place.enter(step === PARENT);
        this.at = this.#place.at;
      }
      if (step === NEEDS_MORE) {
        if (end - this.at > MAX_RECORD_BYTES) throw this.#tooLong();
        // A text that the file cuts off; `at` stands at its quote.
        if (atEnd) this.at = end;
        return false;
      }
      // One root after the other is one file of all of them: a crawler that appends writes "][".
      if (step === ROOT_CLOSED) {
        this.#hasRootClosed = true;
        this.#of.surroundings.clear();
      }
      // What follows the last root is no concern of ours.
      if (step === BROKEN && !(this.#hasRootClosed && !this.#place.isOpen)) {
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

  /** 1 if the object at hand is read though its path has other keys, 0 if not, NEEDS_MORE. */
  #isSibling(): number {
    const path = [...this.#place.path, this.#place.segment];
    return this.#siblings.judge(path.slice(0, -1).join('\n'), this.at, (bytes, start, end) =>
      this.#of.isSibling(path, bytes, start, end),
    );
  }

  /** Takes in what the object at hand says of the records in it; NEEDS_MORE where its first megabyte is not at hand. */
  #tellParent(): number {
    const { bytes, end: limit, atEnd } = this.window;
    const depth = this.#place.isOpen ? this.#place.path.length + 1 : 0;
    const until = Math.min(limit, this.at + MAX_RECORD_BYTES);
    const isWhole = this.#of.surroundings.tell(this.#place, bytes, this.at, until);
    this.#of.late.entered(depth, this.#of.surroundings.known(depth));
    return !isWhole && !atEnd && until === limit ? NEEDS_MORE : 0;
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
      const facts = this.#hasLostTrack ? null : this.#of.surroundings.of(this.#place, this.seed);
      this.facts[position] = facts;
      return this.take(position, end, end, SOUND, facts?.seed);
    }
    // It does not close. Go on at the next object that looks like the first one.
    this.#hasLostTrack = true;
    this.facts[position] = null;
    this.#budget.waste((end === UNCLOSED ? unclosedAt() : until) - this.at);
    const next = this.#key === null ? -1 : nextObject(bytes, this.at + 1, limit, this.#key);
    const state = end === UNCLOSED || until === limit ? CUT_OFF : TOO_LONG;
    const goOn = next < 0 ? limit : next;
    return this.take(position, goOn, goOn, state);
  }
}

/** Whether a value says something of its parent: no list, nothing blank, and no object that leads to records. */
function isSaid(bytes: Buffer, value: number, leadsOn: boolean): boolean {
  const byte = bytes[value];
  if (byte === QUOTE) return bytes[value + 1] !== QUOTE;
  if (byte === OPEN_BRACE) return !leadsOn && bytes[value + 1] !== CLOSE_BRACE;
  // Digits and truths; null begins with n.
  return byte !== OPEN_BRACKET && byte !== 110;
}

/** The name of an object: of an entry, that of its list. */
const containerOf = (path: JsonPath): string => path.findLast((segment) => segment !== ENTRIES) ?? '';
