import { LotwatchError } from '../../../../shared/result.ts';
import type { ByteWindow } from '../byte-window.ts';
import { NEEDS_MORE } from '../delimited/quoted-end.ts';
import type { LateFacts } from '../late-facts.ts';
import type { RowFacts } from '../parent-facts.ts';
import { RecordScanner, cutOff } from '../record-scanner.ts';
import { BATCH_RECORDS, CUT_OFF, MAX_RECORD_BYTES, SOUND, TOO_LONG } from '../records.ts';
import type { HashSeed } from '../row-hash.ts';
import { Siblings } from '../siblings.ts';
import { VainBudget } from '../vain-budget.ts';
import { elementEnd, hasName, isEmptyTag, markupEnd, nameEnd, unclosedAt } from './bounds.ts';
import { localName } from './fields.ts';
import type { Outside } from './outside.ts';
import type { Parents } from './parents.ts';

const LESS = 60;
const SLASH = 47;
const BANG = 33;
const QUESTION = 63;

/** Where the records of an XML text are. */
export type ElementPlace = {
  readonly file: string;
  /** Names as written, from the root to the record. */
  readonly path: readonly string[];
  /** Whether an element as deep as the records, at another path, is read as well: it is a vehicle of the same kind. */
  readonly isSibling: (path: readonly string[], bytes: Buffer, start: number, end: number) => boolean;
  readonly parents: Parents;
  readonly outside: Outside;
  readonly late: Pick<LateFacts, 'entered' | 'met'>;
};

/** Cuts the elements that stand at one path of an XML file into records, from tag to tag, and hashes them. */
export class ElementScanner extends RecordScanner {
  /** What holds for each record of the batch besides what it says; null = nothing. */
  readonly facts: (RowFacts | null)[] = Array.from({ length: BATCH_RECORDS }, () => null);
  readonly #of: ElementPlace;
  readonly #path: readonly Buffer[];
  readonly #start: Buffer;
  /** Names of the open elements. */
  readonly #names: string[] = [];
  /** How many of the open elements are those of the path. */
  #matched = 0;
  readonly #siblings: Siblings;
  readonly #budget = new VainBudget();
  #hasLostTrack = false;
  #hasRootClosed = false;

  /** Starts at the window's `start`, before the root element. */
  constructor(window: ByteWindow, of: ElementPlace, seed: HashSeed) {
    super(window, seed);
    this.#siblings = new Siblings(window, elementEnd);
    this.#of = of;
    this.#path = of.path.map((name) => Buffer.from(name));
    this.#start = Buffer.from(`<${of.path.at(-1) ?? ''}`);
  }

  protected end(): void {
    if (this.#hasLostTrack || (this.#names.length === 0 && this.#hasRootClosed)) return;
    throw cutOff(this.#of.file, 'last closing tag');
  }

  protected next(position: number): number {
    const { bytes, end: limit, atEnd } = this.window;
    const found = bytes.indexOf(LESS, this.at);
    this.at = found < 0 || found >= limit ? limit : found;
    if (this.at >= limit) return -1;
    if (this.#isRecord()) return this.#element(position);
    const end = markupEnd(bytes, this.at, limit);
    if (end === NEEDS_MORE) {
      if (!atEnd && limit - this.at <= MAX_RECORD_BYTES) return -1;
      if (!atEnd) throw this.#refusal('contains a tag or a comment longer than 1 MiB');
      this.at = limit;
      return -1;
    }
    if (end < 0) {
      if (bytes[this.at + 1] === BANG) throw this.#refusal('contains a DTD or a broken comment');
      this.#hasLostTrack ||= !this.#hasRootClosed || this.#names.length > 0;
      this.at += 1;
      return 0;
    }
    const second = bytes[this.at + 1];
    if (second === BANG || second === QUESTION) this.at = end;
    else if (second === SLASH) this.#close(end);
    else return this.#open(position, end);
    return 0;
  }

  #refusal(what: string): LotwatchError {
    return new LotwatchError(
      'source',
      `${this.#of.file} ${what}, so it is not a feed. Nothing was changed.`,
    );
  }

  #isRecord(): boolean {
    const last = this.#path.length - 1;
    const name = this.#path[last];
    const isPlace = this.#hasLostTrack || (this.#names.length === last && this.#matched === last);
    return isPlace && name !== undefined && hasName(this.window.bytes, this.at + 1, this.window.end, name);
  }

  #close(end: number): void {
    const root = this.#path[0];
    if (this.#hasLostTrack) {
      this.isDone = root !== undefined && hasName(this.window.bytes, this.at + 2, end, root);
    } else {
      this.#names.pop();
      this.#matched = Math.min(this.#matched, this.#names.length);
      this.#of.parents.moved();
      // One root after the other is one file of all of them.
      this.#hasRootClosed ||= this.#names.length === 0;
    }
    this.at = end;
  }

