import { useEffect, useState } from 'react';
import { useStores } from '../../stores-context.tsx';
import type { VehicleState } from '../../stores/vehicle.ts';

/** The focus rests so long on a row before its vehicle is read. */
const REST_MS = 80;

/** The vehicle under the focus; the last one stays until the next is there. */
export function usePreviewed(vin: string | null): VehicleState | null {
  const { openVehicle } = useStores();
  const [shown, setShown] = useState<VehicleState | null>(null);
  useEffect(() => {
    if (vin === null) return;
    const vehicle = openVehicle(vin);
    const unsubscribe = vehicle.store.subscribe((state) => {
      if (state.page !== null || state.pageError !== null) setShown(state);
    });
    const timer = setTimeout(vehicle.start, REST_MS);
    return () => {
      clearTimeout(timer);
      unsubscribe();
      vehicle.stop();
    };
  }, [vin, openVehicle]);
  return shown;
}
