import { lotRevision } from '../../store/lot/follow.ts';
import { lastSeq } from '../../store/journal/journal-read.ts';
import { lastHistory, listRules } from '../../store/alerts/rules.ts';
import type { Reader } from '../../store/open.ts';

/** Everything that rules look at, as a text: another one means that there is something to evaluate. Takes microseconds. */
export function alertInputs(db: Reader): string {
  const sources = db.prepare('SELECT id, checked_at, last_sync_at, error, observations FROM sources').all();
  const held = db.prepare('SELECT max(id) AS last, count(*) AS n FROM held_syncs').get();
  const rules = listRules(db).map(({ id, on, mutedUntil, rule }) => [id, on, mutedUntil, rule]);
  return JSON.stringify([
    lastSeq(db),
    lastHistory(db),
    lotRevision(db),
    sources.map((row) => Object.values(row)),
    held === undefined ? null : Object.values(held),
    rules,
  ]);
}
