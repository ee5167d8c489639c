import type { FocusEvent, MouseEvent } from 'react';
import type { LiveItem } from '../../stores/items.ts';
import { CoreButton } from '../../components/button.tsx';
import { useStores } from '../../stores-context.tsx';
import { text } from '../../text.ts';
import { EventCells, GroupCells } from './change-cells.tsx';
import { PickMark } from './pick-mark.tsx';
import type { useGroupActions } from './use-group-actions.ts';

export type LineProps = {
  readonly item: Exclude<LiveItem, { kind: 'heading' }>;
  readonly index: number;
  /** Rows above it. */
  readonly place: number;
  /** Pixels from the top of the list. */
  readonly start: number;
  readonly fresh: boolean;
  /** It came in since someone last looked. */
  readonly unseen: boolean;
  readonly active: boolean;
  readonly picked: boolean;
  readonly onFocus: (event: FocusEvent<HTMLElement>) => void;
  readonly onToggle: (event: MouseEvent<HTMLElement>) => void;
  readonly onMouseDown: (event: MouseEvent<HTMLElement>) => void;
  readonly onPick: (event: MouseEvent<HTMLElement>) => void;
  /** The mark at the row's start was clicked. */
  readonly onMark: () => void;
  readonly groupActions: ReturnType<typeof useGroupActions>;
  readonly onCopy: (vin: string) => void;
  /** A vehicle's page is about to take the place of the list. */
  readonly onOpen: () => void;
};

/** The first data row is row 2: the head is row 1. */
const FIRST_ROW = 2;

/** One line of the list: what moves (place, focus, tint) here, what stays in the memoised cells. */
export function ChangeLine(props: LineProps) {
  const { item, index, place, start, fresh, unseen, active, picked, onCopy } = props;
  const isGroup = item.kind === 'group';
  const isBelow = item.kind === 'member' || item.kind === 'more';
  const classes = `row is-${item.kind} ${fresh ? 'is-new' : ''} ${unseen ? 'is-unseen' : ''}`;
  const event = item.kind === 'event' ? item.row : item.kind === 'member' ? item.event : undefined;
  return (
    <div
      role="row"
      className={classes}
      style={{ transform: `translateY(${start}px)` }}
      tabIndex={active ? 0 : -1}
      data-index={index}
      aria-rowindex={place + FIRST_ROW}
      aria-level={isBelow ? 2 : 1}
      aria-expanded={isGroup ? item.open : undefined}
      aria-posinset={item.kind === 'member' ? item.index + 1 : undefined}
      aria-setsize={item.kind === 'member' ? item.size : undefined}
      aria-selected={isGroup || item.kind === 'more' ? undefined : picked}
      onFocus={props.onFocus}
      onMouseDown={props.onMouseDown}
      onClick={isGroup || item.kind === 'more' ? props.onToggle : props.onPick}
    >
      {event && <PickMark picked={picked} onClick={props.onMark} />}
      {isGroup && (
        <GroupCells row={item.row} open={item.open} active={active} actions={props.groupActions} />
      )}
      {item.kind === 'more' && (
        <span role="gridcell" className="cell span more">
          {text.live.groupMore(item.count)}
        </span>
      )}
      {event && <EventCells row={event} onCopy={onCopy} onOpen={props.onOpen} />}
      {item.kind === 'member' && !event && (
        <span role="gridcell" className="cell span">
          {item.error === null ? text.live.memberLoading : <MemberError item={item} />}
        </span>
      )}
    </div>
  );
}

function MemberError({ item }: { readonly item: Extract<LiveItem, { kind: 'member' }> }) {
  const { groups } = useStores();
  return (
    <>
      {text.live.memberFailed(item.error ?? '')}{' '}
      <CoreButton tone="plain" onClick={() => groups.retry(item.group.groupId)}>
        {text.common.tryAgain}
      </CoreButton>
    </>
  );
}
