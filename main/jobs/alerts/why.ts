import { z } from 'zod';
import { lineName, lineText, ruleWords } from '../../../shared/alerts/measures.ts';
import { GATES, type GateName, type Why } from '../../../shared/alerts/answers.ts';
import { toIso } from '../../../shared/units.ts';
import { misfitOf } from '../../alerts/match.ts';
import { reachesThreshold, isBeyond } from '../../alerts/steps.ts';
import type { Subject } from '../../alerts/types.ts';
import { listRules, type RuleRow } from '../../store/alerts/rules.ts';
import { findAlert } from '../../store/alerts/read.ts';
import { vinEvents } from '../../store/journal/journal-read.ts';
import type { Reader } from '../../store/open.ts';
import { readRows } from '../../store/stored.ts';
import { listSources } from '../../store/sync/sources.ts';
import { lastReadAt } from './source-readings.ts';
import { levelSql, measureSql, OLD_MS, scopeOf } from './look.ts';
import { movedBy, movesOf } from './moves.ts';
import { lineOf, subjectColumns, subjectOf } from './readings.ts';
import { vinsAmong } from './vins-among.ts';

/** Why somebody was told about a vehicle, or was not: every rule, every gate that it met, and when. */

type Passed = { readonly gate: GateName; readonly at: string; readonly words: string };

/** Changes of the vehicle that are explained, and notes of each rule. */
const MOST_EVENTS = 20;
const MOST_NOTES = 30;

export function whyTold(db: Reader, vin: string, now: number): Why {
  const rows = db
    .prepare(
      `SELECT ${subjectColumns('r')} FROM lot_rows r NOT INDEXED JOIN sources s ON s.id = r.source_id
       WHERE r.listing_id IN (SELECT id FROM listings WHERE vin = ?)`,
    )
    .all(vin);
  const [subject] = rows.map((row): Subject => subjectOf(row));
  const rules = listRules(db).filter(({ rule }) => rule.when.kind !== 'source' && rule.when.kind !== 'log');
  return {
    vin,
    vehicle: subject?.vehicle ?? null,
    rules: rules.map((rule) => ({
      ruleId: rule.id,
      rule: rule.rule.name,
      gates: [...gatesOf(db, rule, vin, subject ?? null, now)].toSorted((a, b) => a.at.localeCompare(b.at)),
    })),
  };
}

function gatesOf(db: Reader, rule: RuleRow, vin: string, subject: Subject | null, now: number): Passed[] {
  const at = toIso(rule.evaluatedAt ?? now);
  const noted = notesOf(db, rule, vin);
  const gate = (name: GateName, words: string): Passed[] => [...noted, { gate: name, at, words }];
  if (!rule.on) return gate('off', 'The rule is off.');
  if (rule.fault !== null) return gate('paused', rule.fault);
  if (subject === null) return gate('other-vehicles', 'No source lists this vehicle now.');
  const old = unreadSince(db, subject, now);
  if (old !== null)
    return gate('not-evaluated', `Not evaluated since ${old}: its source was not read for a day.`);
  const misfit = misfitOf(rule.rule.where, subject) ?? outsideOf(db, rule, vin, now);
  if (misfit !== null) return gate('other-vehicles', `The rule is about others: ${misfit}.`);
  const { when } = rule.rule;
  if (when.kind === 'changes') return [...noted, ...changesMissed(db, rule, vin)];
  if (when.kind === 'crosses' || when.kind === 'is') return [...noted, ...standing(db, rule, subject, now)];
  return noted;
}

function unreadSince(db: Reader, { source }: Subject, now: number): string | null {
  const found = listSources(db).find(({ slug }) => slug === source);
  const at = found === undefined ? null : lastReadAt(found);
  return at !== null && now - at > OLD_MS ? toIso(at) : null;
}

function outsideOf(db: Reader, { rule }: RuleRow, vin: string, now: number): string | null {
  const scope = scopeOf(db, rule.where, now);
  if (scope === null) return null;
  const among = vinsAmong(db, rule.where, scope, [vin]);
  if (among === null || among.has(vin)) return null;
  return rule.where.watched
    ? 'it is not on the watch list'
    : `it is not in the view ${rule.where.view ?? ''}`;
}

