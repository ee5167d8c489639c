import type { Step } from '../../format/history.ts';
import type { VehiclePage } from '../../../shared/vehicle.ts';

type Lines = readonly (readonly Step[])[];

/** Price, then MSRP. */
export function moneyHistory(page: VehiclePage): Lines {
  return [page.priceHistory, page.msrpHistory].map((points) =>
    points.map(({ asOf, value }) => ({ at: Date.parse(asOf), value })),
  );
}

/** CIS, which moves most, then AVI and ATI; each only where it changed. */
export function scoreLines(page: VehiclePage): Lines {
  return (['cis', 'avi', 'ati'] as const).map((name) => {
    const steps = page.scoreHistory.map((entry) => ({ at: Date.parse(entry.asOf), value: entry[name] }));
    return steps.filter((step, index) => index === 0 || step.value !== steps[index - 1]?.value);
  });
}
