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

const SIZED = ['msrp', 'price', 'avi', 'ati', 'cis'] as const satisfies readonly ChangeMeasure[];
const UNSIZED = ['new-low', 'sold', 'new', 'returned'] as const satisfies readonly ChangeMeasure[];
export const CHANGES: readonly ChangeMeasure[] = [...SIZED, ...UNSIZED];
export const isSized = (measure: ChangeMeasure): boolean => SIZED.some((one) => one === measure);
export const isScore = (measure: ChangeMeasure): boolean => ['avi', 'ati', 'cis'].includes(measure);

const LINES = [
  'ptm',
  'days',
  'discount',
  'price',
  'avi',
  'ati',
  'cis',
  'rank',
] as const satisfies readonly LineMeasure[];
const LEVELS = [
  'no-photos',
  'price-above-msrp',
  'msrp-missing',
  'price-missing',
  'held',
  'vin-odd',
  'conflict',
] as const satisfies readonly LevelState[];

const changeLabel = (measure: ChangeMeasure): string =>
  UNSIZED.reduce((label, one) => (one === measure ? words.changes[one] : label), changeName(measure));
const upper = (name: string): string => name.replace(/^[a-z]/, (letter) => letter.toUpperCase());

export const CHANGE_CHOICES = CHANGES.map((value) => ({ value, label: changeLabel(value) }));
export const LINE_CHOICES = LINES.map((value) => ({ value, label: lineName(value) }));
export const LEVEL_CHOICES = LEVELS.map((value) => ({ value, label: upper(levelName(value)) }));
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

/** A `when` of this kind to begin with. */
export function whenOf(kind: RuleWhen['kind']): RuleWhen {
  switch (kind) {
    case 'changes':
      return { kind, measure: 'price', direction: 'down', atLeast: { pct: 3, amount: 500 } };
    case 'crosses':
      return crossing('ptm');
    case 'is':
      return { kind, state: 'price-missing', inARow: 1 };
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
