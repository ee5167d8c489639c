import type { KeyboardEvent } from 'react';
import { useStores } from '../../stores-context.tsx';
import { text } from '../../text.ts';

export type SectionName = { readonly id: string; readonly title: string };

/** The sections of the page, the current one marked. Tab and Enter, or arrows; each has an address of its own. */
export function SectionMenu(props: {
  readonly sections: readonly SectionName[];
  readonly current: string;
  readonly onOpen: (id: string) => void;
}) {
  const { sections, current, onOpen } = props;
  const { navigation } = useStores();
  const open = (id: string): void => {
    onOpen(id);
    // The next Tab is the section's first control.
    document.getElementById(`settings-${id}`)?.focus({ preventScroll: true });
  };
  return (
    <nav className="section-menu" aria-label={text.settings.sections} onKeyDown={moveFocus}>
      <ul>
        {sections.map(({ id, title }) => (
          <li key={id}>
            <a
              href={navigation.hrefOf('settings', id)}
              aria-current={id === current ? 'location' : undefined}
              onClick={() => open(id)}
            >
              {title}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function moveFocus(event: KeyboardEvent<HTMLElement>): void {
  const links = [...event.currentTarget.querySelectorAll('a')];
  const at = links.findIndex((link) => link === document.activeElement);
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: links.length - 1 }[event.key];
  if (to === undefined || at === -1) return;
  event.preventDefault();
  links[Math.min(links.length - 1, Math.max(0, to))]?.focus();
}
