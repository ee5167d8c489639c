import { count, plural } from '../format/money.ts';

export const CONFIDENCE_WORDS = {
  chosen: 'Chosen',
  sure: 'Sure',
  likely: 'Likely',
  check: 'Please check',
  none: 'Not used',
} as const;

export const WHY_WORDS = {
  chosen: 'by you',
  header: 'by its name',
  values: 'by its values',
  none: '',
} as const;

/** What goes without a field that nothing fills. */
export const MISSING_WORDS: Readonly<Record<string, string>> = {
  vin: 'Without a VIN no vehicle can be told from another: choose its column below.',
  dealer: 'All vehicles count as one lot, unless you name the dealer.',
  make: 'Vehicles are not compared with others, unless you say what all of them are.',
  model: 'Vehicles are not compared with others, unless you say what all of them are.',
  year: 'Vehicles are not compared with others, unless you say what all of them are.',
  condition: 'All vehicles count as what you choose here.',
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
  hint: 'A file (CSV, TSV, JSON, XML), a folder into which a new file comes every day, or an address that serves one.',
  path: 'File, folder or address',
  pathPlaceholder: 'C:\\feeds\\inventory.csv or https://…',
  check: 'Read it',
  checkAddress: 'Press Enter or “Read it” to fetch the first rows.',
  stands: 'First rows as they stand in the file',
  columnsHint: 'What each column is taken for. Correct what is wrong; leave the rest.',
  fieldOf: (column: string) => `Field of the column ${column || 'without a name'}`,
  noName: '(no name)',
  notUsed: 'Not used',
  confidence: (word: string, why: string) => (why === '' ? word : `${word}, ${why}`),
  samples: (values: readonly string[]) => values.join(' · '),
  samplesNone: 'blank in the first rows',
  showAll: (columns: number) => `All ${count(columns)}`,
  showUsed: (columns: number) => `In use ${count(columns)}`,
  show: 'Columns shown',
  understood: (used: number, all: number) => `${count(used)} of ${plural(all, 'column')} in use`,
  missingRequired: 'Missing',
  missing: (fields: readonly string[]) => `No column found for ${fields.join(' and ')}.`,
  untold: 'Changes of it cannot be told.',
  forAll: (field: string) => `${field} of all vehicles`,
  more: 'More settings',
  preview: 'What the next sync would do',
  previewing: 'Trying it out; nothing is stored …',
  previewFailed: (reason: string) => `It could not be tried out: ${reason}`,
  previewAgain: 'Try again',
  first: (vehicles: number) =>
    `The first sync: ${plural(vehicles, 'vehicle')} become the baseline. Changes are told from the second one on.`,
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
    heldOf: (pending: number) => `and ${count(pending)} waiting for a second feed`,
  },
  save: 'Save and sync',
  saving: 'Saving …',
  saveEdit: 'Save',
  rebase:
    'Fields read differently from now on begin a new baseline at the next sync; no change is told for that.',
} as const;
