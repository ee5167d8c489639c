import { bytes, count, plural } from '../format/money.ts';

export const commonText = {
  cancel: 'Cancel',
  close: 'Close',
  dismiss: 'Dismiss',
  tryAgain: 'Try again',
  never: 'never',
  nothing: '–',
  useOwn: 'Use your own inventory',
  roles: { own: 'Own', competitor: 'Competitor' },
  conditions: { new: 'New', used: 'Used', cpo: 'Certified' },
} as const;

export const connectionText = {
  lost: 'Connection to Lotwatch lost, trying again',
  lostSince: (age: string) => `What you see is from ${age}.`,
  neverOpen: 'Lotwatch does not answer, trying again',
  neverOpenHint: 'Check that “lotwatch serve” is running, and open the address it prints.',
  tokenRefused:
    'The token in this address is not valid any more. Open the address that “lotwatch serve” prints.',
  callFailed: (name: string, thrown: unknown) =>
    `Lotwatch could not answer (${name}): ${thrown instanceof Error ? thrown.message : String(thrown)}`,
} as const;

export const shellText = {
  brand: 'Lotwatch',
  nav: { label: 'Screens', live: 'Live', jobs: 'Jobs', diagnostics: 'Diagnostics', settings: 'Settings' },
  runningJobs: (jobs: number) => `${plural(jobs, 'job')} running`,
  failedSources: (sources: number) => `${plural(sources, 'source')} with an error`,
  searchLabel: 'Find a VIN or model',
  searchKey: 'Ctrl K',
  searchClear: 'Clear search',
  dealerLabel: 'Dealer',
  allDealers: (dealers: number) => `All dealers (${count(dealers)})`,
  dealerGone: (dealer: string) => `${dealer} (not on the lot)`,
  busLabel: (status: string) => `Event bus: ${status}`,
  synced: 'Synced',
  notSynced: 'Not synced yet',
  syncNow: 'Sync now',
  syncNothing: 'Add an inventory first',
  syncRunning: 'It is being synced already',
  cancelJob: (source: string) => `Cancel the sync of ${source}`,
  job: (source: string) => `Syncing ${source}`,
  jobQueued: (source: string) => `${source} is waiting`,
  rows: (rows: number) => plural(rows, 'row'),
  ofBytes: (done: number, total: number | null) =>
    total === null ? bytes(done) : `${bytes(done)} of ${bytes(total)}`,
  moreJobs: (jobs: number) => `and ${count(jobs)} more`,
  allTimesLocal: 'All times local',
  notices: 'Messages',
} as const;
