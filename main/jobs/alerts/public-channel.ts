import type { Channel, ChannelSettings } from '../../../shared/alerts/channel.ts';
import { maskedAddress } from '../../../shared/alerts/masked.ts';
import { channelFigures, listChannels } from '../../store/alerts/channels.ts';
import type { Reader } from '../../store/open.ts';
import { dayBegin } from './notify.ts';

/** Channels as screens and the command line see them: no secret, and of a webhook's address the server alone. */
export const publicChannels = (db: Reader, now: number): Channel[] =>
  listChannels(db).map(({ id, settings, ceiling, hasSecret }) => ({
    ...{ id, ceiling, hasSecret, settings: shown(settings) },
    ...channelFigures(db, id, dayBegin(now)),
  }));

const shown = (settings: ChannelSettings): ChannelSettings =>
  settings.kind === 'webhook' ? { ...settings, url: maskedAddress(settings.url) } : settings;