  /** Follows a start tag that begins no record, unless it is that of a vehicle at another path. */
  #open(position: number, end: number): number {
    const { bytes, end: limit, atEnd } = this.window;
    const depth = this.#names.length;
    const last = this.#path.length - 1;
    const name = bytes.toString('utf8', this.at + 1, nameEnd(bytes, this.at + 1, end));
    const isInRoot = !this.#hasLostTrack && depth > 0 && this.#names[0] === this.#of.path[0];
    if (isInRoot && depth === last) {
      const taken = this.#isSibling(name);
      if (taken === NEEDS_MORE) return -1;
      if (taken === 1) return this.#element(position);
    }
    const wanted = this.#path[depth];
    const fits =
      this.#matched === depth && wanted !== undefined && hasName(bytes, this.at + 1, end, wanted);
    const isOfParent = !this.#hasLostTrack && depth > 0 && depth <= last && this.#matched === depth;
    if (isOfParent && !fits && isSaid(bytes, end, limit))
      this.#of.late.met(depth - 1, this.#names[depth - 1] ?? '', localName(name));
    if (!this.#hasLostTrack && depth < last) {
      const until = Math.min(limit, this.at + MAX_RECORD_BYTES);
      const isWhole = this.#of.parents.tell(depth, name, bytes, this.at, until);
      if (!isWhole && !atEnd && until === limit) return -1;
    }
    if (
      !this.#hasLostTrack &&
      !this.#of.outside.count(this.#names, name, bytes, this.at, end, limit) &&
      !atEnd
    )
      return -1;
    if (!isEmptyTag(bytes, end)) {
      if (fits) this.#matched += 1;
      if (fits && depth < last) this.#of.late.entered(depth, this.#of.parents.known(depth));
      this.#names.push(name);
      this.#of.parents.moved();
    }
    this.at = end;
    return 0;
  }

  /** 1 if the element at hand is read though its path has other names, 0 if not, NEEDS_MORE. */
  #isSibling(name: string): number {
    const path = [...this.#names, name];
    return this.#siblings.judge(path.join('\n'), this.at, (bytes, start, end) =>
      this.#of.isSibling(path, bytes, start, end),
    );
  }

  #element(position: number): number {
    const { bytes, end: limit, atEnd, fileBytes } = this.window;
    const until = Math.min(limit, this.at + this.#budget.limit(fileBytes));
    const end = elementEnd(bytes, this.at, until);
    if (end === NEEDS_MORE && !atEnd && until === limit) return -1;
    if (end >= 0) return this.#record(position, end, SOUND);
    // It does not close, or is too long. Go on at the next one; where we then stand is no longer sure.
    this.#hasLostTrack = true;
    this.#budget.waste((end === NEEDS_MORE ? until : unclosedAt()) - this.at);
    const state = end === NEEDS_MORE && until < limit ? TOO_LONG : CUT_OFF;
    return this.#record(position, this.#nextStart(), state);
  }

  #nextStart(): number {
    const { bytes, end: limit } = this.window;
    const name = this.#path.at(-1) ?? this.#start;
    for (
      let at = bytes.indexOf(this.#start, this.at + 1);
      at >= 0 && at < limit;
      at = bytes.indexOf(this.#start, at + 1)
    ) {
      if (hasName(bytes, at + 1, limit, name)) return at;
    }
    return limit;
  }

  #record(position: number, end: number, state: number): number {
    const { bytes } = this.window;
    // A root that is the vehicle itself has no tag after it.
    this.#hasRootClosed ||= this.#path.length === 1;
    const { parents } = this.#of;
    const hasFacts = !this.#hasLostTrack && !parents.isSilent;
    const name = hasFacts ? bytes.toString('utf8', this.at + 1, nameEnd(bytes, this.at + 1, end)) : '';
    const facts = hasFacts ? parents.of(this.#names, name, this.seed) : null;
    this.facts[position] = facts;
    return this.take(position, end, end, state, facts?.seed);
  }
}

/** Whether something stands in the element whose start tag ends there. */
function isSaid(bytes: Buffer, end: number, limit: number): boolean {
  if (isEmptyTag(bytes, end)) return false;
  let at = end;
  while (at < limit && (bytes[at] ?? 0) <= 32) at += 1;
  return !(bytes[at] === LESS && bytes[at + 1] === SLASH);
}
