import type { Rehearsal } from '../../../shared/alerts/answers.ts';
import type { CrossesWhen, Rule } from '../../../shared/alerts/rule.ts';
import { DAY_MS, toIso } from '../../../shared/units.ts';
import { deferralOf } from '../../alerts/gates.ts';
import { groupFired } from '../../alerts/group.ts';
import { misfitOf } from '../../alerts/match.ts';
import { stepMove, stepReading } from '../../alerts/steps.ts';
import type { Cell, Fired, Move, Reading, Step } from '../../alerts/types.ts';
import { alertText } from '../../alerts/words.ts';
import type { RuleRow } from '../../store/alerts/rules.ts';
import type { Reader } from '../../store/open.ts';
import { allRows, scopeOf, type Scope } from './look.ts';
import { journalMoves, movedBy, type PlacedMove } from './moves.ts';
import { lineOf, readingsOf } from './readings.ts';
import { logReadings, sourceReadings } from './source-readings.ts';
import { movesAmong } from './vins-among.ts';

/** Alerts of a rehearsal that are listed. */
const MOST_LISTED = 500;

type Asked = { readonly rule: Rule; readonly days: number; readonly now: number };

/** What an unsaved rule would have done over the last days: the same evaluator over the journal, run by run. */
export const rehearse = (db: Reader, asked: Asked): Rehearsal =>
  rehearseOver(db, asked, isInJournal(asked.rule) ? journalOf(db, asked) : []);

/** Several of them; the journal is read once. */
export function rehearseAll(
  db: Reader,
  rules: readonly Rule[],
  { days, now }: Omit<Asked, 'rule'>,
): { readonly rule: Rule; readonly tried: Rehearsal }[] {
  const moves = journalOf(db, { days, now });
  return rules.map((rule) => ({ rule, tried: rehearseOver(db, { rule, days, now }, moves) }));
}

function rehearseOver(db: Reader, { rule, days, now }: Asked, moves: readonly PlacedMove[]): Rehearsal {
  const scope = scopeOf(db, rule.where, now);
  const replay = new Replay(rule);
  if (scope !== null && isInJournal(rule)) {
    for (const round of roundsOf(db, rule, scope, moves)) replay.take(round);
  }
  return {
    days,
    ...replay.result(),
    nowTrue: scope === null ? 0 : countNow(db, rule, scope, now),
    incomplete: scope === null ? `There is no view named ${rule.where.view ?? ''}.` : incompleteness(rule),
  };
}

function journalOf(db: Reader, { days, now }: Pick<Asked, 'days' | 'now'>): PlacedMove[] {
  const first = db
    .prepare('SELECT min(seq) AS seq FROM journal WHERE recorded_at >= ?')
    .get(now - days * DAY_MS)?.['seq'];
  return typeof first === 'number' ? [...journalMoves(db, first - 1)] : [];
}

/** Measures whose every change is an event. */
const isInJournal = ({ when }: Rule): boolean =>
  (when.kind === 'changes' && !['sold', 'new', 'returned'].includes(when.measure)) ||
  (when.kind === 'crosses' && ['price', 'avi', 'ati', 'cis'].includes(when.measure));

function incompleteness(rule: Rule): string | null {
  const { when, where } = rule;
  if (!isInJournal(rule)) return 'Past values of this are not kept; only today’s can be checked.';
  if (where.role !== 'own') return 'Changes of competitors are not in the journal and are left out.';
  if (where.view !== null || where.watched)
    return 'The view and the watch list are used as they are today.';
  return when.kind === 'crosses' && when.inARow > 1
    ? 'Only observations with a change of the value are counted as in a row.'
    : null;
}

