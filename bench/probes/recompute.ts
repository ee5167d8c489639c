import { runRecompute } from '../../main/jobs/score-recompute/run.ts';
import { openWriter } from '../../main/store/open.ts';
import { scorablePages } from '../../main/store/scores/scorable.ts';
import { probeArguments, reportProbe } from '../measure/probe.ts';
import { stopwatch } from '../measure/stopwatch.ts';

/**
 * The product: a recompute of everything as the worker runs it, reading, scoring, storing and journalling; every
 * listing is ours and in the market. Beside it in the same process, the reference: a loop that reads the same columns
 * once. Both once cold, then measured; scores are stored already, as on any day but the first.
 */
const [dataDir = ''] = probeArguments(1);
const db = openWriter(dataDir);
const hooks = { now: Date.now, isCancelled: () => false, onProgress: () => undefined };
let run = 0;
const recompute = () => {
  run += 1;
  const input = {
    runId: `bench-${process.pid}-${run}`,
    scope: { kind: 'all' as const },
    reason: 'aging' as const,
  };
  const result = runRecompute(db, { ...input, asOf: null, instanceId: 'bench' }, hooks);
  if (result === null) throw new Error('Nothing was due');
  return result;
};
const readOnly = (): number => {
  let characters = 0;
  for (const page of scorablePages(db))
    for (const { vin, description } of page) characters += vin.length + (description?.length ?? 0);
  return characters;
};
recompute();
readOnly();
const readLap = stopwatch();
readOnly();
const read = readLap();
const lap = stopwatch();
const { scored, changed } = recompute();
const took = lap();
db.close();
reportProbe({
  ...took,
  readMs: read.ms,
  readCpuMs: read.cpuMs,
  scored,
  changed,
  usEach: (took.ms * 1000) / scored,
  cpuUsEach: (took.cpuMs * 1000) / scored,
});
