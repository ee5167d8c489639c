import { memo, type MouseEvent } from 'react';
import { joined } from '../../format/bidi.ts';
import { moveLengths, spanLengths } from '../../format/lengths.ts';
import { NOTHING, arrow, direction } from '../../format/money.ts';
import { startOfToday } from '../../format/time.ts';
import { splitVin, vehicleName, vehicleTitle } from '../../format/vehicle.ts';
import type { ChangeEvent, ChangeGroup } from '../../../shared/contract.ts';
import { EVENT_KINDS, type TypesOf } from '../../../shared/event-kinds.ts';
import { CoreButton } from '../../components/button.tsx';
import { Fitted } from '../../components/fitted.tsx';
import { FromElsewhere } from '../../components/from-elsewhere.tsx';
import { VinFlags } from '../../components/vin-flags.tsx';
import { VehicleLink } from '../../components/vehicle-link.tsx';
import { text } from '../../text.ts';
import { FIELD_WORDS } from '../../text/live.ts';
import { changeLookOf } from '../event-kinds.tsx';
import { TimeCell } from './time-cell.tsx';
import type { useGroupActions } from './use-group-actions.ts';

/** The cells of one change. Memoised on the row itself: rows never change, they only move. */
export const EventCells = memo(function EventCells(props: {
  readonly row: ChangeEvent;
  readonly onCopy: (vin: string) => void;
  readonly onOpen: () => void;
}) {
  const { row, onCopy, onOpen } = props;
  const { Moved } = changeLookOf(row.type);
  const dealer = row.facts.dealerName ?? row.dealerId;
  return (
    <>
      <TimeCell at={row.at} ts={row.ts} today={startOfToday(Date.parse(row.at))} />
      <VinCell vin={row.vin} onCopy={onCopy} />
      <span role="gridcell" className="cell vehicle" title={vehicleTitle(row.facts)}>
        <FromElsewhere from={row.from} />
        <VehicleLink inList vin={row.vin} onOpen={onOpen}>
          {vehicleName(row.facts) || <span className="muted">{text.live.unknownVehicle}</span>}
        </VehicleLink>
        <VinFlags vin={row.vin} />
        <small className="second">{joined([row.stockNumber ?? null, dealer])}</small>
      </span>
      <span role="gridcell" className="cell stock" title={row.stockNumber ?? undefined}>
        {row.stockNumber ?? NOTHING}
      </span>
      <span role="gridcell" className="cell dealer" title={dealer}>
        {dealer}
      </span>
      <span role="gridcell" className="cell source" title={row.source}>
        {row.source}
      </span>
      <FieldCell type={row.type} />
      <Moved row={row} />
    </>
  );
});

export const GroupCells = memo(function GroupCells(props: {
  readonly row: ChangeGroup;
  readonly open: boolean;
  /** Its buttons can be tabbed to. */
  readonly active: boolean;
  readonly actions: ReturnType<typeof useGroupActions>;
}) {
  const { row, open, active, actions } = props;
  const dealer = row.dealerName ?? row.dealerId ?? text.live.dealers(row.dealers);
  const words =
    row.matching === null || row.matching === row.count
      ? text.live.group(row.count, row.label, row.models)
      : text.live.groupMatching(row.matching, row.count, row.label, row.models);
  return (
    <>
      <TimeCell at={row.at} ts={row.ts} today={startOfToday(Date.parse(row.at))} />
      <span role="gridcell" aria-colspan={5} className="cell span">
        <span className="twisty" aria-hidden="true">
          {open ? '▾' : '▸'}
        </span>
        {words} <span className="muted">· {dealer}</span>
      </span>
      <FieldCell type={row.type} />
      {open ? (
        <GroupButtons row={row} active={active} actions={actions} />
      ) : (
        <>
          <span role="gridcell" className="cell num old" />
          <span role="gridcell" className="cell num" />
        </>
      )}
      <span role="gridcell" className={`cell num move ${direction(row.delta)}`}>
        {arrow(row.delta)} <Fitted lengths={moveLengths(row.delta, row.currency)} />
      </span>
      <span role="gridcell" className={`cell num ${direction(row.delta)}`}>
        <Fitted lengths={spanLengths(row.deltaPctMin, row.deltaPctMax)} />
      </span>
    </>
  );
});

function GroupButtons(props: {
  readonly row: ChangeGroup;
  readonly active: boolean;
  readonly actions: ReturnType<typeof useGroupActions>;
}) {
  const { row, active, actions } = props;
  const act = (action: (group: ChangeGroup) => Promise<void>) => (event: MouseEvent) => {
    // The row would close.
    event.stopPropagation();
    void action(row);
  };
  const tabIndex = active ? 0 : -1;
  return (
    <span role="gridcell" aria-colspan={2} className="cell group-actions">
      <CoreButton
        tone="plain"
        small
        tabIndex={tabIndex}
        title={text.live.groupViewTitle}
        onClick={act(actions.show)}
      >
        {text.live.groupView}
      </CoreButton>
      <CoreButton
        tone="plain"
        small
        tabIndex={tabIndex}
        title={text.live.groupCopyTitle}
        onClick={act(actions.copy)}
      >
        {text.live.groupCopy}
      </CoreButton>
    </span>
  );
}

function VinCell({ vin, onCopy }: { readonly vin: string; readonly onCopy: (vin: string) => void }) {
  const { head, tail } = splitVin(vin);
  return (
    <span role="gridcell" className="cell vin">
      <button
        type="button"
        tabIndex={-1}
        className="vin-copy"
        title={vin}
        // The two halves would be read as two words where the first is hidden.
        aria-label={`${text.live.copyVin} ${vin}`}
        onClick={() => onCopy(vin)}
      >
        <span className="vin-head">{head}</span>
        <b>{tail}</b>
      </button>
    </span>
  );
}

function FieldCell({ type }: { readonly type: TypesOf<'changes'> }) {
  const word = FIELD_WORDS[EVENT_KINDS[type].field];
  return (
    <span role="gridcell" className="cell field">
      <span className="tag" title={word}>
        <span className="word">{word}</span>
        <span className="mark" aria-hidden="true">
          {word.charAt(0)}
        </span>
      </span>
    </span>
  );
}
