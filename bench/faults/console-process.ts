import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { readConfig } from '../../main/config.ts';
import { openCore } from '../../main/core.ts';
import { silentLog } from '../../main/log/log.ts';

/**
 * A console in a process of its own: `console-process.ts <data folder> <events/s> <name>`. Reads orders on standard
 * input, a line each: `publish` = make events, `quiet` = stop making events, `report` = print figures, `quit`.
 */
const [dataDir = '', perSecond = '0', name = ''] = process.argv.slice(2);
const core = await openCore(readConfig({ dataDir }), { log: silentLog(), adapter: 'serve', sample: false });
let publisher: Worker | null = null;
const say = (what: object): void => void process.stdout.write(`${JSON.stringify(what)}\n`);
say({ open: name });

const orders: Record<string, () => Promise<void>> = {
  publish: async () => {
    publisher = new Worker(new URL('./publisher.ts', import.meta.url), {
      workerData: { dataDir, perSecond: Number(perSecond), name },
    });
    await once(publisher, 'online');
    say({ publishing: name });
  },
  quiet: async () => {
    publisher?.postMessage('stop');
    if (publisher !== null) await once(publisher, 'message');
    say({ quiet: name });
  },
  report: async () => {
    const screen = core.openScreen({ adapter: 'browser' }, () => undefined);
    say({ report: await screen.call('diagnostics.get', {}) });
    screen.close();
  },
  quit: async () => {
    await core.close();
    process.exit(0);
  },
};
process.stdin.setEncoding('utf8').on('data', (text: string) => {
  for (const line of text.split('\n').filter(Boolean)) void orders[line]?.();
});
