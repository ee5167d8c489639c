import type { ReactNode } from 'react';
import { columnSpec, type LotColumn } from '../../../shared/lot-list/columns.ts';
import type { LotSort } from '../../../shared/lot-list/query.ts';
import { Menu, type MenuItem } from '../../components/menu.tsx';
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
  const { column, name, opened, onClose, onAsk } = props;
  const sortable = columnSpec(column).sortable;
  const item = (label: string, ask: ColumnAsk, stays = false): MenuItem => ({
    ...{ label, stays },
    run: () => onAsk(ask),
  });
  const sorts = (add: boolean): readonly MenuItem[] =>
    [false, true].map((descending) =>
      item(words.sortBy(descending, add), { kind: 'sort', sort: { column, descending }, add }),
    );
  const items: readonly MenuItem[] = [
    ...(sortable ? sorts(false) : []),
    ...(sortable && props.others ? sorts(true) : []),
    ...(props.sorted ? [item(words.unsort, { kind: 'unsort' })] : []),
    // Widths are tried out: the menu stays.
    item(words.widen, { kind: 'resize', by: STEP }, true),
    item(words.narrow, { kind: 'resize', by: -STEP }, true),
    ...(props.hasWidth ? [item(words.usualWidth, { kind: 'reset-width' })] : []),
    item(props.pinned ? words.unpin : words.pin, { kind: 'pin', pinned: !props.pinned }),
    ...(props.isLast ? [] : [item(words.hideColumn, { kind: 'hide' })]),
  ];
  return (
    <Menu
      label={words.columnMenu(name)}
      items={items}
      side="start"
      width={210}
      opened={opened}
      onClose={onClose}
    >
      {props.children}
    </Menu>
  );
}
