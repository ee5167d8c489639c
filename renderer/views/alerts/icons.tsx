import type { Channel } from '../../../shared/alerts/channel.ts';
import { text } from '../../text.ts';

const PATHS = {
  desktop: 'M2.5 3h11v7.5h-11zM6 13h4M8 10.5V13',
  email: 'M2.5 3.5h11v9h-11zM2.8 4.5 8 8.6l5.2-4.1',
  webhook:
    'M7 8.5a2.6 2.6 0 1 1 2.4-3.6l-2 3.6M6.2 11.3h4.4a2.2 2.2 0 1 0-1.9-3.3M5 8.1a2.3 2.3 0 1 0 1.9 3.4',
  ntfy: 'M4.5 2h7v12h-7zM7.2 11.8h1.6',
  mute: 'M12.5 9.6A5 5 0 0 1 6.4 3.5a5 5 0 1 0 6.1 6.1z',
  plus: 'M8 3.5v9M3.5 8h9',
  check: 'M3.5 8.5l3 3 6-7',
  clock: 'M8 2.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11zM8 5v3.2l2 1.3',
  right: 'M6.5 4.5 10 8l-3.5 3.5',
  down: 'M4.5 6.5 8 10l3.5-3.5',
} as const;
export type IconName = keyof typeof PATHS;

export const Icon = ({ name }: { readonly name: IconName }) => (
  <svg className="alert-icon" viewBox="0 0 16 16" aria-hidden="true">
    <path d={PATHS[name]} />
  </svg>
);

export type ChannelName = {
  readonly id: string;
  readonly kind: 'desktop' | Channel['settings']['kind'] | null;
  readonly label: string;
  /** What is wrong with it; null = nothing. */
  readonly trouble: string | null;
};

/** The channels that a rule can name: this computer, those that were added, and those it names that are gone. */
export function channelNames(
  channels: readonly Channel[],
  named: readonly string[] = [],
): readonly ChannelName[] {
  const words = text.alerts;
  const known: readonly ChannelName[] = [
    { id: 'desktop', kind: 'desktop', label: words.channels.kinds.desktop, trouble: null },
    ...channels.map(({ id, settings, trouble }) => ({ id, kind: settings.kind, label: id, trouble })),
  ];
  const gone = named.filter((id) => !known.some((one) => one.id === id));
  return [
    ...known,
    ...gone.map((id) => ({ id, kind: null, label: words.editor.gone(id), trouble: words.editor.gone(id) })),
  ];
}

/** Channels of a rule as icons, each with its name; those with trouble are marked. */
export function ChannelIcons(props: {
  readonly channels: readonly Channel[];
  readonly named: readonly string[];
}) {
  const shown = channelNames(props.channels, props.named).filter(({ id }) => props.named.includes(id));
  if (shown.length === 0) return <span className="rule-channels">{text.alerts.rules.onlyListed}</span>;
  return (
    <span className="rule-channels">
      {shown.map(({ id, kind, label, trouble }) => (
        <span
          key={id}
          className={trouble === null ? undefined : 'is-warn'}
          title={trouble === null || trouble === label ? label : `${label}: ${trouble}`}
        >
          {kind === null ? '?' : <Icon name={kind} />}
          {trouble !== null && <span aria-hidden="true">!</span>}
          <span className="visually-hidden">{label}</span>
        </span>
      ))}
    </span>
  );
}
