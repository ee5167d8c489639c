import { changeName, levelName, lineName, lineUnit } from '../../../shared/alerts/measures.ts';
import type {
  ChangeMeasure,
  LevelState,
  LineMeasure,
  Rule,
  RuleWhen,
} from '../../../shared/alerts/rule.ts';
import { WEEKDAYS } from '../../../shared/alerts/weekdays.ts';
import { text } from '../../text.ts';

/** What the editor offers, as `rule.ts` allows it; a member that is missing here is a type error. */

const { editor: words } = text.alerts;

export const KINDS = [
  'changes',
  'crosses',
  'is',
  'source',
  'log',
] as const satisfies readonly RuleWhen['kind'][];

/** What the size of each change is counted in; none = it has no size. */
const SIZES: Readonly<Record<ChangeMeasure, 'money' | 'points' | 'none'>> = {
  price: 'money',
  msrp: 'money',
  avi: 'points',
  ati: 'points',
  cis: 'points',
  'new-low': 'none',
  sold: 'none',
  new: 'none',
  returned: 'none',
};
export const isSized = (measure: ChangeMeasure): boolean => SIZES[measure] !== 'none';
export const isScore = (measure: ChangeMeasure): boolean => SIZES[measure] === 'points';

/** Where a line usually is, so that a new one begins with something sensible. */
const USUAL_LINE: Readonly<Record<LineMeasure, number>> = {
  ptm: 105,
  days: 60,
  discount: 10,
  price: 40_000,
  avi: 50,
  ati: 50,
  cis: 50,
  rank: 3,
};
/** In how many syncs in a row it usually matters: photos come a day later. */
const LEVELS: Readonly<Record<LevelState, number>> = {
  'no-photos': 2,
  'price-above-msrp': 1,
  'msrp-missing': 1,
  'price-missing': 1,
  held: 1,
  'vin-odd': 1,
  conflict: 1,
};

const UNSIZED: Readonly<Partial<Record<ChangeMeasure, string>>> = words.changes;
const changeLabel = (measure: ChangeMeasure): string => UNSIZED[measure] ?? changeName(measure);
const upper = (name: string): string => name.replace(/^[a-z]/, (letter) => letter.toUpperCase());

export const CHANGE_CHOICES = (Object.keys(SIZES) as ChangeMeasure[]).map((value) => ({
  value,
  label: changeLabel(value),
}));
export const LINE_CHOICES = (Object.keys(USUAL_LINE) as LineMeasure[]).map((value) => ({
  value,
  label: lineName(value),
}));
export const LEVEL_CHOICES = (Object.keys(LEVELS) as LevelState[]).map((value) => ({
  value,
  label: upper(levelName(value)),
}));
export const SOURCE_CHOICES = (['older-than', 'failed', 'held', 'rows-fell'] as const).map((value) => ({
  value,
  label: words.sources[value],
}));
export const LOG_CHOICES = (['redis-lost', 'outbox-older'] as const).map((value) => ({
  value,
  label: words.logs[value],
}));

const UNITS = { percent: '%', days: 'days', money: '$', points: 'pts', place: null } as const;
export const unitMark = (measure: LineMeasure): string | null => UNITS[lineUnit(measure)];

/** A `when` of this kind to begin with. */
export function whenOf(kind: RuleWhen['kind']): RuleWhen {
  switch (kind) {
    case 'changes':
      return { kind, measure: 'price', direction: 'down', atLeast: { pct: 3, amount: 500 } };
    case 'crosses':
      return crossing('ptm');
    case 'is':
      return standing('price-missing');
    case 'source':
      return { kind, state: 'older-than', hours: 24 };
    case 'log':
      return { kind, state: 'redis-lost', minutes: 10 };
  }
}

export const crossing = (measure: LineMeasure): RuleWhen => ({
  kind: 'crosses',
  measure,
  direction: 'above',
  line: USUAL_LINE[measure],
  margin: 0,
  inARow: 1,
});

export const standing = (state: LevelState): RuleWhen => ({ kind: 'is', state, inARow: LEVELS[state] });

/** A rule as the editor begins it; the zone is that of this window. */
export const emptyRule = (): Rule => ({
  name: '',
  when: whenOf('changes'),
  where: { role: 'own', dealers: [], makes: [], models: [], conditions: [], watched: false, view: null },
  how: {
    channels: ['desktop'],
    urgent: false,
    coolDownHours: 0,
    quiet: null,
    groupFrom: 5,
    first: 'from-now-on',
  },
});

export const localZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;

export const usualQuiet = (): NonNullable<Rule['how']['quiet']> => ({
  from: '20:00',
  to: '07:00',
  days: [...WEEKDAYS],
  zone: localZone(),
});

/** Whether it is about vehicles: sources and Redis are not narrowed down. */
export const isOfVehicles = ({ kind }: RuleWhen): boolean => kind !== 'source' && kind !== 'log';

/** Why it cannot be stored now; null = it can. What is left is for the core to check. */
export function unsavable(rule: Rule, isWhole: boolean): string | null {
  if (rule.name.trim() === '') return words.nameFirst;
  const { quiet } = rule.how;
  if (!isWhole || (quiet !== null && (quiet.days.length === 0 || !isTime(quiet.from) || !isTime(quiet.to))))
    return words.numbersFirst;
  return quiet !== null && quiet.from === quiet.to ? words.quietSame : null;
}

export const isTime = (typed: string): boolean => /^([01]\d|2[0-3]):[0-5]\d$/.test(typed);
