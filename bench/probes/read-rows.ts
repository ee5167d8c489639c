import { openSnapshot } from '../../main/sources/read/open-snapshot.ts';
import { probeArguments, reportProbe } from '../measure/probe.ts';
import { stopwatch } from '../measure/stopwatch.ts';

/** The product's reader alone: every row of a file as a checked, typed listing. */
const [file = ''] = probeArguments(1);
const settings = {
  mapping: {},
  constants: {},
  dealer: null,
  condition: 'new',
  currency: null,
  priceKind: null,
} as const;
const positions = Array.from({ length: 1 << 16 }, (_, position) => position);
const lap = stopwatch();
const snapshot = openSnapshot(file, settings);
let [rows, rejected, money] = [0, 0, 0];
for (const batch of snapshot.batches()) {
  for (const row of batch.parse(positions.slice(0, batch.count))) {
    rows += 1;
    if (row.listing === null) rejected += 1;
    money += row.listing?.msrp ?? 0;
  }
}
snapshot.close();
reportProbe({ ...lap(), rows, rejected, money });
