import type { ChangesWhen, CrossesWhen, IsWhen } from '../../../shared/alerts/rule.ts';
import { misfitOf } from '../../alerts/match.ts';
import { levelLine, stepMove, stepReading, type Line } from '../../alerts/steps.ts';
import type { Reading } from '../../alerts/types.ts';
import { pruneAlerts } from '../../store/alerts/alerts.ts';
import { cellsWhere } from '../../store/alerts/cells.ts';
import {
  hasRules,
  knowsValues,
  lastHistory,
  listRules,
  mutedUntil,
  noteEvaluated,
  noteValuesKnown,
  type RuleRow,
} from '../../store/alerts/rules.ts';
import { lastSeq } from '../../store/journal/journal-read.ts';
import { followLot } from '../../store/lot/follow.ts';
import { transaction, type Db } from '../../store/open.ts';
import {
  allRows,
  CHANGED_ROWS,
  gatherChanged,
  OLD_MS,
  rememberAll,
  rememberChanged,
  scopeOf,
  type Rows,
  type Scope,
} from './look.ts';
import { competitorMoves, isNewLow, journalMoves, listMoves, movedBy, type PlacedMove } from './moves.ts';
import { raise, sendDue, type Notifying } from './notify.ts';
import { lineOf, readingsOf, strayCells, waitingOf, type Asked } from './readings.ts';
import { RuleRound } from './round.ts';
import { logReadings, sourceReadings, type LogState } from './source-readings.ts';
import { traceWriter } from './trace.ts';
import { movesAmong } from './vins-among.ts';
import { DAY_MS } from '../../../shared/units.ts';

export type EvaluateInput = {
  readonly now: number;
  /** Null = nobody here knows how Redis stands. */
  readonly log: LogState | null;
  readonly consoleUrl: string;
};

const KEPT_ALERTS_MS = 90 * DAY_MS;
const KEPT_LOG_MS = 30 * DAY_MS;

/**
 * Evaluates every rule once over what changed since, and queues what is to be sent: the rules' positions, what is open
 * and the messages are committed together, so that a crash loses nothing and repeats nothing. @returns alerts raised
 */
export function evaluateAlerts(db: Db, { now, log, consoleUrl }: EvaluateInput): number {
  if (!hasRules(db)) return 0;
  followLot(db);
  return transaction(db, () => {
    const all = listRules(db);
    const mutedAll = mutedUntil(db);
    const notifying: Notifying = { db, now, consoleUrl, mutedAll, trace: traceWriter(db, now) };
    if (!knowsValues(db)) {
      rememberAll(db);
      noteValuesKnown(db);
    }
    gatherChanged(db, now);
    const rules = all.filter(({ on }) => on);
    const moves = gatherMoves(db, rules, now);
    const [seq, history] = [lastSeq(db), lastHistory(db)];
    let raised = 0;
    for (const rule of rules) {
      const round = new RuleRound(db, rule, now, notifying.trace);
      const scope = scopeOf(db, rule.rule.where, now);
      const fault = scope === null ? `The view ${rule.rule.where.view ?? ''} no longer exists.` : null;
      if (scope !== null) evaluateRule({ db, rule, round, scope, now, log }, moves);
      raised += raise(notifying, round);
      round.finish();
      noteEvaluated(db, rule.id, { at: now, seq, history, fault, scope: scope?.text ?? rule.scope });
    }
    rememberChanged(db);
    sendDue(notifying, all);
    pruneAlerts(db, now - KEPT_ALERTS_MS, now - KEPT_LOG_MS);
    return raised;
  });
}

/** What happened since the rule that is furthest behind, once for all of them. */
function gatherMoves(db: Db, rules: readonly RuleRow[], now: number): PlacedMove[] {
  const about = rules.filter(({ rule }) => rule.when.kind === 'changes');
  if (about.length === 0) return [];
  const first = (place: (rule: RuleRow) => number): number => Math.min(...about.map(place));
  const competitors = about.some(({ rule }) => rule.where.role !== 'own');
  return [
    ...journalMoves(
      db,
      first(({ afterSeq }) => afterSeq),
    ),
    ...(competitors
      ? competitorMoves(
          db,
          first(({ afterHistory }) => afterHistory),
          now,
        )
      : []),
    ...listMoves(db, now),
  ];
}

type Part = {
  readonly db: Db;
  readonly rule: RuleRow;
  readonly round: RuleRound;
  readonly scope: Scope;
  readonly now: number;
  readonly log: LogState | null;
};

function evaluateRule(part: Part, moves: readonly PlacedMove[]): void {
  const { db, rule, now, log } = part;
  const { when } = rule.rule;
  switch (when.kind) {
    case 'changes':
      return evaluateChanges(part, when, moves);
    case 'crosses':
    case 'is':
      return evaluateVehicles(part, when);
    case 'source':
      return evaluateLevels(part, sourceReadings(db, when, now));
    case 'log':
      return evaluateLevels(part, logReadings(db, when, log, now));
  }
}

function evaluateChanges(
  { db, rule, round, scope, now }: Part,
  when: ChangesWhen,
  all: readonly PlacedMove[],
): void {
  const { where, how } = rule.rule;
  const measure = movedBy(when.measure);
  const isNew = ({ seq, history, move }: PlacedMove): boolean => {
    if (move.measure !== measure || now - move.at > OLD_MS) return false;
    if (seq !== null) return seq > rule.afterSeq;
    // What the list shows came since the last look; a rule that has not looked yet begins now.
    return history === null ? rule.begun : history > rule.afterHistory;
  };
  const fitting = all.filter((placed) => isNew(placed) && misfitOf(where, placed.move.subject) === null);
  for (const placed of movesAmong(db, where, scope, fitting)) {
    const { move } = placed;
    if (when.measure === 'new-low' && !isNewLow(db, placed)) continue;
    round.take(move.subject, (cell) => stepMove(when, how, cell, { ...move, measure: when.measure }));
  }
}

function evaluateVehicles(part: Part, when: CrossesWhen | IsWhen): void {
  const { db, rule, round, scope, now } = part;
  const isDaily = scope.timed || (when.kind === 'crosses' && when.measure === 'days');
  const isAll =
    !rule.begun || rule.scope !== scope.text || (isDaily && isAnotherDay(rule.evaluatedAt, now));
  const rows: Rows = isAll ? allRows(now) : CHANGED_ROWS;
  const asked: Asked = { rule, when, scope, rows, now };
  // Read to the end first: what is remembered changes on the way.
  const readings = [...readingsOf(db, asked), ...(isAll ? [] : waitingOf(db, asked, allRows(now)))];
  const strays = strayCells(db, asked);
  takeReadings(part, lineOf(when), readings);
  round.drop(strays, 'The rule no longer includes it.');
}

function takeReadings({ rule, round, now }: Part, line: Line, readings: readonly Reading[]): void {
  const { how } = rule.rule;
  const look = { now, first: !rule.begun, alsoNow: how.first === 'also-now' };
  for (const reading of readings)
    round.take(reading.subject, (cell) => stepReading(line, how, cell, reading, look));
}

/** Ages grow at midnight of this machine. */
const isAnotherDay = (before: number | null, now: number): boolean =>
  before === null || new Date(before).toDateString() !== new Date(now).toDateString();

function evaluateLevels(part: Part, readings: readonly Reading[]): void {
  const { db, rule, round } = part;
  takeReadings(part, levelLine(1), readings);
  const known = new Set(readings.map(({ subject }) => subject.key));
  const strays = cellsWhere(db, rule.id, '1').filter(({ subject }) => !known.has(subject));
  round.drop(strays, 'The source was removed.');
}
