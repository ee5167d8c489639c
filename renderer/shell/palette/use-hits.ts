import { joined } from '../../format/bidi.ts';
import { useEffect, useMemo } from 'react';
import type { VehicleHit } from '../../../shared/vehicle.ts';
import { useCopyVin } from '../../components/use-copy-vin.ts';
import { splitVin, vehicleTitle } from '../../format/vehicle.ts';
import { FOUND_MAX } from '../../stores/finder.ts';
import { useOffline, useStore, useStores } from '../../stores-context.tsx';
import { text } from '../../text.ts';
import type { Entry } from './entry.ts';
import { entryOf } from './entry.ts';

const words = text.palette;

export type Hits = {
  readonly entries: readonly Entry[];
  readonly all: boolean;
  /** The core has not answered for these words yet. */
  readonly pending: boolean;
  readonly error: string | null;
};

/** Vehicles by the words typed; '' = none are looked for. */
export function useHits(typed: string): Hits {
  const { finder, navigation, actions, vehicles } = useStores();
  const { words: answered, hits, error } = useStore(finder.store);
  const off = useOffline();
  const copyVin = useCopyVin();
  useEffect(() => finder.look(typed), [finder, typed]);
  // What was found for this palette is of no use to the next.
  useEffect(() => () => finder.look(''), [finder]);
  const entries = useMemo(() => {
    const of = (hit: VehicleHit): Entry => {
      const { vin } = hit;
      const open = (): void => navigation.go('vehicle', vin);
      const more = [
        entryOf('more', { id: `open-${vin}`, name: words.openVehicle, run: open }),
        entryOf('more', {
          id: `recompute-${vin}`,
          name: words.recomputeVehicle,
          off,
          run: () => void actions.recompute({ kind: 'vins', vins: [vin] }),
        }),
        ...([true, false] as const).map((watch) =>
          entryOf('more', {
            id: `${watch ? 'watch' : 'unwatch'}-${vin}`,
            name: watch ? words.watchVehicle : words.unwatchVehicle,
            off,
            run: () => void vehicles.actions.watch({ kind: 'vins', vins: [vin] }, watch),
          }),
        ),
        entryOf('more', { id: `copy-${vin}`, name: words.copyVin, run: () => copyVin(vin) }),
      ];
      return entryOf(
        'vehicles',
        {
          id: vin,
          name: vehicleTitle({ ...hit, condition: null }) || text.live.unknownVehicle,
          hint: joined([shownVin(vin, typed), hit.stockNumber, hit.dealerName]),
          run: open,
        },
        { place: { view: 'vehicle', item: vin }, hit, more },
      );
    };
    return hits.map(of);
  }, [hits, typed, off, navigation, actions, vehicles, copyVin]);
  const isAsked = typed !== '';
  return {
    entries: isAsked ? entries : [],
    all: hits.length < FOUND_MAX,
    pending: isAsked && answered !== typed,
    error: isAsked ? error : null,
  };
}

/** Its last nine, by which the trade knows it; all of it where what was typed is in the rest. */
function shownVin(vin: string, typed: string): string {
  const { head, tail } = splitVin(vin);
  const isInHead = typed
    .toUpperCase()
    .split(/\s+/)
    .some((word) => word.length > 2 && vin.includes(word) && !tail.includes(word));
  return isInHead ? head + tail : tail;
}
