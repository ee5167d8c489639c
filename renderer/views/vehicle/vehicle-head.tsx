import { Fragment, type ReactNode } from 'react';
import { Amount } from '../../components/amount.tsx';
import { Button, CoreButton } from '../../components/button.tsx';
import { money, NOTHING } from '../../format/money.ts';
import { vehicleTitle } from '../../format/vehicle.ts';
import type {
  ComparableView,
  ListingView,
  VehicleExplanation,
  VehiclePage,
} from '../../../shared/vehicle.ts';
import { vinFlags } from '../../../shared/vin.ts';
import { useDaysWords } from '../../components/use-days-words.ts';
import { useCopyVin } from '../../components/use-copy-vin.ts';
import { useStores } from '../../stores-context.tsx';
import { text } from '../../text.ts';
import { FLAG_WORDS, STATUS_WORDS } from '../../text/live.ts';
import { VehicleMarks } from './vehicle-marks.tsx';

const percent = (share: number): string => `${(share * 100).toFixed(1)}%`.replace('-', '−');

/** What it is and what it costs, with the way back and what can be done. */
export function VehicleHead(props: {
  readonly page: VehiclePage;
  readonly listing: ListingView;
  readonly why: VehicleExplanation | null;
  readonly onMarked: () => void;
}) {
  const { page, listing, why } = props;
  const { actions, navigation } = useStores();
  const copyVin = useCopyVin();
  const { msrp, price, currency } = listing;
  const isBlank = listing.msrpBlankSince !== null || listing.priceBlankSince !== null;
  const discount = isBlank || msrp === null || price === null || msrp <= 0 ? null : (msrp - price) / msrp;
  const toMarket = why?.explanation.cis.priceToMarket ?? null;
  const name = vehicleTitle({ ...listing, condition: null }) || text.live.unknownVehicle;
  const flags = flagsOf(page, listing);
  const days = useDaysWords(listing);
  return (
    <section className="panel vehicle-head" aria-labelledby="vehicle-title">
      <Button
        className="back"
        aria-label={text.vehicle.back}
        title={text.vehicle.backTitle}
        onClick={navigation.back}
      >
        ←
      </Button>
      <div className="vehicle-what">
        <h2 id="vehicle-title" title={name}>
          {name}
        </h2>
        <p>
          <button
            type="button"
            className="vin-copy"
            title={text.live.copyVin}
            onClick={() => copyVin(page.vin)}
          >
            <span className="visually-hidden">{text.live.copyVin} </span>
            {page.vin}
          </button>
          <Facts facts={factsOf(page, listing, { why, days })} />
          {flags.length > 0 && <span className="vehicle-flags"> · ⚑ {flags.join('; ')}</span>}
        </p>
        {page.note !== null && (
          <p className="vehicle-note" title={page.note}>
            <b>{text.vehicle.note}</b> {page.note}
          </p>
        )}
      </div>
      <dl className="vehicle-figures">
        <Figure
          name={text.vehicle.msrp}
          value={
            <Amount value={msrp} currency={listing.msrpCurrency} blankSince={listing.msrpBlankSince} />
          }
          column={listing.msrpColumn}
          title={fromColumn(listing.msrpColumn)}
          beside={<HeldBeside listing={listing} field="msrp" />}
        />
        <Figure
          name={text.vehicle.price}
          value={<Amount value={price} currency={currency} blankSince={listing.priceBlankSince} />}
          column={listing.priceColumn}
          title={fromColumn(listing.priceColumn)}
          beside={<HeldBeside listing={listing} field="price" />}
        />
        <Figure
          name={text.vehicle.discount}
          title={isBlank ? text.vehicle.discountBlank : text.vehicle.discountTitle}
          value={discount === null ? NOTHING : percent(discount)}
        />
        <Figure
          name={text.vehicle.toMarket}
          title={text.vehicle.toMarketTitle}
          value={toMarket === null ? NOTHING : percent(toMarket)}
        />
      </dl>
      <VehicleMarks page={page} onChange={props.onMarked} />
      {listing.role === 'own' && listing.status !== 'gone' && (
        <CoreButton onClick={() => void actions.recompute({ kind: 'vins', vins: [page.vin] })}>
          {text.vehicle.recompute}
        </CoreButton>
      )}
    </section>
  );
}

