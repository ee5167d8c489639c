import type { MoneyField } from '../../shared/listing.ts';

/**
 * Whether prices moved or what they include did: nearly all prices of several models that move by one amount, or one
 * factor, in one sync. Pure; money in integer cents. One model that moves by one amount is a price change (hazard 7).
 */

/** Of the vehicles of a model, so many have to move by the common amount for the model to count, in percent. */
const NEARLY_ALL = 80;
/** "Several models". */
const LEAST_MODELS = 3;
/** Of the models on the lot, in percent: where a third of them stay as they are, prices moved. */
const OF_MODELS = 75;
/** Of all vehicles, in percent. */
const OF_VEHICLES = 50;
/** What rounding to whole units makes of a factor, on either side. */
const ROUNDING_CENTS = 100;

/** What one vehicle's field did. */
export type FieldMove = {
  readonly lot: string;
  readonly model: string;
  readonly old: number;
  readonly new: number;
};

/** Vehicles on the lot whose field is known and which the file lists, moved or not. */
export type ModelCount = { readonly lot: string; readonly model: string; readonly vehicles: number };

/** What nearly all did: `cents` where it is one amount, `factor` where it is one share. */
export type Shift =
  | { readonly kind: 'amount'; readonly cents: number }
  | { readonly kind: 'factor'; readonly factor: number };

export type CommonMove = {
  readonly field: MoneyField;
  readonly lot: string;
  readonly shift: Shift;
  readonly vehicles: number;
  readonly of: number;
  readonly models: number;
};

/** What the old value would be if only what it includes had changed. */
export const shifted = (old: number, shift: Shift): number =>
  shift.kind === 'amount' ? old + shift.cents : Math.round(old * shift.factor);

/** Whether a move is the common one and nothing else. */
export const isCommon = (move: Pick<FieldMove, 'old' | 'new'>, shift: Shift): boolean =>
  Math.abs(move.new - shifted(move.old, shift)) <= (shift.kind === 'amount' ? 0 : ROUNDING_CENTS);

/**
 * The common move of each lot that has one.
 * @param moves of known values that the file changes, by lot
 * @param counts of all vehicles of these lots
 * @param atLeast lots of fewer vehicles are not judged
 */
export function commonMoves(
  field: MoneyField,
  moves: readonly FieldMove[],
  counts: readonly ModelCount[],
  atLeast: number,
): CommonMove[] {
  const byLot = Map.groupBy(moves, ({ lot }) => lot);
  return [...byLot].flatMap(([lot, own]) => {
    const onLot = counts.filter((count) => count.lot === lot);
    const of = onLot.reduce((sum, { vehicles }) => sum + vehicles, 0);
    if (of < atLeast) return [];
    for (const shift of candidates(own)) {
      const common = own.filter((move) => isCommon(move, shift));
      const perModel = Map.groupBy(common, ({ model }) => model);
      const models = onLot.filter(
        ({ model, vehicles }) => (perModel.get(model)?.length ?? 0) * 100 >= NEARLY_ALL * vehicles,
      ).length;
      const isBroad = models >= LEAST_MODELS && models * 100 >= OF_MODELS * onLot.length;
      if (!isBroad || common.length * 100 < OF_VEHICLES * of) continue;
      return [{ field, lot, shift, vehicles: common.length, of, models }];
    }
    return [];
  });
}

/** The amount that most moved by, and the factor in the middle. */
function candidates(moves: readonly FieldMove[]): Shift[] {
  const amounts = new Map<number, number>();
  for (const move of moves) {
    const cents = move.new - move.old;
    amounts.set(cents, (amounts.get(cents) ?? 0) + 1);
  }
  const [most] = [...amounts].toSorted(([, a], [, b]) => b - a);
  const factors = moves.map((move) => move.new / move.old).toSorted((a, b) => a - b);
  const factor = factors[factors.length >> 1];
  return [
    ...(most === undefined ? [] : [{ kind: 'amount' as const, cents: most[0] }]),
    ...(factor === undefined ? [] : [{ kind: 'factor' as const, factor }]),
  ];
}
