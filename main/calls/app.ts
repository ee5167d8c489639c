import { ok } from '../../shared/result.ts';
import { readPreferences } from '../store/settings.ts';
import { settingFaults } from '../jobs/score-recompute/settings.ts';
import type { CallHandlers } from './context.ts';

export const appCalls: CallHandlers<'app.info' | 'settings.faults' | 'settings.get' | 'settings.set'> = {
  'app.info': (_input, { version, identity, dataDir }, abilities) =>
    ok({
      version,
      instanceId: identity.instanceId,
      dataDir,
      adapter: abilities.adapter,
      canPickFiles: abilities.pickPath !== undefined,
      canOpenListings: abilities.openAddress !== undefined,
    }),
  'settings.faults': (_input, { db }) => ok({ faults: settingFaults(db) }),
  'settings.get': (_input, { db }) => ok(readPreferences(db)),
  'settings.set': async (change, { writeWorker }) =>
    ok(await writeWorker.run('setPreferences', change).done),
};
