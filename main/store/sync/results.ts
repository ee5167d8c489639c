import { syncResultSchema, type RecomputeResult, type SyncResult } from '../../../shared/lot.ts';
import { toIso } from '../../../shared/units.ts';
import { readJson } from '../stored.ts';

/** What runs reported, as stored: a figure that this version does not read counts as 0. */

const NO_SYNC: SyncResult = {
  runId: '',
  source: '',
  file: '',
  asOf: toIso(0),
  dealerIds: [],
  rows: 0,
  vehicles: 0,
  baseline: false,
  added: 0,
  returned: 0,
  removed: 0,
  sold: 0,
  ownAdded: 0,
  ownRemoved: 0,
  msrpChanges: 0,
  priceChanges: 0,
  statusChanges: 0,
  rejectedRows: 0,
  warnings: 0,
  notices: [],
  duplicates: 0,
  events: 0,
  quarantined: 0,
  pending: 0,
  held: null,
  dryRun: false,
  unchanged: false,
  durationMs: 0,
};

export const NO_RECOMPUTE: RecomputeResult = {
  jobId: '',
  scope: '',
  asOf: toIso(0),
  scored: 0,
  changed: 0,
  nullScores: 0,
  events: 0,
  durationMs: 0,
};

export const readSyncResult = (text: string): SyncResult =>
  readJson('Result of a sync', text, syncResultSchema, NO_SYNC);