/** The vehicle's latest changes that the rule let go. */
function changesMissed(
  db: Reader,
  { rule, afterSeq, createdAt, evaluatedAt }: RuleRow,
  vin: string,
): Passed[] {
  const { when } = rule;
  if (when.kind !== 'changes') return [];
  const measure = movedBy(when.measure);
  const moves = vinEvents(db, vin, MOST_EVENTS).flatMap((event) =>
    movesOf(event).map((move) => ({ move, seq: event.seq })),
  );
  const own = moves.filter(({ move }) => move.measure === measure);
  if (own.length === 0) {
    const at = toIso(evaluatedAt ?? createdAt);
    return [{ gate: 'other-change', at, words: `No such change of this vehicle: ${ruleWords(rule)}.` }];
  }
  return own.flatMap(({ move, seq }): Passed[] => {
    const at = toIso(move.at);
    const size = `${move.old ?? '–'} to ${move.now ?? '–'}${move.pct === null ? '' : ` (${move.pct}%)`}`;
    if (!reachesThreshold(when, move))
      return [
        {
          gate: 'below-threshold',
          at,
          words: `${size} is less than the rule asks for: ${ruleWords(rule)}.`,
        },
      ];
    if (move.at < createdAt)
      return [{ gate: 'first-run', at, words: `${size} was before the rule was made.` }];
    if (seq > afterSeq) return [{ gate: 'not-evaluated', at, words: `${size} is evaluated next.` }];
    return [];
  });
}

/** How it stands against the rule's line now. */
function standing(db: Reader, rule: RuleRow, subject: Subject, now: number): Passed[] {
  const { when } = rule.rule;
  if (when.kind !== 'crosses' && when.kind !== 'is') return [];
  const value = when.kind === 'crosses' ? measureSql(when.measure, now, null).value : levelSql(when.state);
  const row = db
    .prepare(
      `SELECT ${value} AS value FROM (SELECT r.*, s.mapped FROM lot_rows r JOIN sources s ON s.id = r.source_id
       WHERE r.listing_id = ?)`,
    )
    .get(subject.listing);
  const found = row?.['value'];
  const at = toIso(rule.evaluatedAt ?? now);
  const name = when.kind === 'crosses' ? lineName(when.measure) : ruleWords(rule.rule);
  if (typeof found !== 'number')
    return [{ gate: 'not-evaluated', at, words: `${name} is not known of this vehicle.` }];
  if (isBeyond(lineOf(when), found)) return [];
  const words =
    when.kind === 'crosses'
      ? `${name} is ${lineText(when.measure, found, null)}, not ${when.direction} ${lineText(when.measure, when.line, null)}.`
      : `It is not so: ${name}.`;
  return [{ gate: 'not-beyond', at, words }];
}

const noteSchema = z.object({
  at: z.number(),
  gate: z.enum(GATES),
  detail: z.string(),
  alert_id: z.string().nullable(),
});

const NOTED: Partial<Record<GateName, string>> = {
  'first-run': 'It was so already when the rule first looked; it fires when it was back in between.',
  counting: 'It is so, but not in enough syncs in a row yet.',
};

/** What was noted when it was evaluated, and what became of the alert. */
function notesOf(db: Reader, rule: RuleRow, vin: string): Passed[] {
  const rows = db
    .prepare(
      'SELECT at, gate, detail, alert_id FROM alert_log WHERE vin = ? AND rule_id = ? ORDER BY id DESC LIMIT ?',
    )
    .all(vin, rule.id, MOST_NOTES);
  return readRows('note of an alert', rows, (row) => noteSchema.parse(row)).flatMap(
    ({ at, gate, detail, alert_id: alertId }): Passed[] => {
      if (gate === 'fired') return firedGates(db, rule, toIso(at), alertId);
      const words =
        gate === 'cool-down'
          ? `It fired before; the rule is silent about it until ${detail}.`
          : (NOTED[gate] ?? gate);
      return [{ gate, at: toIso(at), words }];
    },
  );
}

function firedGates(db: Reader, rule: RuleRow, at: string, alertId: string | null): Passed[] {
  const alert = alertId === null ? null : findAlert(db, alertId);
  if (alert === null) return [{ gate: 'fired', at, words: 'It fired; the alert was deleted for its age.' }];
  const others = alert.count === 1 ? '' : `, one of ${alert.count} in the alert`;
  const gates: Passed[] = [{ gate: 'fired', at, words: `${alert.text}${others}.` }];
  if (alert.deferred !== null) {
    const isMuted = alert.deferred.why === 'muted';
    const until = `until ${alert.deferred.until}`;
    gates.push({
      gate: isMuted ? 'muted' : 'quiet-hours',
      at,
      words: isMuted ? `Muted ${until}.` : `Quiet hours ${until}, and the rule is not urgent.`,
    });
  }
  for (const delivery of alert.deliveries) {
    const { channel, state, reason } = delivery;
    const when = delivery.at ?? at;
    if (state === 'sent') gates.push({ gate: 'sent', at: when, words: `Sent to ${channel}.` });
    else
      gates.push({
        gate: 'not-delivered',
        at: when,
        words: `Not delivered to ${channel}: ${reason ?? 'it is sent next'}${delivery.nextTryAt === null ? '' : ` Next try ${delivery.nextTryAt}.`}`,
      });
  }
  if (rule.rule.how.channels.length === 0)
    gates.push({
      gate: 'not-delivered',
      at,
      words: 'The rule names no channel: it is in the list of alerts only.',
    });
  return gates;
}
