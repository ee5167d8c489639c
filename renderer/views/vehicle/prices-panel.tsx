import { CoreButton } from '../../components/button.tsx';
import { saveText } from '../../components/save-text.ts';
import { money } from '../../format/money.ts';
import { asOfDay } from '../../format/time.ts';
import { PRICE_PART_WORDS, PRICE_ROLE_NAMES, PRICE_ROLES } from '../../../shared/price-words.ts';
import type { ListingView, VehiclePage } from '../../../shared/vehicle.ts';
import { useStores } from '../../stores-context.tsx';
import { text } from '../../text.ts';

const words = text.vehicle;

/** The ladder: every price of the row with the name its feed has for it, what the price includes, and the evidence. */
export function PricesPanel({
  page,
  listing,
}: {
  readonly page: VehiclePage;
  readonly listing: ListingView;
}) {
  const { actions, notices } = useStores();
  const { ladder, currency } = listing;
  const { records, since, chainHolds } = page.advertised;
  const steps = ladder.toSorted((a, b) => PRICE_ROLES.indexOf(a.role) - PRICE_ROLES.indexOf(b.role));
  const save = async (): Promise<void> => {
    const file = await actions.advertised(page.vin);
    if (file === null) return;
    saveText(file.name, file.csv);
    notices.done(words.exported(file.name));
  };
  return (
    <section className="panel prices" aria-labelledby="prices-title">
      <div className="panel-head">
        <h2 id="prices-title">{words.prices}</h2>
        <span className="muted basis" title={basisWords(listing)}>
          {basisWords(listing)}
        </span>
        {since !== null && (
          <span className={chainHolds ? 'muted' : 'is-bad'} title={words.chainTitle}>
            {chainHolds ? words.recorded(records, asOfDay(since)) : words.chainBroken}
          </span>
        )}
        <CoreButton
          small
          title={words.exportTitle}
          off={records === 0 ? words.nothingRecorded : null}
          onClick={() => void save()}
        >
          {words.export}
        </CoreButton>
      </div>
      {steps.length === 0 ? (
        <p className="history-words">{words.pricesNone}</p>
      ) : (
        <dl className="ladder">
          {steps.map(({ name, role, field, amount, since: from }) => (
            <div
              key={name}
              className={field === null ? undefined : 'is-chosen'}
              title={words.stepTitle(name, asOfDay(from))}
            >
              <dt>
                <span className="role">{PRICE_ROLE_NAMES[role]}</span>
                {wordsOf(name) !== wordsOf(PRICE_ROLE_NAMES[role]) && (
                  <small className="column">{name}</small>
                )}
              </dt>
              <dd>{money(amount, currency)}</dd>
            </div>
          ))}
        </dl>
      )}
    </section>
  );
}

const wordsOf = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]+/g, '');

/** Which column the price is and what is in it, as the source says. */
function basisWords({ priceColumn, priceIncludes }: ListingView): string {
  const column = priceColumn === null || priceColumn.startsWith('=') ? null : words.priceIs(priceColumn);
  const included =
    priceIncludes === null
      ? words.includesUnsaid
      : priceIncludes.map((part) => PRICE_PART_WORDS[part]).join(', ') || words.includesNothing;
  return [column, included].filter((part) => part !== null).join(' · ');
}
