import type { StoredRule } from '../../../shared/alerts/alert.ts';
import { ruleWords } from '../../../shared/alerts/measures.ts';
import { DAY_MS, toIso } from '../../../shared/units.ts';
import { firedSince } from '../../store/alerts/read.ts';
import type { RuleRow } from '../../store/alerts/rules.ts';
import type { Reader } from '../../store/open.ts';
import { OLD_MS } from './look.ts';
import { lastReadAt, ownSources } from './source-readings.ts';

/** A rule as screens and the command line see it. */
export function publicRule(db: Reader, stored: RuleRow, now: number): StoredRule {
  const { id, rule, on, fault } = stored;
  const isMuted = stored.mutedUntil !== null && stored.mutedUntil > now;
  const isOfSources = rule.when.kind === 'source' || rule.when.kind === 'log';
  const old = isOfSources
    ? []
    : ownSources(db).flatMap((source) => {
        const at = lastReadAt(source);
        return at !== null && now - at <= OLD_MS ? [] : [{ source: source.slug, since: toIso(at) }];
      });
  return {
    ...{ id, rule, on, fault, words: ruleWords(rule) },
    mutedUntil: isMuted ? toIso(stored.mutedUntil) : null,
    createdAt: toIso(stored.createdAt),
    evaluatedAt: toIso(stored.evaluatedAt),
    notEvaluated: old,
    firedIn7Days: firedSince(db, id, now - 7 * DAY_MS),
  };
}
