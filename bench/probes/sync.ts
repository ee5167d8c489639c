import { basename } from 'node:path';
import { openWriter } from '../../main/store/open.ts';
import { defineSources } from '../../main/jobs/sources/define.ts';
import { syncSource } from '../../main/jobs/sync-source.ts';
import { probeArguments, reportProbe } from '../measure/probe.ts';
import { stopwatch } from '../measure/stopwatch.ts';

/** The product: one sync of one file as its worker runs it, from the claim of the run to the commit. */
const [file = '', dataDir = '', asOf = ''] = probeArguments(3);
const db = openWriter(dataDir);
const [source] = defineSources(db, { path: file, name: 'bench', role: 'own', settings: {} });
if (source === undefined) throw new Error(`No source for ${basename(file)}`);
let messages = 0;
const hooks = { now: Date.now, isCancelled: () => false, onProgress: () => void (messages += 1) };
const request = {
  slug: source.slug,
  runId: `bench-${process.pid}`,
  asOf,
  file: { file, asOf: Date.parse(asOf) },
};
const lap = stopwatch();
const [outcome] = [...syncSource(db, request, hooks)];
const took = lap();
db.close();
if (outcome?.ok !== true)
  throw new Error(outcome === undefined ? 'Nothing was synced' : outcome.error.message);
const { rows, added, removed, msrpChanges, priceChanges, events, unchanged } = outcome.result;
reportProbe({
  ...took,
  rows,
  added,
  removed,
  msrpChanges,
  priceChanges,
  events,
  messages,
  unchanged: unchanged ? 1 : 0,
});
