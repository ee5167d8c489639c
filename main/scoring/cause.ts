import type { ScoreReason } from '../../shared/score-reasons.ts';
import { ATI } from './ati.ts';
import { AVI } from './avi.ts';
import { CIS } from './cis.ts';
import type { Figures, Grounds, Print, ScoreFigures } from './grounds.ts';
import type { ScoreInput } from './input.ts';
import type { Scorer, SignalValues } from './score.ts';

/** One side of a move. */
export type Side = { readonly scores: ScoreFigures; readonly grounds: Grounds };

/** Points; less is rounding. */
const LEAST = 1e-6;

const INDEXES = ['avi', 'ati', 'cis'] as const;

/** What may have moved a score. `freshness` = a newer copy of the feed, `move` = the day of its last change. */
type Group = Print | 'price' | 'msrp' | 'move' | 'freshness' | 'time';

/** For each signal the groups it is made of besides its own money; of those that changed, the first moved it. */
type Slots = Readonly<Record<number, readonly Group[]>>;
const FROM_ROW: readonly Group[] = ['content', 'identity', 'limits'];
const FROM_DEALER: readonly Group[] = ['dealer', 'signals', 'limits', 'time'];
const FROM_MARKET: readonly Group[] = ['identity', 'dealer', 'market', 'limits', 'time'];
const MADE_OF: Readonly<Record<keyof SignalValues, Slots>> = {
  avi: {
    [AVI.url]: FROM_ROW,
    [AVI.fields]: ['identity', 'dealer'],
    [AVI.photos]: FROM_ROW,
    [AVI.seoDealer]: FROM_DEALER,
    [AVI.description]: FROM_ROW,
    [AVI.facts]: FROM_ROW,
    [AVI.attributes]: FROM_ROW,
    [AVI.aeoDealer]: FROM_DEALER,
    [AVI.location]: FROM_DEALER,
    [AVI.geoDealer]: FROM_DEALER,
    [AVI.rating]: FROM_DEALER,
    [AVI.volume]: FROM_DEALER,
    [AVI.response]: FROM_DEALER,
    [AVI.ugcDealer]: FROM_DEALER,
  },
  ati: {
    [ATI.vin]: FROM_ROW,
    [ATI.year]: FROM_ROW,
    [ATI.sanity]: ['identity', 'content', 'limits', 'time'],
    [ATI.parity]: ['channels', 'content', 'limits'],
    [ATI.unique]: FROM_ROW,
    [ATI.msrp]: ['identity', 'limits'],
    [ATI.feed]: ['freshness', 'limits', 'time'],
    [ATI.listing]: ['move', 'arrival', 'limits', 'time'],
    [ATI.reviews]: FROM_DEALER,
    [ATI.photos]: ['content', 'shared'],
    [ATI.text]: ['content', 'shared'],
    [ATI.names]: FROM_ROW,
    [ATI.action]: FROM_ROW,
  },
  cis: {
    [CIS.price]: FROM_MARKET,
    [CIS.rank]: FROM_MARKET,
    [CIS.supply]: FROM_MARKET,
    [CIS.age]: ['arrival', 'limits', 'time'],
    [CIS.listing]: ['content', ...FROM_MARKET],
  },
};

/** In the order in which equals win: changes by people before changes by date. */
const REASONS: readonly (readonly [Group, ScoreReason])[] = [
  ['msrp', 'msrp_change'],
  ['price', 'price_change'],
  ['identity', 'listing_change'],
  ['dealer', 'listing_change'],
  ['arrival', 'listing_change'],
  ['content', 'listing_change'],
  ['channels', 'channel_change'],
  ['shared', 'shared_change'],
  ['signals', 'signals_change'],
  ['weights', 'settings_change'],
  ['limits', 'settings_change'],
  ['market', 'competitor_change'],
  ['freshness', 'feed_read'],
  ['move', 'listing_change'],
  ['time', 'aging'],
];

/**
 * What moved the scores of a vehicle most: of the inputs that are other ones than before, the one without whose change
 * the scores that moved would differ most. Own money is put back and scored again, because price and MSRP are in many
 * signals; of the others each is taken to have moved the signals that it is in. The same sides give the same answer.
 *
 * @param before as stored with the scores before; `after`: as the scorer has just scored `input`
 */
