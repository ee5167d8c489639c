import type { Channel, ChannelSettings, SaveChannel } from '../../../shared/alerts/channel.ts';

export const CHANNEL_KINDS = [
  'webhook',
  'email',
  'ntfy',
] as const satisfies readonly ChannelSettings['kind'][];
export const SECURITIES = ['tls', 'starttls', 'none'] as const;
const USUAL_CEILING = 200;

/** A channel as it is typed: every kind's fields, so that changing the kind loses nothing. */
export type ChannelDraft = {
  readonly id: string;
  readonly kind: ChannelSettings['kind'];
  readonly url: string;
  readonly template: string;
  readonly host: string;
  readonly port: number;
  readonly security: (typeof SECURITIES)[number];
  readonly user: string;
  readonly from: string;
  /** One address a line. */
  readonly to: string;
  readonly server: string;
  readonly topic: string;
  readonly ceiling: number;
  /** Empty = as it was. */
  readonly secret: string;
  readonly forgetSecret: boolean;
};

export const NEW_CHANNEL: ChannelDraft = {
  id: '',
  kind: 'webhook',
  url: '',
  template: '',
  host: '',
  port: 587,
  security: 'starttls',
  user: '',
  from: '',
  to: '',
  server: 'https://ntfy.sh',
  topic: '',
  ceiling: USUAL_CEILING,
  secret: '',
  forgetSecret: false,
};

export function draftOf({ id, settings, ceiling }: Channel): ChannelDraft {
  const begun = { ...NEW_CHANNEL, id, ceiling, kind: settings.kind };
  switch (settings.kind) {
    case 'webhook':
      return { ...begun, url: settings.url, template: settings.template ?? '' };
    case 'email':
      return { ...begun, ...settings, user: settings.user ?? '', to: settings.to.join('\n') };
    case 'ntfy':
      return { ...begun, server: settings.server, topic: settings.topic };
  }
}

const orNull = (typed: string): string | null => (typed.trim() === '' ? null : typed.trim());

function settingsOf(draft: ChannelDraft): ChannelSettings {
  const { kind } = draft;
  switch (kind) {
    case 'webhook':
      return { kind, url: draft.url.trim(), template: orNull(draft.template) };
    case 'email': {
      const { host, port, security, user, from, to } = draft;
      const addresses = to.split(/[\s,;]+/).filter((address) => address !== '');
      return {
        ...{ kind, host: host.trim(), port, security, user: orNull(user) },
        ...{ from: from.trim(), to: addresses },
      };
    }
    case 'ntfy':
      return { kind, server: draft.server.trim(), topic: draft.topic.trim() };
  }
}

/** As the core stores it; a secret that was not typed stays as it is. */
export const savedOf = (draft: ChannelDraft): SaveChannel => ({
  id: draft.id.trim(),
  settings: settingsOf(draft),
  ceiling: draft.ceiling,
  ...(draft.forgetSecret ? { secret: null } : draft.secret === '' ? {} : { secret: draft.secret }),
});
