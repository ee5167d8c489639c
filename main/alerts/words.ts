import { changeName, levelName, lineName, lineText, moneyText } from '../../shared/alerts/measures.ts';
import type { RuleWhen } from '../../shared/alerts/rule.ts';
import type { Group } from './group.ts';
import type { Fired } from './types.ts';

/** What an alert says: old, new, the difference and the rule's line, in one sentence a person understands alone. */

const signedPct = (pct: number): string => `${pct < 0 ? '−' : '+'}${Math.abs(pct).toFixed(2)}%`;
const points = (delta: number): string => `${delta < 0 ? '−' : '+'}${Math.abs(delta)}`;

function sizeText(when: Extract<RuleWhen, { kind: 'changes' }>, fired: Fired): string {
  const { delta, pct, currency } = fired;
  if (delta === null) return '';
  const isMoney = when.measure === 'msrp' || when.measure === 'price' || when.measure === 'new-low';
  if (!isMoney) return ` ${points(delta)}`;
  return ` ${moneyText(delta, currency, true)}${pct === null ? '' : ` (${signedPct(pct)})`}`;
}

function valueText(when: Extract<RuleWhen, { kind: 'changes' }>, fired: Fired): string {
  const { old, now, currency } = fired;
  if (now === null) return '';
  const isMoney = when.measure === 'msrp' || when.measure === 'price' || when.measure === 'new-low';
  const text = (value: number): string => (isMoney ? moneyText(value, currency) : String(value));
  return old === null ? ` now ${text(now)}` : `, from ${text(old)} to ${text(now)}`;
}

function oneText(when: RuleWhen, fired: Fired): string {
  const { subject, old, now, currency } = fired;
  const name =
    subject.vin === null ? subject.vehicle : `${subject.vehicle} ${subject.vin.slice(-9)}`.trim();
  switch (when.kind) {
    case 'changes':
      if (when.measure === 'sold') return `${name}: sold, or no longer listed`;
      if (when.measure === 'new') return `${name}: new on the lot`;
      if (when.measure === 'returned') return `${name}: back on the lot`;
      return `${name}: ${changeName(when.measure)}${sizeText(when, fired)}${valueText(when, fired)}${when.measure === 'new-low' ? ', lower than ever' : ''}`;
    case 'crosses': {
      const value = now === null ? '–' : lineText(when.measure, now, currency);
      const was = old === null ? '' : ` (was ${lineText(when.measure, old, currency)})`;
      return `${name}: ${lineName(when.measure)} ${value}${was}, ${when.direction} ${lineText(when.measure, when.line, currency)}`;
    }
    case 'is':
      return `${name}: ${levelName(when.state)}`;
    case 'source':
    case 'log':
      // What is said of a source or the log is its name here.
      return subject.vehicle;
  }
}

function manyText(when: RuleWhen, { kind, members }: Group): string {
  const count = `${members.length.toLocaleString('en-US')} vehicles`;
  const [first] = members;
  switch (when.kind) {
    case 'changes': {
      const name = changeName(when.measure);
      if (when.measure === 'sold') return `${count}: sold, or no longer listed`;
      if (when.measure === 'new' || when.measure === 'returned') return `${count}: ${name.toLowerCase()}`;
      const size = kind === 'like' ? sizeText(when, { ...first, pct: null }) : rangeText(when, members);
      return `${count}: ${name}${size}`;
    }
    case 'crosses':
      return `${count}: ${lineName(when.measure)} ${when.direction} ${lineText(when.measure, when.line, first.currency)}`;
    case 'is':
      return `${count}: ${levelName(when.state)}`;
    default:
      return count;
  }
}

/** "−$500 to −$1,100": the smallest and the largest move. */
function rangeText(when: Extract<RuleWhen, { kind: 'changes' }>, members: readonly Fired[]): string {
  const moves = members.flatMap((one) => (one.delta === null ? [] : [one]));
  const [first] = moves;
  if (first === undefined) return '';
  const isLess = (a: Fired, b: Fired): boolean => (a.delta ?? 0) < (b.delta ?? 0);
  const low = moves.reduce((least, one) => (isLess(one, least) ? one : least), first);
  const high = moves.reduce((most, one) => (isLess(most, one) ? one : most), first);
  const text = (one: Fired): string => sizeText(when, { ...one, pct: null });
  return low.delta === high.delta ? text(low) : `${text(low)} to${text(high)}`;
}

/** "Toyota RAV4, Camry +4 models · 3 dealers". */
function whoText(members: readonly Fired[]): string {
  const names = new Set(
    members.map(({ subject: { make, model } }) => [make, model].filter((part) => part !== null).join(' ')),
  );
  names.delete('');
  const shown = [...names].slice(0, 2).join(', ');
  const more = names.size > 2 ? ` +${names.size - 2} models` : '';
  const dealers = new Set(members.map(({ subject }) => subject.dealerName ?? subject.dealerId ?? ''));
  dealers.delete('');
  const where = dealers.size === 1 ? [...dealers].join('') : `${dealers.size} dealers`;
  return [`${shown}${more}`, dealers.size === 0 ? '' : where].filter((part) => part !== '').join(' · ');
}

export function alertText(when: RuleWhen, group: Group): string {
  const [first, ...others] = group.members;
  if (others.length === 0) {
    const where = first.subject.dealerName ?? first.subject.dealerId;
    const dealer = first.subject.vin === null || where === null ? '' : ` · ${where}`;
    return `${oneText(when, first)}${dealer}`;
  }
  const who = whoText(group.members);
  return `${manyText(when, group)}${who === '' ? '' : ` · ${who}`}`;
}
