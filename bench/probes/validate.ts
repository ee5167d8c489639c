import { readPlainRows } from '../data/plain-row.ts';
import { probeArguments, reportProbe } from '../measure/probe.ts';
import { stopwatch } from '../measure/stopwatch.ts';

/** Reference "parse + validate": see {@link readPlainRows}. */
const [file = ''] = probeArguments(1);
const lap = stopwatch();
let [rows, money] = [0, 0];
const rejected = await readPlainRows(file, (row) => {
  rows += 1;
  money += row.msrp ?? 0;
});
reportProbe({ ...lap(), rows, rejected, money });
