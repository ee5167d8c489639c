import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { DEFAULT_PREFERENCES } from '../../shared/preferences.ts';
import { csv, openTestLot } from '../jobs/msrp-sync/fixture.ts';
import { writeSetting } from '../store/settings.ts';

const CLI = fileURLToPath(new URL('../cli.ts', import.meta.url));

it('a stored setting that cannot be used is reported on standard error, once, and the command goes on', () => {
  const lot = openTestLot();
  try {
    const guard = { ...DEFAULT_PREFERENCES.guard, jumpPercent: 'much' };
    writeSetting(lot.db, 'preferences', { ...DEFAULT_PREFERENCES, guard });
    const file = lot.write('lot.csv', csv('VIN,Price', '1HGCM82633A004352,20000'));
    const done = spawnSync(process.execPath, [CLI, 'sync', file, '--data-dir', join(lot.dir, 'data')], {
      encoding: 'utf8',
    });
    expect(done.status).toBe(0);
    expect(done.stderr).toMatch(
      /^lotwatch: Settings: guard\.jumpPercent is "much" \(.*\); 50 is used instead\.\n$/,
    );
  } finally {
    lot.close();
  }
});
