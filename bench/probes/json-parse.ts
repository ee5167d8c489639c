import { readFileSync } from 'node:fs';
import { probeArguments, reportProbe } from '../measure/probe.ts';
import { stopwatch } from '../measure/stopwatch.ts';

/** Reference "parsing alone" for JSON: the whole text in memory and JSON.parse, line by line where there are lines. */
const [file = ''] = probeArguments(1);
const lap = stopwatch();
const text = readFileSync(file, 'utf8');
let rows = 0;
if (file.endsWith('.jsonl')) {
  for (const line of text.split('\n')) if (line !== '' && JSON.parse(line) !== null) rows += 1;
} else {
  const parsed: unknown = JSON.parse(text);
  rows = Array.isArray(parsed) ? parsed.length : 0;
}
reportProbe({ ...lap(), rows });
