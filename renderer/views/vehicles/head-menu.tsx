import { Popover } from '@mantine/core';
import { useRef, type KeyboardEvent, type ReactNode } from 'react';
import { columnSpec, type LotColumn } from '../../../shared/lot-list/columns.ts';
import type { LotSort } from '../../../shared/lot-list/query.ts';
import { text } from '../../text.ts';

const words = text.vehicles;
/** Pixels by which a key changes a width. */
const STEP = 8;

/** What can be done with a column. */
export type ColumnAsk =
  | { readonly kind: 'sort'; readonly sort: LotSort; readonly add: boolean }
  | { readonly kind: 'unsort' }
  | { readonly kind: 'resize'; readonly by: number }
  | { readonly kind: 'reset-width' }
  | { readonly kind: 'pin'; readonly pinned: boolean }
  | { readonly kind: 'hide' };

/** The menu below a heading; `children` = the heading's own button, to which the focus goes back. */
export function HeadMenu(props: {
  readonly column: LotColumn;
  readonly name: string;
  readonly sorted: boolean;
  /** Other columns that are sorted by. */
  readonly others: boolean;
  readonly pinned: boolean;
  readonly hasWidth: boolean;
  /** The last column stays. */
  readonly isLast: boolean;
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly onAsk: (ask: ColumnAsk) => void;
  readonly children: ReactNode;
}) {
  const { column, name, opened, onClose } = props;
  const list = useRef<HTMLDivElement>(null);
  const sortable = columnSpec(column).sortable;

  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    const items = [...(list.current?.querySelectorAll<HTMLElement>('[role^="menuitem"]') ?? [])];
    const at = items.findIndex((item) => item === document.activeElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 }[event.key];
    if (event.key === 'Tab') onClose();
    // The menu alone closes, nothing below it.
    if (event.key === 'Escape') onClose();
    else if (to === undefined) return;
    else items[(to + items.length) % items.length]?.focus();
    event.preventDefault();
    event.stopPropagation();
  };
  /** Widths are tried out: the menu stays. */
  const first = sortable ? words.sortBy(false, false) : words.widen;
  const item = (label: string, ask: ColumnAsk, stays = false): ReactNode => (
    <button
      key={label}
      type="button"
      role="menuitem"
      tabIndex={-1}
      data-autofocus={label === first ? true : undefined}
      onClick={() => {
        props.onAsk(ask);
        if (!stays) onClose();
      }}
    >
      {label}
    </button>
  );
  const sorts = (add: boolean): ReactNode =>
    [false, true].map((descending) =>
      item(words.sortBy(descending, add), { kind: 'sort', sort: { column, descending }, add }),
    );

  return (
    <Popover
      opened={opened}
      onChange={(open) => !open && onClose()}
      position="bottom-start"
      withRoles={false}
      trapFocus
      returnFocus
      width={210}
    >
      <Popover.Target>{props.children}</Popover.Target>
      <Popover.Dropdown className="head-menu">
        <div ref={list} role="menu" tabIndex={-1} aria-label={words.columnMenu(name)} onKeyDown={onKeyDown}>
          {sortable && sorts(false)}
          {sortable && props.others && sorts(true)}
          {props.sorted && item(words.unsort, { kind: 'unsort' })}
          {item(words.widen, { kind: 'resize', by: STEP }, true)}
          {item(words.narrow, { kind: 'resize', by: -STEP }, true)}
          {props.hasWidth && item(words.usualWidth, { kind: 'reset-width' })}
          {item(props.pinned ? words.unpin : words.pin, { kind: 'pin', pinned: !props.pinned })}
          {!props.isLast && item(words.hideColumn, { kind: 'hide' })}
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}
