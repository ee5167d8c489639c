import type { Config } from '../config.ts';
import { evaluateAlerts } from '../jobs/alerts/evaluate.ts';
import { networkOfStore } from '../jobs/sources/open-network.ts';
import { nextDue, noteSend } from '../store/alerts/outbox.ts';
import { transaction, type Db } from '../store/open.ts';
import { hasOwner } from '../store/owner-lock.ts';
import { openSecretFile } from '../store/secret-file.ts';
import { say } from '../log/terminal.ts';

/** Where messages of this console lead to. */
export const consoleUrlOf = ({ port }: Config): string => `http://127.0.0.1:${port}/`;

/**
 * What a command does about alerts that has changed something: it evaluates the rules and sends what follows, unless a
 * console is open on the folder, which does.
 */
export async function settleAlerts(db: Db, config: Config): Promise<void> {
  if (evaluateHere(db, config)) await deliverHere(db, config);
}

/** @returns whether there is no console that does it */
export function evaluateHere(db: Db, config: Config): boolean {
  if (hasOwner(config.dataDir)) return false;
  evaluateAlerts(db, { now: Date.now(), log: null, consoleUrl: consoleUrlOf(config) });
  return true;
}

/** One try of what is due; the rest is sent by the next command, or by a console. */
async function deliverHere(db: Db, config: Config): Promise<void> {
  const due = nextDue(db);
  if (due === null || due > Date.now() || hasOwner(config.dataDir)) return;
  const { Deliverer } = await import('../notify/deliverer.ts');
  const secrets = openSecretFile(config.dataDir);
  const { proxyFor } = networkOfStore({
    ...{ db, given: config.network, secrets },
    onFault: say,
  });
  const deliverer = new Deliverer({
    ...{ db, secrets, proxyFor, show: null, now: Date.now },
    note: async (row, end) => {
      transaction(db, () => noteSend(db, row, end, Date.now()));
      if (end.state !== 'sent') say(`an alert was not delivered: ${end.reason}`);
    },
    onChange: () => undefined,
    onError: (error) => say(`alerts were not sent: ${String(error)}`),
  });
  await deliverer.wake();
  await deliverer.close();
}
