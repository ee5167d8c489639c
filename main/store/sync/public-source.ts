import type { Source } from '../../../shared/lot.ts';
import { toIso } from '../../../shared/units.ts';
import type { StoredSource } from './sources.ts';

/** The part of a source that screens see; `nextRunAt` (unix ms) is known to the scheduler. */
export const toPublicSource = (source: StoredSource, nextRunAt: number | null): Source => ({
  slug: source.slug,
  kind: source.kind,
  location: source.location,
  role: source.role,
  settings: source.settings,
  schedule: source.schedule,
  nextRunAt: toIso(nextRunAt),
  auth: source.auth,
  guardOff: [...source.guardOff],
  vehicles: source.dealers.reduce((sum, [, , vehicles]) => sum + vehicles, 0),
  dealers: source.dealers.map(([id, name, vehicles]) => ({ id, name, vehicles })),
  notices: [...source.notices],
  lastSyncAt: toIso(source.lastSyncAt),
  lastAsOf: toIso(source.lastAsOf),
  checkedAt: toIso(source.checkedAt),
  error:
    source.error === null || source.errorSince === null
      ? null
      : { message: source.error, since: toIso(source.errorSince) },
});
