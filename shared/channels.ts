/**
 * The names of everything that crosses between core and screen, without zod, because the preload loads this file
 * and nothing else (rules 31). `contract.ts` gives each its shape; a name missing there is a type error.
 */
export const CALLS = [
  'app.info',
  'changes.group',
  'changes.page',
  'files.pick',
  'runs.list',
  'runs.problems',
  'settings.get',
  'settings.set',
  'sources.add',
  'sources.inspect',
  'sources.remove',
  'sources.update',
  'sync.cancel',
  'sync.start',
] as const;
export type CallName = (typeof CALLS)[number];

export const FEEDS = ['changes', 'lot'] as const;
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
