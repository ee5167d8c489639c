import { useState } from 'react';
import { Button } from '../../components/button.tsx';
import { asOfDay, fullTime } from '../../format/time.ts';
import type { ListingView } from '../../../shared/vehicle.ts';
import { webAddress } from '../../../shared/web-address.ts';
import { text } from '../../text.ts';
import { OpenListing } from './open-listing.tsx';

const words = text.vehicle;

/** What its feed says of the car itself, its listing, and the addresses of its photos. */
export function DetailsPanel({ vin, listing }: { readonly vin: string; readonly listing: ListingView }) {
  const [isAsking, setIsAsking] = useState(false);
  const address = webAddress(listing.url);
  const facts = factsOf(listing);
  return (
    <section className="panel details" aria-labelledby="details-title">
      <div className="panel-head">
        <h2 id="details-title">{words.details}</h2>
        <span className="grow" />
        {address !== null && (
          <Button small title={address.href} onClick={() => setIsAsking(true)}>
            {words.openListing}
          </Button>
        )}
      </div>
      <dl className="detail-list">
        {facts.map(([name, value]) => (
          <div key={name} title={value}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {listing.photoAddresses.length > 0 && (
        <details className="photo-addresses">
          <summary>{words.photoAddresses(listing.photoAddresses.length)}</summary>
          <p className="muted">{words.photosNotLoaded}</p>
          <ol>
            {listing.photoAddresses.map((photo, at) => (
              // Feeds do repeat an address.
              // oxlint-disable-next-line react/no-array-index-key -- the list never changes its order
              <li key={`${at} ${photo}`}>{photo}</li>
            ))}
          </ol>
        </details>
      )}
      {isAsking && address !== null && (
        <OpenListing
          vin={vin}
          source={listing.source}
          address={address}
          onClose={() => setIsAsking(false)}
        />
      )}
    </section>
  );
}

/** Only what is known: a feed says a part of it, and each another one. */
function factsOf(listing: ListingView): readonly (readonly [string, string])[] {
  const names = words.detailNames;
  const facts: readonly (readonly [string, string | null])[] = [
    [names.condition, text.common.conditions[listing.condition]],
    [names.stockType, listing.stockType],
    [names.mileage, listing.mileage === null ? null : words.distance(listing.mileage, listing.kilometres)],
    [names.body, listing.bodyStyle],
    [names.exterior, listing.exteriorColor],
    [names.interior, listing.interiorColor],
    [names.engine, listing.engine],
    [names.transmission, listing.transmission],
    [names.drivetrain, listing.drivetrain],
    [names.fuel, listing.fuel],
    [names.inStockSince, listing.dateInStock === null ? null : asOfDay(listing.dateInStock)],
    [
      names.firstSeen,
      listing.baseline ? words.beforeFirstSync(asOfDay(listing.firstSeen)) : fullTime(listing.firstSeen),
    ],
    [names.dealer, listing.dealerName ?? listing.dealerId],
    [names.source, listing.source],
  ];
  return facts.flatMap(([name, value]) => (value === null || value === '' ? [] : [[name, value] as const]));
}