/** Each in its own direction; one that would fill lines ends in an ellipsis. */
const Facts = ({ facts }: { readonly facts: readonly string[] }) => (
  <span>
    {facts.map((fact, at) => (
      // Two may read the same.
      <Fragment key={`${at} ${fact}`}>
        <bdi className="vehicle-fact" title={fact.length > LONG_FACT ? fact : undefined}>
          {fact}
        </bdi>
        {at < facts.length - 1 && ' · '}
      </Fragment>
    ))}
  </span>
);
/** Characters; the style sheet cuts no shorter one. */
const LONG_FACT = 30;

type FigureProps = {
  readonly name: string;
  readonly value: ReactNode;
  readonly title?: string | undefined;
  /** What the source calls it: shown where that is another word. */
  readonly column?: string | null;
  readonly beside?: ReactNode;
};

function Figure({ name, value, title, column = null, beside }: FigureProps) {
  const isOtherWord = column !== null && !column.startsWith('=') && wordsOf(column) !== wordsOf(name);
  return (
    <div title={title}>
      <dt>
        {name}
        {isOtherWord && <span className="muted"> {text.vehicle.calledColumn(column)}</span>}
      </dt>
      <dd>
        {value}
        {beside}
      </dd>
    </div>
  );
}

const wordsOf = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]+/g, '');

const fromColumn = (column: string | null): string | undefined =>
  column === null ? undefined : text.vehicle.fromColumn(column);

/** What the feed says of a field while that is held back. */
function HeldBeside(props: { readonly listing: ListingView; readonly field: 'msrp' | 'price' }) {
  const { navigation } = useStores();
  const { held } = props.listing;
  const one = held.find(({ field }) => field === props.field);
  if (one === undefined) return null;
  const amount = money(one.new, one.currency);
  return (
    <a className="held-beside" href={navigation.hrefOf('review')} title={text.review.heldHereTitle}>
      {one.kind === 'pending' ? text.review.pendingHere(amount) : text.review.heldHere(amount)}
    </a>
  );
}

function factsOf(
  page: VehiclePage,
  listing: ListingView,
  { why, days }: { readonly why: VehicleExplanation | null; readonly days: string },
): readonly string[] {
  const ours = why?.comparables.find((row) => row.ours);
  const isOurs = listing.role === 'own';
  return [
    listing.stockNumber === null ? null : text.vehicle.stock(listing.stockNumber),
    text.common.conditions[listing.condition].toLowerCase(),
    listing.stockType,
    listing.mileage === null || listing.condition === 'new'
      ? null
      : text.vehicle.distance(listing.mileage, listing.kilometres),
    listing.dealerName ?? listing.dealerId,
    isOurs ? null : text.vehicle.competitor,
    days,
    photosOf(listing, ours),
    page.listings.length > 1 ? text.vehicle.sources(page.listings.length) : null,
  ].filter((fact) => fact !== null);
}

/** A feed without photos says nothing about how many there are. */
function photosOf(listing: ListingView, ours: ComparableView | undefined): string | null {
  if (ours ? ours.photos === null : listing.photos === 0) return null;
  return text.vehicle.photos(listing.photos);
}

/** That it is for sale needs no words. */
const saidOf = ({ availability }: ListingView): string =>
  availability === null || availability === 'available' ? '' : STATUS_WORDS[availability];

/** What a reader should know before trusting the rest. */
function flagsOf(page: VehiclePage, listing: ListingView): readonly string[] {
  return [
    ...vinFlags(page.vin).map((flag) => FLAG_WORDS[flag]),
    ...(listing.conflict ? [text.vehicle.conflict] : []),
    ...[saidOf(listing), text.vehicle.status[listing.status]].filter((words) => words !== ''),
  ];
}
