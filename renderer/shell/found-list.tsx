import { Amount } from '../components/amount.tsx';
import { splitVin, vehicleTitle } from '../format/vehicle.ts';
import { useChosenDealer, useStore, useStores } from '../stores-context.tsx';
import { FOUND_MAX } from '../stores/finder.ts';
import { text } from '../text.ts';

export const hitId = (index: number): string => `found-${index}`;

/** The vehicles that fit what was typed; chosen with the pointer, or by arrows from the search field. */
export function FoundList(props: {
  readonly open: boolean;
  readonly active: number;
  readonly onChoose: (vin: string) => void;
}) {
  const { open, active, onChoose } = props;
  const { hits, error } = useStore(useStores().finder.store);
  const dealer = useChosenDealer();
  const nothing = dealer === null ? text.shell.foundNone : text.shell.foundNoneOf(dealer.name);
  return (
    <div className="found" hidden={!open}>
      <div id="found" role="listbox" className="hits" aria-label={text.shell.found}>
        {hits.map((hit, index) => (
          <div
            key={hit.vin}
            id={hitId(index)}
            role="option"
            tabIndex={-1}
            aria-selected={index === active || (active < 0 && index === 0)}
            // The field keeps the focus: it would close the list before the click.
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => onChoose(hit.vin)}
          >
            <span className="what">
              {vehicleTitle({ ...hit, condition: null }) || text.live.unknownVehicle}
              <small>
                <span className="mono" title={hit.vin}>
                  {splitVin(hit.vin).tail}
                </span>
                {hit.stockNumber !== null && ` · ${text.vehicle.stock(hit.stockNumber)}`}
                {hit.dealerName !== null && ` · ${hit.dealerName}`}
              </small>
            </span>
            <span className="num">
              <Amount value={hit.price} currency={hit.currency} blankSince={hit.priceBlankSince} />
            </span>
          </div>
        ))}
      </div>
      {hits.length === 0 && <p role="status">{error === null ? nothing : text.shell.foundFailed(error)}</p>}
      {hits.length === FOUND_MAX && <p>{text.shell.foundMore(FOUND_MAX)}</p>}
    </div>
  );
}
