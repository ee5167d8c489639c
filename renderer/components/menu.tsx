import { Popover } from '@mantine/core';
import { useRef, type KeyboardEvent, type ReactNode } from 'react';

export type MenuItem = {
  readonly label: string;
  readonly run: () => void;
  /** The menu stays open for more of it. */
  readonly stays?: boolean;
};

/** A button's menu, gone through with the arrows; `children` = the button, to which the focus goes back. */
export function Menu(props: {
  readonly label: string;
  readonly items: readonly MenuItem[];
  readonly hint?: string;
  /** Below which end of the button it hangs. */
  readonly side: 'start' | 'end';
  /** Pixels. */
  readonly width: number;
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly children: ReactNode;
}) {
  const { label, items, hint, side, width, opened, onClose } = props;
  const list = useRef<HTMLDivElement>(null);
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    const all = [...(list.current?.querySelectorAll<HTMLElement>('[role=menuitem]') ?? [])];
    const at = all.findIndex((item) => item === document.activeElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: all.length - 1 }[event.key];
    if (event.key === 'Tab') onClose();
    // The menu alone closes, nothing below it.
    if (event.key === 'Escape') onClose();
    else if (to === undefined) return;
    else all[(to + all.length) % all.length]?.focus();
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <Popover
      opened={opened}
      onChange={(open) => !open && onClose()}
      position={`bottom-${side}`}
      withRoles={false}
      trapFocus
      returnFocus
      width={width}
    >
      <Popover.Target>{props.children}</Popover.Target>
      <Popover.Dropdown className="menu">
        <div ref={list} role="menu" tabIndex={-1} aria-label={label} onKeyDown={onKeyDown}>
          {items.map((item, index) => (
            <button
              key={item.label}
              type="button"
              role="menuitem"
              tabIndex={-1}
              data-autofocus={index === 0 ? true : undefined}
              onClick={() => {
                if (item.stays !== true) onClose();
                item.run();
              }}
            >
              {item.label}
            </button>
          ))}
        </div>
        {hint !== undefined && <p className="lw-input-hint">{hint}</p>}
      </Popover.Dropdown>
    </Popover>
  );
}
