import { count, plural } from '../format/money.ts';

/** How a column got its field, by how sure that is and by what it was found. */
export const MATCH_WORDS = {
  chosen: 'Chosen by you',
  sure: { header: 'Matched by name', values: 'Matched by values' },
  likely: { header: 'Likely, by name', values: 'Likely, by values' },
  check: { header: 'Please check: matched by name only', values: 'Please check: guessed from values' },
  none: 'Not used',
  ignored: 'Not used, chosen by you',
} as const;

/** What goes without a field that nothing fills. */
export const MISSING_WORDS: Readonly<Record<string, string>> = {
  vin: 'Without a VIN vehicles cannot be identified: choose its column below.',
  dealer: 'All vehicles count as one lot unless you name the dealer.',
  make: 'Vehicles cannot be compared with others unless you set it for all of them.',
  model: 'Vehicles cannot be compared with others unless you set it for all of them.',
  year: 'Vehicles cannot be compared with others unless you set it for all of them.',
  condition:
    'No column says new or used: choose it for all vehicles, or let year and mileage decide for each.',
};

export const wizardText = {
  title: 'Use your own inventory',
  editTitle: (source: string) => `Edit ${source}`,
  steps: ['Inventory', 'Columns', 'Check and save'],
  stepsLabel: 'Steps',
  step: (at: number, name: string) => `Step ${at} of 3: ${name}`,
  back: 'Back',
  /** Why Next and Save are off. */
  notYet: 'Complete this step first',
  next: 'Continue',
  hint: 'A file (CSV, TSV, JSON, XML, Excel), a folder into which a new file comes every day, or an address that serves one (https, sftp, ftps).',
  path: 'File, folder or address',
  pathPlaceholder: 'C:\\feeds\\inventory.csv, https://… or sftp://user@host/…',
  check: 'Read it',
  checkAddress: 'Press Enter or “Read it” to fetch the first rows.',
  stands: 'First rows of the file',
  columnsHint: 'Check how each column is read. Correct what is wrong; leave the rest.',
  fieldOf: (column: string) => `Field of the column ${column || 'without a name'}`,
  noName: '(no name)',
  notUsed: 'Not used',
  samples: (values: readonly string[]) => values.join(' · '),
  samplesNone: 'blank in the first rows',
  showAll: (columns: number) => `All ${count(columns)}`,
  showUsed: (columns: number) => `In use ${count(columns)}`,
  show: 'Columns shown',
  understood: (used: number, all: number) => `${count(used)} of ${plural(all, 'column')} in use`,
  missingRequired: 'Missing',
  missing: (fields: readonly string[]) => `No column found for ${fields.join(' and ')}.`,
  unreported: 'Its changes cannot be shown.',
  forAll: (field: string) => `${field} of all vehicles`,
  groups: {
    look: (columns: number) =>
      `Check ${columns === 1 ? 'this column' : `these ${count(columns)} columns`} first`,
    matched: (columns: number) => `Matched: ${count(columns)}`,
    unused: (columns: number) => `Not used: ${count(columns)}`,
  },
  problemsFirst: (problems: number) =>
    `The first ${plural(problems, 'problem')}; Jobs lists them after the sync.`,
  more: 'More settings',
  preview: 'What the next sync would do',
  previewing: 'Testing; nothing is stored …',
  previewFailed: (reason: string) => `The test failed: ${reason}`,
  previewAgain: 'Try again',
  first: (vehicles: number) =>
    `First sync: ${plural(vehicles, 'vehicle')} ${vehicles === 1 ? 'becomes' : 'become'} the baseline. Changes appear from the second sync.`,
  later: 'Nothing is stored yet.',
  heldWhole: (reason: string) => `This sync would be held for review: ${reason}`,
  nothingUsable: 'No row could be used. Go back and correct the columns.',
  manyRejected: (rejected: number, rows: number) =>
    `${count(rejected)} of ${count(rows)} rows would be rejected. Go back if a column is wrong.`,
  figures: {
    rows: 'Rows',
    vehicles: 'Vehicles',
    changes: 'Changes',
    changesOf: (msrp: number, price: number) => `${count(msrp)} MSRP, ${count(price)} price`,
    added: 'New',
    removed: 'Gone',
    rejected: 'Rejected rows',
    warnings: 'Warnings',
    held: 'Held for review',
    heldOf: (pending: number) => `and ${count(pending)} to be confirmed by the next file`,
  },
  save: 'Save and sync',
  saving: 'Saving …',
  saveEdit: 'Save',
  rebase:
    'Fields that are now read differently start a new baseline at the next sync; no change is reported for that.',
} as const;
