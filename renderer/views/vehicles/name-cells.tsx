import type { LotFlag } from '../../../shared/lot-list/columns.ts';
import type { LotRow } from '../../../shared/lot-list/row.ts';
import { VehicleLink } from '../../components/vehicle-link.tsx';
import { VinFlags } from '../../components/vin-flags.tsx';
import { joined } from '../../format/bidi.ts';
import { asOfDay, shortDay } from '../../format/time.ts';
import { splitVin, vehicleTitle } from '../../format/vehicle.ts';
import { text } from '../../text.ts';
import { FLAG_LABELS, STATUS_WORDS } from '../../text/vehicles.ts';
import type { CellProps } from './cell-context.ts';

const words = text.vehicles;

export const nameOf = (row: LotRow): string =>
  vehicleTitle({ ...row, condition: null }) || text.live.unknownVehicle;

/** Year, make, model and trim; with two lines also which one it is and whose. */
export function NameCell({ row, context }: CellProps) {
  const name = nameOf(row);
  const { tail } = splitVin(row.vin);
  const rest = joined([row.stockNumber, row.dealerName ?? row.dealerId]);
  return (
    <>
      <VehicleLink inList className="name" vin={row.vin} title={name} onOpen={context.onOpen}>
        {name}
      </VehicleLink>
      {context.twoLines && (
        <small>
          <span className="vin-tail" title={row.vin}>
            {tail}
          </span>
          {rest !== '' && ` · ${rest}`}
        </small>
      )}
      {!context.twoLines && !context.hasVin && (
        <span className="vin-tail is-beside" title={row.vin}>
          {tail}
        </span>
      )}
    </>
  );
}

export function VinCell({ row }: CellProps) {
  const { head, tail } = splitVin(row.vin);
  return (
    <span className="vin-full" title={row.vin}>
      {head}
      <b>{tail}</b>
    </span>
  );
}

export function StarMark({ since }: { readonly since: string }) {
  const title = `${words.watchedMark} ${words.since(asOfDay(since))}`;
  return (
    <span className="star" role="img" aria-label={title} title={title}>
      ★
    </span>
  );
}

const FLAG_TAGS: Record<LotFlag, string> = {
  'msrp-held': words.held,
  'price-held': words.held,
  'msrp-missing': words.blank,
  'price-missing': words.blank,
  conflict: words.conflict,
};

/** What to know before trusting the figures beside it; the first of them in a word, all of them in its title. */
export function FlagCell({ row, context }: CellProps) {
  const [first] = row.flags;
  const gone = row.status === 'listed' ? null : STATUS_WORDS[row.status];
  const isTwice = row.alsoIn.length > 0;
  const left = row.leftAt === null ? '' : ` ${shortDay(row.leftAt, context.today)}`;
  return (
    <span className="flags">
      {row.watchedAt !== null && <StarMark since={row.watchedAt} />}
      <VinFlags vin={row.vin} />
      {first !== undefined && (
        <span className="tag is-flag" title={row.flags.map((flag) => FLAG_LABELS[flag]).join('; ')}>
          {FLAG_TAGS[first]}
        </span>
      )}
      {first === undefined && gone === null && isTwice && (
        <span className="tag" title={words.alsoIn(row.alsoIn)}>
          {words.feeds(row.alsoIn.length + 1)}
        </span>
      )}
      {first === undefined && gone !== null && (
        <span className="tag" title={`${gone}${left}`}>
          {gone.toLowerCase()}
        </span>
      )}
    </span>
  );
}
