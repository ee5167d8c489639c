import type { RuleWhere } from '../../shared/alerts/rule.ts';
import type { Subject } from './types.ts';

/** What of a rule's vehicles can be told from the vehicle itself; the watch list and views are looked up in the store. */

const among = (names: readonly string[], ...values: readonly (string | null)[]): boolean =>
  names.length === 0 ||
  names.some((name) =>
    values.some((value) => value !== null && value.toLowerCase() === name.toLowerCase()),
  );

/** Null = it is one of them, else which part it does not fit. */
export function misfitOf(where: RuleWhere, subject: Subject): string | null {
  if (where.role !== 'any' && subject.role !== where.role)
    return subject.role === 'own' ? 'it is ours' : 'it is a competitor’s';
  if (!among(where.dealers, subject.dealerId, subject.dealerName)) return 'another dealer';
  if (!among(where.makes, subject.make)) return 'another make';
  if (!among(where.models, subject.model)) return 'another model';
  if (where.conditions.length === 0) return null;
  const { condition } = subject;
  return condition !== null && where.conditions.includes(condition) ? null : 'another condition';
}
