import type { Step } from '../../format/history.ts';
import type { ScoreTriple } from '../../../shared/events.ts';
import type { VehiclePage } from '../../../shared/vehicle.ts';

export type Lines = readonly (readonly Step[])[];

/** Price, then MSRP. */
export const moneyHistory = (page: VehiclePage): Lines =>
  [page.priceHistory, page.msrpHistory].map((points) =>
    inOrder(points.map(({ asOf, value }) => ({ at: Date.parse(asOf), value }))),
  );

/** What the market asked for such a car whenever its scores moved, and as the explanation has it now. */
export function marketLine(
  page: VehiclePage,
  now: { readonly asOf: string; readonly market: number | null } | null,
): readonly Step[] {
  const entries = now === null ? page.scoreHistory : [...page.scoreHistory, now];
  return onlyChanges(
    inOrder(
      entries.map(({ asOf, market }) => ({
        at: Date.parse(asOf),
        value: market === null ? null : Math.round(market),
      })),
    ),
  );
}

type ScoresAt = ScoreTriple & { readonly asOf: string };
type Explained = { readonly asOf: string } & Readonly<
  Record<keyof ScoreTriple, { readonly score: number | null }>
>;

/** The scores the tiles show: by the data as they are now where the explanation is there, else as stored. */
export function scoreNow(page: VehiclePage, explanation: Explained | null): ScoresAt | null {
  if (explanation === null) return page.scores;
  const { asOf, avi, ati, cis } = explanation;
  return { asOf, avi: avi.score, ati: ati.score, cis: cis.score };
}

/** CIS, which moves most, then AVI and ATI; each only where it changed. They end at `now`, so that chart and tiles agree. */
export function scoreLines(page: VehiclePage, now: ScoresAt | null): Lines {
  const entries: readonly ScoresAt[] = now === null ? page.scoreHistory : [...page.scoreHistory, now];
  return (['cis', 'avi', 'ati'] as const).map((name) => {
    const steps = inOrder(entries.map((entry) => ({ at: Date.parse(entry.asOf), value: entry[name] })));
    return onlyChanges(steps);
  });
}

const onlyChanges = (steps: readonly Step[]): readonly Step[] =>
  steps.filter((step, index) => index === 0 || step.value !== steps[index - 1]?.value);

/** In the order it happened: what came later for an earlier day counts from when it came. */
function inOrder(steps: readonly Step[]): readonly Step[] {
  let latest = -Infinity;
  return steps.map(({ at, value }) => {
    latest = Math.max(latest, at);
    return { at: latest, value };
  });
}
