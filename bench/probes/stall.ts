import { EVERY_CHANGE, WHOLE_LOT } from '../../shared/list-filter.ts';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
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
  adapter: 'serve',
  sample: false,
});
let messages = 0;
const screen = core.openScreen({ adapter: 'browser' }, () => void (messages += 1));
screen.setVisible(true);
screen.subscribe({ subscribe: 'changes', subscription: 1, position: null, filter: EVERY_CHANGE });
screen.subscribe({ subscribe: 'lot', subscription: 2, position: null, filter: WHOLE_LOT });
// First scores of a lot nobody has scored: a job of its own, and not what is measured.
await core.idle();
await sleep(500);
const runsSchema = z.object({ runs: z.array(z.looseObject({ runId: z.string(), task: z.string() })) });
let before = '';
before = String(JSON.parse(await lastRun()).runId);

async function delays(work: () => Promise<unknown>) {
  const histogram = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  histogram.enable();
  await work();
  histogram.disable();
  return { p99: histogram.percentile(99) / 1e6, max: histogram.max / 1e6 };
}

/** The newest sync as a screen receives it, as text. */
async function lastRun(): Promise<string> {
  const answer = await screen.call('runs.list', { source: 'bench', limit: 5 });
  const { runs } = runsSchema.parse(answer.ok ? answer.value : null);
  return JSON.stringify(runs.find((run) => run.task === 'msrp_sync' && run.runId !== before) ?? {});
}

const idle = await delays(() => sleep(IDLE_MS));
messages = 0;
const from = performance.now();
const busy = await delays(async () => {
  const answer = await screen.call('sync.start', { source: 'bench' });
  if (!answer.ok) throw new Error(answer.error.message);
  // To the end of the sync: the recompute that follows it is another job.
  while (!(await lastRun()).includes('"endedAt":"')) await sleep(250);
  await sleep(500); // what follows a commit (feeds, figures) is part of it
});
const took = performance.now() - from;
const text = await lastRun();
screen.close();
await core.close();
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
