import type { GuardSettings } from '../../../shared/guard.ts';
import type { MoneyField } from '../../../shared/listing.ts';
import type { Db } from '../../store/open.ts';
import { countModels } from '../../store/sync/model-counts.ts';
import type { StoredSource } from '../../store/sync/sources.ts';
import { commonMoves, isCommon, shifted, type CommonMove, type Shift } from '../../sync/common-move.ts';
import type { Move } from '../../sync/compare.ts';
import { SAMPLES, type MoveSample, type SyncVerdict } from '../../sync/guard-sync.ts';
import { basisReason, type OtherMeaning } from '../../sync/guard-words.ts';
import type { AcceptedSync } from './input.ts';
import type { Moved } from './pending.ts';

/** Did prices move, or what the price includes? A person answers; `basis` makes a new baseline of what is common. */

const FIELDS: readonly MoneyField[] = ['msrp', 'price'];
/** Fewer of a dealer's vehicles move than this, in percent: not nearly all of them, whatever they move by. */
const LEAST_MOVED = 20;

export type BasisInput = {
  readonly source: StoredSource;
  readonly guard: GuardSettings;
  /** Every vehicle the run found moved. */
  readonly moved: readonly Moved[];
  /** Known vehicles in the file. */
  readonly matched: number;
  /** Ids from here on are the run's own additions. */
  readonly newFrom: number;
  /** What the feed or the source's settings say of prices that they said otherwise before. */
  readonly meanings: readonly OtherMeaning[];
  /** Fields that mean something else as a whole. */
  readonly rebased: Readonly<Record<MoneyField, boolean>>;
  /** A person's answer, where this run is made by one. */
  readonly accepted: AcceptedSync | undefined;
};

export type BasisAnswer = {
  /** Why the sync is to be held; null = nothing is asked. */
  readonly question: SyncVerdict | null;
  /** Of ours, known vehicles with another amount, and some of them: those that move otherwise than the others first. */
  readonly movers: number;
  readonly samples: readonly MoveSample[];
  /** What is written: after `basis` the common move is a new baseline and no event. */
  readonly moved: readonly Moved[];
};

export function judgeBasis(db: Db, input: BasisInput): BasisAnswer {
  const { source, guard, moved, matched, accepted } = input;
  const isOff = source.guardOff.includes('sync:basis');
  const none = { question: null, movers: 0, samples: [] };
  if (accepted?.decision === 'basis') return { ...none, moved: newBaseline(db, input) };
  if (isOff || accepted !== undefined || matched < guard.atLeast) return { ...none, moved };
  const [meaning] = [...input.meanings, ...otherCurrency(input)].filter((one) => isSeen(one, moved));
  const common = findCommon(db, input);
  const reason = basisReason(common, meaning ?? null);
  if (reason === null) return { ...none, moved };
  return { question: { check: 'sync:basis', reason }, ...toJudgeBy(moved, common), moved };
}

/** Whether any known amount is another one for it: a meaning that changes no number is nobody's question. */
const isSeen = ({ field }: OtherMeaning, moved: readonly Moved[]): boolean =>
  moved.some(
    ({ isNew, own, moves }) =>
      own && !isNew && moves.some((move) => move.field === field && move.old !== null),
  );

/** Of the known vehicles, so many have to come with another currency, in percent. */
const OTHER_CURRENCY = 80;

/** Amounts of another currency are a new baseline each; where nearly all are, a person should know. */
function otherCurrency({ moved, matched, rebased }: BasisInput): OtherMeaning[] {
  const found = moved.filter(({ own, moves }) =>
    own && moves.some(({ cause, field }) => cause === 'rebase' && !rebased[field]),
  ); // prettier-ignore
  const [first] = found;
  if (first === undefined || found.length * 100 < OTHER_CURRENCY * matched) return [];
  const { field = 'price' } = first.moves.find(({ cause }) => cause === 'rebase') ?? {};
  return [{ field, what: 'currency', before: null, now: first.currency ?? 'none' }];
}

function toJudgeBy(
  moved: readonly Moved[],
  common: readonly CommonMove[],
): Pick<BasisAnswer, 'movers' | 'samples'> {
  const ours = moved.filter(
    ({ own, isNew, moves }) => own && !isNew && moves.some(({ old }) => old !== null),
  );
  const samples = ours.flatMap(({ vin, facts, moves }) =>
    moves.flatMap(({ field, old, new: found }) =>
      old === null ? [] : [{ vin, facts, field, old, new: found }],
    ),
  );
  const isUsual = (sample: MoveSample): boolean =>
    common.some(({ field, shift }) => field === sample.field && isCommon(sample, shift));
  const [usual, other] = [samples.filter(isUsual), samples.filter((sample) => !isUsual(sample))];
  // Both kinds are seen, however many there are of one.
  const shown = other.slice(0, SAMPLES - Math.min(usual.length, SAMPLES / 2));
  return { movers: ours.length, samples: [...shown, ...usual].slice(0, SAMPLES) };
}

