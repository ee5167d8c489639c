import { memo } from 'react';
import { Amount } from '../../components/amount.tsx';
import { CoreButton } from '../../components/button.tsx';
import { VehicleLink } from '../../components/vehicle-link.tsx';
import { money } from '../../format/money.ts';
import { times } from '../../format/ratio.ts';
import { asOfDay } from '../../format/time.ts';
import { splitVin, vehicleName } from '../../format/vehicle.ts';
import type { HeldValue } from '../../../shared/review.ts';
import { text } from '../../text.ts';
import { FIELD_NAMES } from '../../text/review.ts';

const words = text.review;

/** One held value. Memoised: of five hundred rows a selection redraws one. */
export const ValueRow = memo(function ValueRow(props: {
  readonly value: HeldValue;
  /** Null where rows cannot be selected. */
  readonly picked: boolean | null;
  /** Why nothing can be decided now. */
  readonly off: string | null;
  readonly onMark: (id: number, picked: boolean, extend: boolean) => void;
  readonly onDecide: (decision: 'accept' | 'reject', id: number) => void;
}) {
  const { value, picked, off, onMark, onDecide } = props;
  const { vin, facts, currency, peers } = value;
  const field = FIELD_NAMES[value.field];
  return (
    <tr aria-selected={picked ?? undefined}>
      {picked !== null && (
        <td className="mark">
          <input
            type="checkbox"
            aria-label={words.select(vin, field)}
            checked={picked}
            // The click knows about Shift, the change does not.
            onClick={(event) => onMark(value.id, !picked, event.shiftKey)}
            onChange={() => {}}
          />
        </td>
      )}
      <td className="vehicle">
        <VehicleLink vin={vin} title={vin}>
          {vehicleName(facts) || text.live.unknownVehicle}
        </VehicleLink>
        <small>
          <span className="mono">{splitVin(vin).tail}</span> · {facts.dealerName ?? value.dealerId}
        </small>
      </td>
      <td>{field}</td>
      <td className="num old">
        {value.old === null ? (
          words.noOld
        ) : (
          <Amount value={value.old} currency={currency} blankSince={value.oldBlankSince} />
        )}
      </td>
      <td className="num new">{money(value.new, currency)}</td>
      <td className="num" title={value.old === null ? words.ratioOfMsrp : words.ratioTitle}>
        {times(value.ratio)}
        {value.old === null && value.ratio !== null && <small>{words.ofMsrp}</small>}
      </td>
      <td className="num" title={words.peersTitle(peers.count)}>
        {peers.count === 0 ? (
          <span className="muted">{words.peersNone}</span>
        ) : (
          <>
            {money(peers.median, currency)}
            <small>{words.peers(peers.count)}</small>
          </>
        )}
      </td>
      <td className="why" title={value.reason}>
        <span>{value.reason}</span>
      </td>
      <td className="seen" title={words.seenTitle(asOfDay(value.since), asOfDay(value.latest))}>
        {asOfDay(value.since)}
        <small title={value.source}>{words.seen(value.observations, value.source)}</small>
      </td>
      <td className="decide">
        <CoreButton
          small
          off={off}
          aria-label={words.acceptOf(field, vin)}
          title={words.acceptTitle(money(value.new, currency))}
          onClick={() => onDecide('accept', value.id)}
        >
          {words.buttons.accept}
        </CoreButton>
        <CoreButton
          small
          off={off}
          aria-label={words.rejectOf(field, vin)}
          title={words.rejectTitle(money(value.new, currency))}
          onClick={() => onDecide('reject', value.id)}
        >
          {words.buttons.reject}
        </CoreButton>
      </td>
    </tr>
  );
});
