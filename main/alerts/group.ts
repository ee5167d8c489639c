import type { RuleHow, RuleWhen } from '../../shared/alerts/rule.ts';
import type { Fired } from './types.ts';

/** What becomes one alert: like moves of one run, or many vehicles of one rule in one evaluation. */

export type Group = {
  readonly kind: 'one' | 'like' | 'many';
  readonly members: readonly [Fired, ...Fired[]];
};

/** Equal moves of one run; what is no move is like everything that fired beside it. */
function likenessOf({ runId, delta, currency, subject }: Fired): string {
  return runId === null ? (subject.source ?? '') : JSON.stringify([runId, delta, currency]);
}

/** In the order in which their first member fired. */
export function groupFired(
  when: RuleWhen,
  { groupFrom }: Pick<RuleHow, 'groupFrom'>,
  fired: readonly Fired[],
): Group[] {
  // A source, or the log, is never one of many: each has its own cause.
  if (when.kind === 'source' || when.kind === 'log')
    return fired.map((one) => ({ kind: 'one', members: [one] }));
  const like = new Map<string, [Fired, ...Fired[]]>();
  for (const one of fired) {
    const key = likenessOf(one);
    const members = like.get(key);
    if (members === undefined) like.set(key, [one]);
    else members.push(one);
  }
  const groups: Group[] = [];
  const rest: Fired[] = [];
  for (const members of like.values()) {
    if (members.length >= groupFrom) groups.push({ kind: 'like', members });
    else rest.push(...members);
  }
  const [first, ...others] = rest;
  if (first === undefined) return groups;
  if (rest.length >= groupFrom) return [...groups, { kind: 'many', members: [first, ...others] }];
  return [...groups, ...rest.map((one): Group => ({ kind: 'one', members: [one] }))];
}
