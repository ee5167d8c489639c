import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { readConfig } from '../../main/config.ts';
import { openCore } from '../../main/core.ts';
import { defineSources } from '../../main/jobs/sources/define.ts';
import { silentLog } from '../../main/log/log.ts';
import { openWriter } from '../../main/store/open.ts';
import { probeArguments, reportProbe } from '../measure/probe.ts';

/**
 * The main thread while a source with its next day's file is synced in the worker, through `openCore` and a screen that
 * watches both feeds; beside it the same thread with nothing to do, just before. Delays as `monitorEventLoopDelay`
 * gives them: the time between two ticks of a timer of `RESOLUTION_MS`, which is contained in them.
 */
const RESOLUTION_MS = 5;
const IDLE_MS = 5_000;

const [file = '', dataDir = ''] = probeArguments(2);
const db = openWriter(dataDir);
defineSources(db, { path: file, name: 'bench', role: 'own', settings: {} });
db.close();
const core = await openCore(readConfig({ dataDir }, {}), {
  log: silentLog(),
  door: 'serve',
  sample: false,
});
let messages = 0;
const screen = core.openScreen({ door: 'browser' }, () => void (messages += 1));
screen.setVisible(true);
screen.subscribe(1, 'changes', null);
screen.subscribe(2, 'lot', null);
await sleep(500);

async function delays(work: () => Promise<unknown>) {
  const histogram = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  histogram.enable();
  await work();
  histogram.disable();
  return { p99: histogram.percentile(99) / 1e6, max: histogram.max / 1e6 };
}

const idle = await delays(() => sleep(IDLE_MS));
messages = 0;
const from = performance.now();
const busy = await delays(async () => {
  const answer = await screen.call('sync.start', { source: 'bench' });
  if (!answer.ok) throw new Error(answer.error.message);
  await core.idle();
  await sleep(200); // what follows a commit (feeds, figures) is part of it
});
const took = performance.now() - from;
const listed = await screen.call('runs.list', { source: 'bench', limit: 1 });
screen.close();
await core.close();
const text = JSON.stringify(listed);
if (!text.includes('"state":"done"')) throw new Error(`The sync did not end well: ${text}`);
const events = Number(/"events":(\d+)/.exec(text)?.[1] ?? -1);
reportProbe({
  idleP99: idle.p99,
  idleMax: idle.max,
  busyP99: busy.p99,
  busyMax: busy.max,
  ms: took,
  messages,
  events,
});
