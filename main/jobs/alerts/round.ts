import type { Cell, Fired, Gate, Step, Subject } from '../../alerts/types.ts';
import { coolsUntil } from '../../alerts/steps.ts';
import { endMember, wakeChanged } from '../../store/alerts/alerts.ts';
import { cellStore, pruneCells, type CellStore, type StoredCell } from '../../store/alerts/cells.ts';
import type { RuleRow } from '../../store/alerts/rules.ts';
import type { Db } from '../../store/open.ts';
import type { TraceWriter } from './trace.ts';

/** One rule's part of an evaluation: what it remembers, what fired, what ended. Inside the evaluation's transaction. */
export class RuleRound {
  readonly rule: RuleRow;
  readonly fired: Fired[] = [];
  /** Alerts that were snoozed until something changes, and something did. */
  readonly woken: string[] = [];
  readonly #db: Db;
  readonly #cells: CellStore;
  readonly #firing = new Map<string, StoredCell>();
  readonly #trace: TraceWriter;
  readonly #now: number;

  constructor(db: Db, rule: RuleRow, now: number, trace: TraceWriter) {
    this.#db = db;
    this.rule = rule;
    this.#now = now;
    this.#trace = trace;
    this.#cells = cellStore(db, rule.id);
  }

  /** Takes one step of the evaluator and keeps what it says. */
  take(subject: Subject, step: (cell: Cell | null) => Step): void {
    const stored = this.#firing.get(subject.key) ?? this.#cells.find(subject.key);
    const { cell, fired, ended, gate } = step(stored);
    if (ended !== null) this.#end(ended, subject.key, 'It is no longer so.');
    if (fired !== null) {
      // An alert of an earlier change of the same vehicle stays as it is: it happened.
      this.fired.push(fired);
    } else if (stored?.phase === 'firing' && stored.alertId !== null && cell?.value !== stored.value) {
      if (wakeChanged(this.#db, stored.alertId) !== null) this.woken.push(stored.alertId);
    }
    if (gate !== null && gate !== 'below-threshold' && !sameGate(stored, cell))
      this.#note(subject, gate, cell);
    if (cell === null) {
      if (stored !== null) this.#cells.remove(subject.key);
    } else if (cell !== stored) {
      const kept = { ...cell, subject: subject.key, listing: subject.listing };
      // What fires is written once, with its alert.
      if (fired !== null || this.#firing.has(subject.key)) this.#firing.set(subject.key, kept);
      else this.#cells.put(kept);
    }
  }

  /** Vehicles that are none of the rule's any more. */
  drop(cells: readonly StoredCell[], why: string): void {
    for (const { subject, alertId, phase } of cells) {
      if (phase === 'firing' && alertId !== null) this.#end(alertId, subject, why);
      this.#cells.remove(subject);
    }
  }

  /** The alert that a subject is in from now on. */
  assign(subject: Subject, alertId: string): void {
    const cell = this.#firing.get(subject.key);
    if (cell !== undefined) this.#cells.put({ ...cell, alertId });
  }

  finish(): void {
    pruneCells(this.#db, this.rule.id, this.#now - this.rule.rule.how.coolDownHours * 3_600_000);
  }

  #end(alertId: string, subject: string, why: string): void {
    endMember(this.#db, alertId, subject, this.#now, why);
  }

  #note(subject: Subject, gate: Gate, cell: Cell | null): void {
    if (subject.vin === null) return;
    const until = cell === null ? null : coolsUntil(cell, this.rule.rule.how);
    const detail = gate === 'cool-down' && until !== null ? new Date(until).toISOString() : '';
    this.#trace(this.rule.id, subject.vin, gate, detail, null);
  }
}

/** It was in the same state before: said once. */
const sameGate = (before: Cell | null, after: Cell | null): boolean =>
  before !== null && after !== null && before.phase === after.phase && before.streak === after.streak;
