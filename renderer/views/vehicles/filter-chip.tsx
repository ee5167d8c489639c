import { Popover } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { text } from '../../text.ts';

const words = text.vehicles;

/** A filter as a chip: pressed, it is edited; its cross takes it away. Without a value it offers a new one. */
export function FilterChip(props: {
  readonly name: string;
  readonly value: string | null;
  readonly title?: string;
  /** It is not part of the saved view. */
  readonly isAdded: boolean;
  readonly onRemove: (() => void) | null;
  readonly editor: (close: () => void) => ReactNode;
  readonly opened?: boolean;
  readonly onOpened?: (opened: boolean) => void;
}) {
  const { name, value, title, isAdded, onRemove, editor } = props;
  const [own, setOwn] = useState(false);
  const opened = props.opened ?? own;
  const setOpened = props.onOpened ?? setOwn;
  return (
    <span className={`chip filter-chip ${isAdded ? 'is-on' : ''}`}>
      <Popover
        opened={opened}
        onChange={setOpened}
        position="bottom-start"
        trapFocus
        returnFocus
        width={260}
      >
        <Popover.Target>
          <button
            type="button"
            className="chip-edit"
            title={title}
            aria-label={value === null ? undefined : words.editFilter(name, value)}
            onClick={() => setOpened(!opened)}
          >
            {value === null ? (
              name
            ) : (
              <>
                {name} <b>{value}</b>
              </>
            )}
          </button>
        </Popover.Target>
        <Popover.Dropdown aria-label={name} className="filter-dropdown">
          {opened && editor(() => setOpened(false))}
        </Popover.Dropdown>
      </Popover>
      {onRemove !== null && (
        <button
          type="button"
          className="chip-remove"
          aria-label={words.removeFilter(name)}
          title={words.removeFilter(name)}
          onClick={onRemove}
        >
          ✕
        </button>
      )}
    </span>
  );
}
