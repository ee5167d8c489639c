import { parseFile } from '../data/papa-file.ts';
import { probeArguments, reportProbe } from '../measure/probe.ts';
import { stopwatch } from '../measure/stopwatch.ts';

/** Reference "parsing alone": Papa Parse over the file in chunks of 1 MiB, every field of every row as text. */
const [file = ''] = probeArguments(1);
const lap = stopwatch();
let [rows, fields] = [0, 0];
await parseFile(file, (chunk) => {
  rows += chunk.length;
  for (const row of chunk) fields += row.length;
});
reportProbe({ ...lap(), rows: rows - 1, fields });