/** The journal's moves by run: what was evaluated together. */
function* roundsOf(
  db: Reader,
  rule: Rule,
  scope: Scope,
  moves: readonly PlacedMove[],
): Generator<readonly Move[]> {
  const { when } = rule;
  const measure = when.kind === 'changes' || when.kind === 'crosses' ? when.measure : null;
  const wanted = measure === null ? null : movedBy(measure);
  const placed: PlacedMove[] = [];
  for (const one of moves) {
    const { move } = one;
    if (move.measure !== wanted || misfitOf(rule.where, move.subject) !== null) continue;
    placed.push(measure === 'new-low' ? { ...one, move: { ...move, measure: 'new-low' } } : one);
  }
  let round: Move[] = [];
  for (const { move } of movesAmong(db, rule.where, scope, placed)) {
    if (round[0] !== undefined && round[0].runId !== move.runId) {
      yield round;
      round = [];
    }
    round.push(move);
  }
  if (round.length > 0) yield round;
}

type Result = Pick<Rehearsal, 'alerts' | 'fired' | 'vehicles' | 'deferred' | 'heldByCoolDown' | 'events'>;

/** The evaluator with its memory in this object alone. */
class Replay {
  readonly #rule: Rule;
  readonly #cells = new Map<string, Cell>();
  readonly #alerts: Rehearsal['alerts'] = [];
  #fired = 0;
  #vehicles = 0;
  #deferred = 0;
  #cooling = 0;
  #events = 0;
  #round = 0;

  constructor(rule: Rule) {
    this.#rule = rule;
  }

  take(moves: readonly Move[]): void {
    this.#round += 1;
    const fired: Fired[] = [];
    for (const move of moves) {
      this.#events += 1;
      const { key } = move.subject;
      const { cell, fired: one, gate } = this.#step(this.#cells.get(key) ?? null, move);
      if (gate === 'cool-down') this.#cooling += 1;
      if (cell === null) this.#cells.delete(key);
      else this.#cells.set(key, cell);
      if (one !== null) fired.push(one);
    }
    const at = moves.at(-1)?.at;
    if (at !== undefined) this.#raise(fired, at);
  }

  result(): Result {
    return {
      ...{ alerts: this.#alerts, fired: this.#fired, vehicles: this.#vehicles },
      ...{ deferred: this.#deferred, heldByCoolDown: this.#cooling, events: this.#events },
    };
  }

  #step(cell: Cell | null, move: Move): Step {
    const { when, how } = this.#rule;
    if (when.kind === 'changes') return stepMove(when, how, cell, move);
    const line = lineOf(when as CrossesWhen);
    const reading: Reading = {
      ...{ subject: move.subject, value: move.now, before: move.old, currency: move.currency },
      observation: this.#round,
    };
    return stepReading(line, how, cell, reading, { now: move.at, first: false, alsoNow: false });
  }

  #raise(fired: readonly Fired[], at: number): void {
    const { when, how } = this.#rule;
    const deferral = deferralOf(how, { all: null, rule: null }, at);
    for (const group of groupFired(when, how, fired)) {
      this.#fired += 1;
      this.#vehicles += group.members.length;
      if (deferral !== null) this.#deferred += 1;
      this.#alerts.push({
        ...{ at: toIso(at), text: alertText(when, group), count: group.members.length },
        ...{ sentAt: toIso(deferral?.until ?? at), deferred: deferral?.why ?? null },
      });
      if (this.#alerts.length > MOST_LISTED) this.#alerts.shift();
    }
  }
}

function countNow(db: Reader, rule: Rule, scope: Scope, now: number): number | null {
  const { when } = rule;
  if (when.kind === 'changes') return null;
  if (when.kind === 'source') return sourceReadings(db, when, now).filter(isSo).length;
  if (when.kind === 'log') return logReadings(db, when, null, now).filter(isSo).length;
  const unsaved: RuleRow = {
    ...{ id: '', rule, on: true, mutedUntil: null, fault: null, createdAt: now, scope: null },
    ...{ afterSeq: 0, afterHistory: 0, begun: false, evaluatedAt: null },
  };
  let count = 0;
  for (const _reading of readingsOf(db, { rule: unsaved, when, scope, rows: allRows(now), now }))
    count += 1;
  return count;
}

const isSo = ({ value }: Reading): boolean => value === 1;
