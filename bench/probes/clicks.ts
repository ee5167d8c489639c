import { v7 as uuidv7 } from 'uuid';
import { runRecompute } from '../../main/jobs/score-recompute/run.ts';
import { WorkerHost } from '../../main/jobs/worker-host.ts';
import { openWriter } from '../../main/store/open.ts';
import { snapshotPages } from '../../main/store/scores/scorable.ts';
import { probeArguments, reportProbe } from '../measure/probe.ts';
import { stopwatch } from '../measure/stopwatch.ts';

/**
 * The product: clicks on vehicles as the reader answers them, to the answer in the main thread. The first one
 * takes the market snapshot; the ones after it, each on another vehicle, find it kept. Beside them in the same process, the reference: a
 * loop that reads the columns of the market snapshot once.
 */
const CLICKS = 20;
const [dataDir = '', asOf = ''] = probeArguments(2);
const db = openWriter(dataDir);
const at = { scope: { kind: 'all' as const }, reason: 'aging' as const, asOf: Date.parse(asOf) };
runRecompute(
  db,
  { runId: uuidv7(), ...at, instanceId: 'bench' },
  { now: Date.now, isCancelled: () => false, onProgress: () => undefined },
);
const vins = db
  .prepare(
    'SELECT vin FROM listings WHERE own = 1 AND gone_at IS NULL AND year IS NOT NULL ORDER BY id LIMIT ?',
  )
  .all(CLICKS + 1)
  .map(({ vin }) => String(vin));
const readOnce = (): number => {
  let rows = 0;
  for (const page of snapshotPages(db)) rows += page.length;
  return rows;
};
readOnce();
const readLap = stopwatch();
readOnce();
const read = readLap();

const reader = WorkerHost.reader(dataDir, (error) => {
  throw error;
});
// The thread starts with the console's first look at anything.
await reader.run('findVehicles', { text: 'nothing at all', limit: 1, dealerId: null }).done;
const click = async (vin: string): Promise<{ ms: number; compared: number }> => {
  const lap = stopwatch();
  const { compared } = await reader.run('explain', { vin }).done;
  return { ms: lap().ms, compared };
};
const [first = '', ...others] = vins;
const cold = await click(first);
const warm: number[] = [];
for (const vin of others) warm.push((await click(vin)).ms);
await reader.close();
db.close();
warm.sort((a, b) => a - b);
reportProbe({
  readMs: read.ms,
  firstMs: cold.ms,
  nextMs: warm[Math.floor(warm.length / 2)] ?? 0,
  worstMs: warm.at(-1) ?? 0,
  compared: cold.compared,
});
