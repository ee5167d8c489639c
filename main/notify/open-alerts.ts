import type { BusState } from '../../shared/bus-state.ts';
import type { Message } from '../../shared/alerts/message.ts';
import type { ProxyFor } from '../net/proxies.ts';
import type { Db } from '../store/open.ts';
import type { NamedSecrets } from '../store/secret-file.ts';
import { AlertKeeper } from './alert-keeper.ts';
import { openChannelsService, type ChannelsService } from './channels-service.ts';
import type { ShowMessage } from './deliverer.ts';

export type { ShowMessage };

/** Alerts of a console: what evaluates and sends, and where it is sent. */
export function openAlerts(parts: {
  readonly db: Db;
  readonly dataDir: string;
  readonly secrets: NamedSecrets;
  readonly proxyFor: ProxyFor;
  readonly consoleUrl: string;
  readonly bus: () => BusState;
  /** Screens that follow. */
  readonly feed: { refresh(): void; notice(message: Message): void };
  readonly showAlert: ShowMessage | undefined;
  readonly onCrash: (error: unknown) => void;
  readonly onError: (error: unknown) => void;
}): { readonly alerts: AlertKeeper; readonly channels: ChannelsService } {
  const { feed, showAlert, db, secrets, consoleUrl } = parts;
  const show: ShowMessage = async (message) => {
    const shown = (await showAlert?.(message)) ?? false;
    if (!shown) feed.notice(message);
    return shown;
  };
  const onChange = (): void => feed.refresh();
  const alerts = new AlertKeeper({ ...parts, show, now: Date.now, onChange });
  const channels = openChannelsService({
    ...{ db, secrets, consoleUrl, now: Date.now, onChange },
    store: (channel) => alerts.worker.run('alertsSaveChannel', channel).done,
    forget: (id) => alerts.worker.run('alertsRemoveChannel', { id }).done,
    send: (channel, message) => alerts.send(channel, message),
  });
  return { alerts, channels };
}
