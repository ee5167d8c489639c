import type { ReactNode } from 'react';
import { Amount } from '../../components/amount.tsx';
import { Button, CoreButton } from '../../components/button.tsx';
import { VehicleLink } from '../../components/vehicle-link.tsx';
import { useDaysWords } from '../../components/use-days-words.ts';
import { useCopyVin } from '../../components/use-copy-vin.ts';
import { joined } from '../../format/bidi.ts';
import { shareLengths } from '../../format/lengths.ts';
import { NOTHING } from '../../format/money.ts';
import { splitVin, vehicleTitle } from '../../format/vehicle.ts';
import type { ListingView } from '../../../shared/vehicle.ts';
import type { VehicleState } from '../../stores/vehicle.ts';
import { text } from '../../text.ts';
import { HistoryPanel } from '../vehicle/history-panel.tsx';
import { ScorePanel } from '../vehicle/score-panel.tsx';
import type { Action } from './use-acting.ts';
import { usePreviewed } from './use-previewed.ts';

const words = text.vehicles;

/** The vehicle under the focus beside its row. It never takes the focus. */
export function PreviewPane(props: {
  readonly vin: string | null;
  readonly onClose: () => void;
  readonly onAct: (action: Action, vin: string) => void;
}) {
  const { vin, onClose, onAct } = props;
  const shown = usePreviewed(vin);
  const page = shown?.page ?? null;
  const listing = page?.listings[0];
  const isOther = page !== null && page.vin !== vin;
  return (
    <aside data-pane className={`lot-preview ${isOther ? 'is-stale' : ''}`} aria-label={words.preview}>
      <button
        type="button"
        className="preview-close"
        aria-label={words.close}
        title={`${words.close} (Esc)`}
        onClick={onClose}
      >
        ✕
      </button>
      {page === null || listing === undefined ? (
        <p className="empty">
          {vin === null ? words.nothingToPreview : (shown?.pageError ?? words.loading)}
        </p>
      ) : (
        <>
          <Facts vin={page.vin} listing={listing} state={shown} />
          <div className="preview-body">
            <HistoryPanel compact page={page} listing={listing} why={shown?.why ?? null} />
            <ScorePanel
              page={page}
              listing={listing}
              why={shown?.why ?? null}
              whyError={shown?.whyError ?? null}
            />
          </div>
          <div className="preview-foot">
            <VehicleLink className="button is-small" vin={page.vin}>
              {words.open} <kbd aria-hidden="true">↵</kbd>
            </VehicleLink>
            <CoreButton small onClick={() => onAct('recompute', page.vin)}>
              {words.recompute} <kbd aria-hidden="true">R</kbd>
            </CoreButton>
            <Button small onClick={() => onAct('note', page.vin)}>
              {words.note} <kbd aria-hidden="true">N</kbd>
            </Button>
          </div>
        </>
      )}
    </aside>
  );
}

function Facts(props: {
  readonly vin: string;
  readonly listing: ListingView;
  readonly state: VehicleState | null;
}) {
  const { vin, listing, state } = props;
  const copyVin = useCopyVin();
  const { msrp, price, currency, msrpBlankSince, priceBlankSince } = listing;
  const { head, tail } = splitVin(vin);
  const isKnown =
    msrp !== null && price !== null && msrp > 0 && msrpBlankSince === null && priceBlankSince === null;
  const toMarket = state?.why?.explanation.cis.priceToMarket ?? null;
  const days = useDaysWords(listing);
  const name = vehicleTitle({ ...listing, condition: null }) || text.live.unknownVehicle;
  const facts = [
    listing.stockNumber,
    text.common.conditions[listing.condition],
    listing.mileage === null || listing.condition === 'new'
      ? null
      : text.vehicle.distance(listing.mileage, listing.kilometres),
    listing.dealerName ?? listing.dealerId,
    listing.days === null ? null : days,
    text.vehicle.photos(listing.photos),
  ];
  return (
    <>
      <div className="preview-head">
        <h2 title={name}>{name}</h2>
        <button
          type="button"
          className="vin-copy"
          title={text.live.copyVin}
          aria-label={`${text.live.copyVin} ${vin}`}
          onClick={() => copyVin(vin)}
        >
          {head}
          <b>{tail}</b>
        </button>
        <p>{joined(facts)}</p>
      </div>
      <dl className="preview-figures">
        <Figure name={text.vehicle.msrp}>
          <Amount compact value={msrp} currency={currency} blankSince={msrpBlankSince} />
        </Figure>
        <Figure name={text.vehicle.price}>
          <Amount compact value={price} currency={currency} blankSince={priceBlankSince} />
        </Figure>
        <Figure name={text.vehicle.discount}>
          {isKnown ? <Share percent={((msrp - price) / msrp) * 100} /> : NOTHING}
        </Figure>
        <Figure name={text.vehicle.toMarket}>
          {toMarket === null ? NOTHING : <Share percent={toMarket * 100} />}
        </Figure>
      </dl>
    </>
  );
}

/** Short: four figures stand beside one another. */
function Share({ percent }: { readonly percent: number }) {
  const { exact, short } = shareLengths(percent);
  return <span title={exact}>{short}</span>;
}

const Figure = ({ name, children }: { readonly name: string; readonly children: ReactNode }) => (
  <div>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
);
