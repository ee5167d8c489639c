import { randomUUID } from 'node:crypto';
import type { Channel, ChannelSettings, SaveChannel } from '../../shared/alerts/channel.ts';
import { maskedAddress } from '../../shared/alerts/masked.ts';
import type { Message } from '../../shared/alerts/message.ts';
import { LotwatchError, toFailure } from '../../shared/result.ts';
import { toIso } from '../../shared/units.ts';
import { publicChannels } from '../jobs/alerts/public-channel.ts';
import { findChannel, type ChannelRow } from '../store/alerts/channels.ts';
import type { Reader } from '../store/open.ts';
import type { NamedSecrets } from '../store/secret-file.ts';
import { secretNameOf } from './secret-name.ts';
import { checkTemplate } from './template.ts';

/** Channels as a person sets them. Secrets go in and never come out. */
export type ChannelsService = {
  list(): Channel[];
  /** @throws LotwatchError `bad-input` for what cannot be used */
  save(channel: SaveChannel): Promise<void>;
  /** @throws LotwatchError `not-found` */
  remove(id: string): Promise<void>;
  /** Sends a message now. @returns why it was not taken; null = it was. @throws LotwatchError `not-found` */
  test(id: string): Promise<string | null>;
};

export type ChannelsParts = {
  readonly db: Reader;
  readonly secrets: NamedSecrets;
  readonly consoleUrl: string;
  readonly store: (channel: ChannelRow) => Promise<unknown>;
  readonly forget: (id: string) => Promise<unknown>;
  /** One try. @throws SendFailure */
  readonly send: (channel: string, message: Message) => Promise<void>;
  readonly onChange: () => void;
  readonly now: () => number;
};

export function openChannelsService(parts: ChannelsParts): ChannelsService {
  const { db, secrets, now } = parts;
  return {
    list: () => publicChannels(db, now()),
    save: async ({ id, settings, ceiling, secret }) => {
      const before = findChannel(db, id);
      const wanted = unmasked(settings, before?.settings ?? null);
      if (wanted.kind === 'webhook' && wanted.template !== null) checkTemplate(wanted.template);
      if (secret !== undefined) await secrets.write(secretNameOf(id), secret);
      const hasSecret = secret === undefined ? (before?.hasSecret ?? false) : secret !== null;
      await parts.store({ id, settings: wanted, ceiling, hasSecret });
      parts.onChange();
    },
    remove: async (id) => {
      await parts.forget(id);
      await secrets.write(secretNameOf(id), null);
      parts.onChange();
    },
    test: async (id) => {
      if (id !== 'desktop' && findChannel(db, id) === null)
        throw new LotwatchError('not-found', `There is no channel ${id}.`);
      try {
        await parts.send(id, testMessage(parts.consoleUrl, now()));
        return null;
      } catch (error) {
        return toFailure(error).message;
      }
    },
  };
}

/** An address that came back as it was shown is the one that is stored. */
function unmasked(settings: ChannelSettings, before: ChannelSettings | null): ChannelSettings {
  if (settings.kind !== 'webhook' || before?.kind !== 'webhook') return settings;
  return settings.url === encodedMask(before.url) || settings.url === maskedAddress(before.url)
    ? { ...settings, url: before.url }
    : settings;
}
const encodedMask = (url: string): string => new URL(maskedAddress(url)).href;

const testMessage = (consoleUrl: string, now: number): Message => ({
  ...{ id: randomUUID(), rule: 'Test', at: toIso(now), state: 'test', count: 0, urgent: false },
  text: 'This is a test of Lotwatch’s alerts. Nothing happened.',
  ...{ url: `${consoleUrl}#/alerts`, vehicles: [] },
});
