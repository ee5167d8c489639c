import { useState } from 'react';
import { CoreButton } from '../../components/button.tsx';
import { sinceTime } from '../../format/time.ts';
import { useStores, useToday } from '../../stores-context.tsx';
import type { Mute } from '../../stores/alerts/alerts.ts';
import { text } from '../../text.ts';
import { Icon } from './icons.tsx';
import { Menu } from '../../components/menu.tsx';

const words = text.alerts.mute;
const LENGTHS: readonly Mute[] = ['15-minutes', '1-hour', 'until-tomorrow'];

/** Mutes all rules (`id` null) or one, or ends that. */
export function MuteMenu({ id, until }: { readonly id: string | null; readonly until: string | null }) {
  const { alerts } = useStores();
  const today = useToday();
  const [isOpen, setOpen] = useState(false);
  const name = id === null ? words.all : words.one;
  const items = [
    ...(until === null ? [] : [{ label: words.end, run: () => void alerts.mute(id, null) }]),
    ...LENGTHS.map((length) => ({
      label: words.lengths[length],
      run: () => void alerts.mute(id, length),
    })),
  ];
  const isMuted = until !== null;
  const label = !isMuted
    ? name
    : id === null
      ? words.allUntil(sinceTime(until, today))
      : text.alerts.rules.mutedTitle(sinceTime(until, today));
  return (
    <Menu
      side="end"
      width={230}
      label={name}
      items={items}
      hint={id === null ? words.hint : words.hintOne}
      opened={isOpen}
      onClose={() => setOpen(false)}
    >
      <CoreButton
        small
        className={isMuted ? 'is-muted' : ''}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
      >
        <Icon name="mute" /> {label} <Icon name="down" />
      </CoreButton>
    </Menu>
  );
}