/** Where a vehicle may share a move with others: its kind at its dealer, its dealer, the whole source. */
type Lots = readonly [ofKind: string, ofDealer: string, ofSource: string];
const lotsOf = (dealerId: string, isNewCar: boolean): Lots => [
  JSON.stringify([dealerId, isNewCar]),
  JSON.stringify([dealerId]),
  '[]',
];

const modelOf = (make: string | null, model: string | null): string =>
  `${make ?? ''} ${model ?? ''}`.toUpperCase().replace(/[^\p{L}\p{N}]+/gu, '');

type OwnMove = Move & { readonly lots: Lots; readonly model: string; readonly dealerId: string };

function findCommon(db: Db, { source, guard, moved, newFrom }: BasisInput): CommonMove[] {
  const moves = moved.flatMap(({ own, isNew, dealerId, facts, moves: all }): OwnMove[] => {
    if (!own || isNew) return [];
    const lots = lotsOf(dealerId, facts.condition === 'new');
    const model = modelOf(facts.make, facts.model);
    return all
      .filter((move) => isEventMove(move, facts.condition === 'new'))
      .map((move) => ({ ...move, lots, model, dealerId }));
  });
  if (!couldBeCommon(source, moves)) return [];
  return FIELDS.flatMap((field) => {
    const ofField = moves.filter((move) => move.field === field);
    if (ofField.length === 0) return [];
    const counts = countModels(db, source.id, field, newFrom);
    return ([0, 1, 2] as const).flatMap((which) =>
      commonMoves(
        field,
        ofField.map((move) => ({
          lot: move.lots[which],
          model: move.model,
          old: move.old ?? 0,
          new: move.new,
        })),
        counts.map(({ dealerId, isNewCar, make, model, vehicles }) => ({
          lot: lotsOf(dealerId, isNewCar)[which],
          model: modelOf(make, model),
          vehicles,
        })),
        guard.atLeast,
      ),
    );
  });
}

const isEventMove = (move: Move, isNewCar: boolean): boolean =>
  move.cause === 'change' && move.old !== null && (move.field === 'price' || isNewCar);

/** Counting the models walks the lot: on most days nothing near so many vehicles move. */
function couldBeCommon(source: StoredSource, moves: readonly OwnMove[]): boolean {
  const sizes = new Map(source.dealers.map(([id, , vehicles]) => [id, vehicles]));
  const byDealer = Map.groupBy(moves, ({ dealerId }) => dealerId);
  const all = [...sizes.values()].reduce((sum, vehicles) => sum + vehicles, 0);
  return (
    moves.length * 100 >= LEAST_MOVED * all ||
    [...byDealer].some(([id, own]) => own.length * 100 >= LEAST_MOVED * (sizes.get(id) ?? 0))
  );
}

/**
 * What a person said is another basis: the common move of a vehicle is a line in its history and no event; what it moved
 * beyond that is, from the old value on the new basis. Where nothing is common, all of it is the new baseline.
 */
function newBaseline(db: Db, input: BasisInput): Moved[] {
  const common = findCommon(db, input);
  const shiftOf = (moved: Moved, field: MoneyField): Shift | null => {
    for (const lot of lotsOf(moved.dealerId, moved.facts.condition === 'new')) {
      const found = common.find((one) => one.field === field && one.lot === lot);
      if (found !== undefined) return found.shift;
    }
    return null;
  };
  return input.moved.map((moved) => ({
    ...moved,
    moves: moved.moves.flatMap((move): Move[] => {
      if (move.cause !== 'change' || move.old === null) return [move];
      if (common.length === 0) return [{ ...move, cause: 'rebase' }];
      const shift = shiftOf(moved, move.field);
      if (shift === null) return [move];
      if (isCommon({ old: move.old, new: move.new }, shift)) return [{ ...move, cause: 'rebase' }];
      const onNewBasis = shifted(move.old, shift);
      return [
        { ...move, cause: 'rebase', new: onNewBasis },
        { ...move, old: onNewBasis },
      ];
    }),
  }));
}
