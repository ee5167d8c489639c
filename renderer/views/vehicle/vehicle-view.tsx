import { useEffect, useState } from 'react';
import { Button } from '../../components/button.tsx';
import { Empty } from '../../components/empty.tsx';
import { useReturns, useStore, useStores } from '../../stores-context.tsx';
import { text } from '../../text.ts';
import { Comparables } from './comparables.tsx';
import { DetailsPanel } from './details-panel.tsx';
import { HistoryPanel } from './history-panel.tsx';
import { PricesPanel } from './prices-panel.tsx';
import { ScorePanel } from './score-panel.tsx';
import { useEscape } from './use-escape.ts';
import { VehicleHead } from './vehicle-head.tsx';

export function VehicleView() {
  const { navigation } = useStores();
  const vin = useStore(navigation.store, ({ item }) => item);
  useEscape(navigation.back);
  return vin === null ? null : <Vehicle key={vin} vin={vin} />;
}

/** One vehicle: what it is, what it cost, what it is scored and why, and the market around it. */
function Vehicle({ vin }: { readonly vin: string }) {
  const { openVehicle, navigation } = useStores();
  const [vehicle] = useState(() => openVehicle(vin));
  const { page, pageError, why, whyError } = useStore(vehicle.store);
  const returns = useReturns();
  useEffect(() => {
    vehicle.start();
    return vehicle.stop;
  }, [vehicle, returns]);
  const [listing] = page?.listings ?? [];

  if (page === null || !listing) {
    if (pageError === null) return <p className="empty">{text.vehicle.loading}</p>;
    return (
      <Empty title={text.vehicle.failedTitle} hint={pageError}>
        <Button onClick={navigation.back}>{text.vehicle.back}</Button>
      </Empty>
    );
  }
  return (
    <div className="vehicle-page">
      <VehicleHead page={page} listing={listing} why={why} onMarked={vehicle.reload} />
      <div className="vehicle-left">
        <HistoryPanel page={page} listing={listing} why={why} />
        <PricesPanel page={page} listing={listing} />
        {listing.role === 'own' && <Comparables listing={listing} why={why} whyError={whyError} />}
        <DetailsPanel vin={page.vin} listing={listing} />
      </div>
      <ScorePanel page={page} listing={listing} why={why} whyError={whyError} />
    </div>
  );
}
