import type { Condition } from '../../../shared/listing.ts';

/**
 * New, used or certified as feeds write it; null where the text is none of these. "GOOD" and "FAIR" (Meta's
 * `condition`) and "Car" (a body `type`) say nothing about it.
 */
export function parseCondition(text: string): Condition | null {
  const key = text.toLowerCase().replace(/[^a-z]+/g, '');
  if (key === 'n' || key.startsWith('new') || key.endsWith('newcondition')) return 'new';
  if (key.startsWith('noncertified') || key.startsWith('notcertified')) return 'used';
  if (key === 'c' || key === 'cpo' || key.includes('certified')) return 'cpo';
  if (key === 'u' || key.startsWith('used') || key.endsWith('usedcondition')) return 'used';
  if (key.startsWith('preowned') || key.endsWith('refurbishedcondition')) return 'used';
  return null;
}

/** True for 1, yes, true, Y, "CPO", "Certified …". */
export function isCertified(text: string): boolean {
  return /^(?:1|y|yes|true|t|x|cpo|certified.*)$/i.test(text.trim());
}