export function causeOf(before: Side, after: Side, input: ScoreInput, scorer: Scorer): ScoreReason {
  const changed = changedGroups(before.grounds, after.grounds);
  const reasons = new Set(REASONS.filter(([group]) => changed.has(group)).map(([, reason]) => reason));
  const [only, ...others] = reasons;
  if (only === undefined) return 'recompute';
  if (others.length === 0) return only;
  const effects = effectsOf(before, after, { changed, input, scorer });
  const totals = new Map<ScoreReason, number>();
  for (const [group, reason] of REASONS) {
    if (changed.has(group)) totals.set(reason, (totals.get(reason) ?? 0) + (effects.get(group) ?? 0));
  }
  let [cause, most] = [only, -1];
  for (const [reason, effect] of totals) if (effect > most + LEAST) [cause, most] = [reason, effect];
  return cause;
}

function changedGroups(before: Grounds, after: Grounds): ReadonlySet<Group> {
  const changed = new Set<Group>();
  if (before.price !== after.price) changed.add('price');
  if (before.msrp !== after.msrp) changed.add('msrp');
  if (before.asOf !== after.asOf) changed.add('time');
  if (before.listingChangedAt !== after.listingChangedAt) changed.add('move');
  if (before.feedSeenAt !== after.feedSeenAt && feedAge(after) < feedAge(before)) changed.add('freshness');
  for (const print of Object.keys(after.prints) as Print[])
    if (before.prints[print] !== after.prints[print]) changed.add(print);
  return changed;
}

/** A newer copy that is as old as the last one was is no change: it only kept up with the date. */
const feedAge = ({ asOf, feedSeenAt }: Grounds): number =>
  feedSeenAt === null ? Infinity : Math.max(0, asOf - feedSeenAt);

type Question = {
  readonly changed: ReadonlySet<Group>;
  readonly input: ScoreInput;
  readonly scorer: Scorer;
};

/** Points by which each group that changed moved the scores that moved. */
function effectsOf(before: Side, after: Side, { changed, input, scorer }: Question): Map<Group, number> {
  const moved = INDEXES.filter((index) => before.scores[index].score !== after.scores[index].score);
  const effects = new Map<Group, number>();
  let at = after.scores;
  const goTo = (group: Group, next: Side['scores']): void => {
    const from = at;
    const effect = moved.reduce((sum, index) => sum + distance(from[index], next[index]), 0);
    effects.set(group, effect);
    at = next;
  };
  let theirs = input;
  let values = after.grounds.values;
  for (const money of ['price', 'msrp'] as const) {
    if (!changed.has(money)) continue;
    theirs = { ...theirs, [money]: before.grounds[money] };
    goTo(money, scorer.score(theirs));
    values = scorer.values;
  }
  const mixture = copyOf(values);
  for (const [group] of REASONS) {
    if (group === 'price' || group === 'msrp' || !changed.has(group)) continue;
    putBack(mixture, before.grounds.values, group, changed);
    goTo(group, scorer.combine(mixture));
  }
  // What the old signals would be worth today, against what they were worth.
  if (changed.has('weights')) goTo('weights', before.scores);
  return creditMove(effects, changed);
}

const copyOf = ({ avi, ati, cis }: SignalValues): SignalValues => ({
  avi: avi.slice(),
  ati: ati.slice(),
  cis: cis.slice(),
});

/** Gives the signals that this group moved their old values. */
function putBack(values: SignalValues, old: SignalValues, group: Group, changed: ReadonlySet<Group>): void {
  for (const index of INDEXES) {
    for (let slot = 0; slot < values[index].length; slot += 1) {
      const mover = MADE_OF[index][slot]?.find((candidate) => changed.has(candidate));
      if (mover === group) values[index][slot] = old[index][slot] ?? Number.NaN;
    }
  }
}

/** A score that cannot be known is as far from every other as can be. */
function distance(a: Figures, b: Figures): number {
  if (a.score === null || b.score === null) return a.score === b.score ? 0 : 100;
  return Math.abs((a.raw ?? 0) - (b.raw ?? 0));
}

/** That the listing is fresh again is the work of the change that made it so: of those there are, the largest. */
function creditMove(effects: Map<Group, number>, changed: ReadonlySet<Group>): Map<Group, number> {
  const fresh = effects.get('move') ?? 0;
  const [first, ...rest] = (['msrp', 'price', 'content', 'identity'] as const).filter((group) =>
    changed.has(group),
  );
  if (first === undefined) return effects;
  const sizeOf = (group: Group): number => effects.get(group) ?? 0;
  const maker = rest.reduce<Group>(
    (best, group) => (sizeOf(group) > sizeOf(best) + LEAST ? group : best),
    first,
  );
  return effects.set(maker, sizeOf(maker) + fresh).set('move', 0);
}
