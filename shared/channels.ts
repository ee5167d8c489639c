/**
 * The names of everything that crosses between core and screen, without zod, because the preload loads this file
 * and nothing else (rules 31). `contract.ts` gives each its shape; a name missing there is a type error.
 */
export const CALLS = [
  'app.info',
  'app.openBeside',
  'changes.group',
  'changes.page',
  'diagnostics.get',
  'diagnostics.test',
  'exports.cancel',
  'exports.outcome',
  'exports.start',
  'files.pick',
  'gateway.get',
  'gateway.set',
  'lot.counts',
  'lot.page',
  'lot.rows',
  'lot.sums',
  'lot.values',
  'lot.vins',
  'marks.note',
  'marks.watch',
  'network.get',
  'network.set',
  'redis.get',
  'redis.set',
  'review.decide',
  'review.history',
  'review.list',
  'review.plan',
  'review.undo',
  'runs.list',
  'runs.outcome',
  'runs.problems',
  'scores.days',
  'scores.page',
  'scores.recompute',
  'scores.settings.get',
  'scores.settings.set',
  'settings.faults',
  'settings.get',
  'settings.set',
  'signals.import',
  'signals.list',
  'sources.add',
  'sources.inspect',
  'sources.preview',
  'sources.remove',
  'sources.update',
  'summary.day',
  'sync.cancel',
  'sync.start',
  'vehicles.advertised',
  'vehicles.explain',
  'vehicles.find',
  'vehicles.get',
  'vehicles.openListing',
  'views.list',
  'views.remove',
  'views.save',
] as const;
export type CallName = (typeof CALLS)[number];

export const FEEDS = ['changes', 'lot', 'scores'] as const;
export type FeedName = (typeof FEEDS)[number];

/** The IPC channels that carry them; used by `main/desktop/ipc.ts` and `main/preload.ts` alone. */
export const IPC = {
  call: 'lotwatch:call',
  subscribe: 'lotwatch:subscribe',
  unsubscribe: 'lotwatch:unsubscribe',
  frames: 'lotwatch:frames',
} as const;

/** The largest message either transport takes from a screen, in bytes of JSON. */
export const MAX_MESSAGE_BYTES = 256 * 1024;
