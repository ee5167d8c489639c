import { bytes, count, plural } from '../format/money.ts';

export const commonText = {
  cancel: 'Cancel',
  working: 'Working …',
  close: 'Close',
  dismiss: 'Dismiss',
  tryAgain: 'Try again',
  never: 'never',
  nothing: '–',
  numberOutOf: (least: string, most: string) => `From ${least} to ${most}`,
  /** For those who do not see the unit beside the field. */
  inUnit: (unit: string) => ` (${unit})`,
  useOwn: 'Use your own inventory',
  roles: { own: 'Own', competitor: 'Competitor' },
  conditions: { new: 'New', used: 'Used', cpo: 'Certified', unknown: 'Condition unknown' },
} as const;

export const connectionText = {
  lost: 'Connection to Lotwatch lost, trying again',
  /** In the header, where the event bus is shown while the core is there. */
  pill: 'Not connected',
  pillTitle: (time: string) => `No connection to Lotwatch since ${time}: what you see is from then`,
  /** `place` = "127.0.0.1:3000". */
  lostHint: (place: string) =>
    `This page goes on by itself when “lotwatch serve” runs again at ${place}. If it was started at another port, open the address that it printed.`,
  signedOut:
    'Lotwatch was restarted and does not know this page. Open the address that “lotwatch serve” printed, here or in another tab of this browser.',
  neverSignedIn: 'This page is not signed in. Open the address that “lotwatch serve” printed.',
  /** On buttons while the core is away. */
  off: 'Not while the connection to Lotwatch is lost',
  lostSince: (time: string) => `What you see is from ${time}.`,
  neverOpen: 'Lotwatch does not answer, trying again',
  neverOpenHint: 'Check that “lotwatch serve” is running, and open the address it prints.',
  tokenRefused:
    'The token in this address is no longer valid. Open the address that “lotwatch serve” prints.',
  callFailed: (name: string, thrown: unknown) =>
    `Lotwatch could not answer (${name}): ${thrown instanceof Error ? thrown.message : String(thrown)}`,
} as const;

const SCREENS = {
  live: 'Live',
  vehicles: 'Vehicles',
  today: 'Today',
  alerts: 'Alerts',
  review: 'Review',
  jobs: 'Jobs',
  formulas: 'Formulas',
  diagnostics: 'Diagnostics',
  settings: 'Settings',
} as const;

export const shellText = {
  brand: 'Lotwatch',
  skip: 'Skip to content',
  /** The screen first: it is what a narrow tab shows. */
  windowTitle: (screen: string, dealer: string | null, waiting: number) =>
    [screen, dealer, waiting === 0 ? null : `${count(waiting)} to review`, 'Lotwatch']
      .filter((part) => part !== null)
      .join(' · '),
  /** Read out when the screen opens. */
  screens: { ...SCREENS, vehicle: 'Vehicle', wall: 'Wall' },
  nav: {
    label: 'Screens',
    ...SCREENS,
  },
  runningJobs: (jobs: number) => `${plural(jobs, 'job')} running`,
  failedSources: (sources: number) => `${plural(sources, 'source')} with an error`,
  dealerLabel: 'Dealer',
  allDealers: (dealers: number) => `All dealers (${count(dealers)})`,
  everyDealer: 'Shows all dealers',
  everyDealerTitle: (dealer: string) =>
    `${dealer} is chosen above. This list covers every source, whichever dealer is chosen.`,
  dealerGone: (dealer: string) => `${dealer} (not on the lot)`,
  busLabel: (status: string) => `Event bus: ${status}`,
  synced: 'Synced',
  notSynced: 'Not synced yet',
  syncNow: 'Sync now',
  syncEvery: 'Syncs every source, whichever dealer is chosen',
  syncNothing: 'Add an inventory first',
  starting: 'Starting …',
  syncRunning: 'Already syncing',
  recompute: 'Recompute scores',
  recomputeAll: 'Recompute scores for all your vehicles',
  recomputeDealer: (dealer: string) => `Recompute scores for the vehicles of ${dealer}`,
  recomputeNothing: 'Add an inventory first',
  picked: (vehicles: number, isMost: boolean) =>
    `${plural(vehicles, 'vehicle')} picked${isMost ? ', the most at once' : ''}`,
  recomputePicked: 'Recompute picked',
  unpick: 'Unpick',
  cancelJob: (job: string) => `Cancel: ${job}`,
  jobs: {
    msrp_sync: (source: string) => `Syncing ${source}`,
    ai_score_recompute: (whose: string) => `Recomputing ${whose}`,
  },
  jobQueued: (source: string) => `${source} is waiting`,
  ofRows: (done: number, total: number) => `${count(done)} of ${count(total)}`,
  rows: (rows: number) => plural(rows, 'row'),
  ofBytes: (done: number, total: number | null) =>
    total === null ? bytes(done) : `${bytes(done)} of ${bytes(total)}`,
  moreJobs: (jobs: number) => `and ${count(jobs)} more`,
  allTimesLocal: 'All times local',
  notices: 'Messages',
} as const;
