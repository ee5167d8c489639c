import { VehicleLink } from '../../components/vehicle-link.tsx';
import { Amount } from '../../components/amount.tsx';
import { NOTHING, count } from '../../format/money.ts';
import { splitVin } from '../../format/vehicle.ts';
import type {
  BlankMoney,
  ComparableView,
  ListingView,
  VehicleExplanation,
} from '../../../shared/vehicle.ts';
import { text } from '../../text.ts';
import { BASIS_WORDS, TIER_WORDS } from '../../text/vehicle.ts';

const { columns } = text.vehicle;

/** The market as the score sees it, cheapest first, with our own row in it. */
export function Comparables(props: {
  readonly listing: ListingView;
  readonly why: VehicleExplanation | null;
  readonly whyError: string | null;
}) {
  const { listing, why, whyError } = props;
  const cis = why?.explanation.cis ?? null;
  const rows = why?.comparables ?? [];
  const all = why?.compared ?? 0;
  const isNew = listing.condition === 'new';
  // Where all of them are the same year and trim, a column would say so in every row.
  const trims = cis?.tier !== 1;
  return (
    <section className="panel comparables" aria-labelledby="comparables-title">
      <div className="panel-head">
        <h2 id="comparables-title">{text.vehicle.comparables}</h2>
        {cis && <span className="muted">{headOf(cis, all - 1)}</span>}
      </div>
      {why === null && <p className="history-words">{whyError ?? text.vehicle.working}</p>}
      {all === 1 && <p className="history-words">{text.vehicle.comparablesNone}</p>}
      {all > 1 && (
        <div className="table-scroll">
          <table className="table" aria-labelledby="comparables-title">
            <thead>
              <tr>
                <th scope="col">{columns.vin}</th>
                <th scope="col">{columns.dealer}</th>
                {trims && <th scope="col">{columns.trim}</th>}
                {!isNew && (
                  <th scope="col" className="num">
                    {columns.mileage}
                  </th>
                )}
                {isNew && (
                  <th scope="col" className="num">
                    {columns.msrp}
                  </th>
                )}
                <th scope="col" className="num">
                  {columns.price}
                </th>
                {isNew && (
                  <th scope="col" className="num">
                    {columns.ratio}
                  </th>
                )}
                <th scope="col" className="num">
                  {columns.days}
                </th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <Row
                  key={row.vin + row.dealerId}
                  row={row}
                  isNew={isNew}
                  trims={trims}
                  currency={listing.currency}
                />
              ))}
            </tbody>
          </table>
          {rows.length < all && (
            <p className="history-words">{text.vehicle.comparablesCut(rows.length, all)}</p>
          )}
        </div>
      )}
    </section>
  );
}

function Row(props: {
  readonly row: ComparableView;
  readonly isNew: boolean;
  readonly trims: boolean;
  readonly currency: string | null;
}) {
  const { row, isNew, trims, currency } = props;
  const dealer = row.dealerName ?? row.dealerId;
  return (
    <tr className={row.ours ? 'is-ours' : undefined} aria-current={row.ours ? 'true' : undefined}>
      <td className="mono">
        <VehicleLink vin={row.vin} title={row.vin}>
          {splitVin(row.vin).tail}
        </VehicleLink>
      </td>
      <td className="dealer" title={dealer}>
        {row.ours ? text.vehicle.ours(dealer) : dealer}
      </td>
      {trims && <td>{[row.year, row.trim].filter((part) => part !== null).join(' ')}</td>}
      {!isNew && <td className="num">{row.mileage === null ? NOTHING : count(row.mileage)}</td>}
      {isNew && (
        <td className="num">
          <Figure value={row.msrp} blank={row.msrpBlank} currency={currency} />
        </td>
      )}
      <td className="num">
        <Figure value={row.price} blank={row.priceBlank} currency={currency} />
      </td>
      {isNew && (
        <td className="num">{row.ratio === null ? NOTHING : `${(row.ratio * 100).toFixed(1)}%`}</td>
      )}
      <td className="num">{row.days === null ? NOTHING : count(Math.floor(row.days))}</td>
    </tr>
  );
}

/** What counts; where that went blank, what it was last, marked. */
const Figure = (props: {
  readonly value: number | null;
  readonly blank: BlankMoney | null;
  readonly currency: string | null;
}) => (
  <Amount
    compact
    value={props.value ?? props.blank?.last ?? null}
    currency={props.currency}
    blankSince={props.blank?.since ?? null}
  />
);

function headOf(cis: VehicleExplanation['explanation']['cis'], found: number): string {
  if (cis.tier === null || cis.basis === null) return text.vehicle.comparablesFew(found);
  return text.vehicle.comparablesOf(cis.comparables, TIER_WORDS[cis.tier] ?? '', BASIS_WORDS[cis.basis]);
}
