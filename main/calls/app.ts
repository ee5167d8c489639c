import { fail, ok } from '../../shared/result.ts';
import { toIso } from '../../shared/units.ts';
import { readPruned } from '../store/vehicles/advertised-prune.ts';
import { readPreferences } from '../store/settings.ts';
import { settingFaults } from '../jobs/score-recompute/settings.ts';
import type { CallHandlers } from './context.ts';

export const appCalls: CallHandlers<
  'app.info' | 'app.openBeside' | 'settings.faults' | 'settings.get' | 'settings.set'
> = {
  'app.info': (_input, { db, version, identity, dataDir }, abilities) => {
    const pruned = readPruned(db);
    return ok({
      version,
      instanceId: identity.instanceId,
      dataDir,
      adapter: abilities.adapter,
      canPickFiles: abilities.pickPath !== undefined,
      canOpenListings: abilities.openAddress !== undefined,
      prunedEvidence: pruned === null ? null : { records: pruned.records, at: toIso(pruned.at) },
    });
  },
  'app.openBeside': ({ route }, _context, abilities) => {
    if (abilities.openBeside === undefined)
      return fail('unavailable', 'Only the desktop app has a second window; a browser opens another tab');
    abilities.openBeside(route);
    return ok({});
  },
  'settings.faults': (_input, { db }) => ok({ faults: settingFaults(db) }),
  'settings.get': (_input, { db }) => ok(readPreferences(db)),
  'settings.set': async (change, { writeWorker }) =>
    ok(await writeWorker.run('setPreferences', change).done),
};
