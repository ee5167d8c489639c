import type { BusState } from '../../shared/bus-state.ts';
import { AlertFeed } from '../feeds/alert-feed.ts';
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
  /** Where its screens are served, for links in messages. */
  readonly port: number;
  readonly bus: () => BusState;
  readonly showAlert: ShowMessage | undefined;
  readonly onCrash: (error: unknown) => void;
  readonly onError: (error: unknown) => void;
}): {
  readonly alerts: AlertKeeper;
  readonly channels: ChannelsService;
  /** For screens that follow. */
  readonly alertFeed: AlertFeed;
  readonly consoleUrl: string;
} {
  const { showAlert, db, secrets, port } = parts;
  const consoleUrl = `http://127.0.0.1:${port}/`;
  const alertFeed = new AlertFeed(db, Date.now, parts.onError);
  const show: ShowMessage = async (message) => {
    const shown = (await showAlert?.(message)) ?? false;
    if (!shown) alertFeed.notice(message);
    return shown;
  };
  const onChange = (): void => alertFeed.refresh();
  const onCommit = (): void => alertFeed.look();
  const alerts = new AlertKeeper({ ...parts, consoleUrl, show, now: Date.now, onChange, onCommit });
  const channels = openChannelsService({
    ...{ db, secrets, consoleUrl, now: Date.now, onChange },
    store: (channel) => alerts.worker.run('alertsSaveChannel', channel).done,
    forget: (id) => alerts.worker.run('alertsRemoveChannel', { id }).done,
    send: (channel, message) => alerts.send(channel, message),
  });
  return { alerts, channels, alertFeed, consoleUrl };
}
