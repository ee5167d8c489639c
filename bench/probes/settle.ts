import { readConfig } from '../../main/config.ts';
import { openCore } from '../../main/core.ts';
import { silentLog } from '../../main/log/log.ts';
import { probeArguments, reportProbe } from '../measure/probe.ts';
import { stopwatch } from '../measure/stopwatch.ts';

/** Opens a data folder once and lets every job that is due end, as it has been in the evening before a start. */
const [dataDir = ''] = probeArguments(1);
const lap = stopwatch();
const core = await openCore(readConfig({ dataDir }, {}), {
  log: silentLog(),
  adapter: 'serve',
  sample: false,
});
await core.idle();
await core.close();
reportProbe(lap());
