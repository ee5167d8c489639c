import type { ListingView } from '../../shared/vehicle.ts';
import { asOfDay } from '../format/time.ts';
import { useLot, useStore, useStores } from '../stores-context.tsx';
import { text } from '../text.ts';

const HOUR_MS = 3_600_000;
const STALE_HOURS = 24;

/** "62 days on lot", counted to now; of a source that was not read lately with the day of its last file. */
export function useDaysWords({ days, source, status }: ListingView): string {
  const { clock } = useStores();
  const lastAsOf = useLot((lot) => lot.sources.find(({ slug }) => slug === source)?.lastAsOf ?? null);
  const hours = useStore(clock, ({ now }) =>
    lastAsOf === null ? 0 : Math.floor((now - Date.parse(lastAsOf)) / HOUR_MS),
  );
  const isHere = status === 'listed' || status === 'absent';
  const words = days === null ? text.vehicle.daysUnknown : text.vehicle.days(days);
  return days === null || lastAsOf === null || !isHere || hours < STALE_HOURS
    ? words
    : text.vehicle.listedAsOf(words, asOfDay(lastAsOf));
}
