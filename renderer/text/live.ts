import { count, plural } from '../format/money.ts';
import { CHANGE_FIELDS, type ChangeField } from '../../shared/event-kinds.ts';
import type { PresenceEvent } from '../../shared/events.ts';
import type { VehicleStatus } from '../../shared/status.ts';
import type { VinFlag } from '../../shared/vin.ts';

/** What moved. */
export const FIELD_WORDS: Record<ChangeField, string> = { msrp: 'MSRP', price: 'Price', status: 'Status' };

export const STATUS_WORDS: Record<VehicleStatus, string> = {
  available: 'Available',
  pending: 'Sale pending',
  reserved: 'Reserved',
  'in-transit': 'In transit',
  'on-order': 'On order',
  sold: 'Sold',
  unavailable: 'Not available',
};

/** What became of a vehicle that no value tells of. */
export const PRESENCE_WORDS: Record<PresenceEvent['state'], string> = {
  new: 'New',
  gone: 'Gone',
  back: 'Back',
};

/** The same inside a sentence. */
const COUNTED_WORDS: Record<ChangeField, string> = { msrp: 'MSRP', price: 'price', status: 'status' };

/** What is odd about a VIN, and what it means for the reader. */
export const FLAG_WORDS: Record<VinFlag, string> = {
  length: 'not 17 characters',
  'illegal-character': 'has a character that no VIN has (I, O, Q)',
  'check-digit': 'wrong check digit',
  'model-year': 'no model year at position 10',
  provisional: 'provisional: assigned before the car is built',
};

const OWN_ONLY =
  'Counts your own vehicles in the sources you have now. Changes that other consoles and programs publish are listed, not counted.';

export const liveText = {
  figures: 'Figures',
  vehicles: 'Vehicles',
  vehiclesTitle: (added: number, removed: number, sold: number) =>
    `${plural(added, 'vehicle')} added and ${count(removed)} removed today${sold === 0 ? '' : `, ${count(sold)} of them sold`}. ${OWN_ONLY}`,
  changesTitle: OWN_ONLY,
  msrpToday: 'MSRP changes today',
  priceToday: 'Price changes today',
  biggestDrop: 'Biggest drop',
  biggestDropNone: 'none today',
  biggestDropTitle: (field: string, vin: string) => `${field} of ${vin}: show it in the list`,
  title: 'Changes',
  list: 'MSRP, price and status changes, newest first',
  columns: {
    time: 'Time',
    vin: 'VIN',
    vehicle: 'Vehicle',
    stock: 'Stock',
    dealer: 'Dealer',
    source: 'Source',
    field: 'Field',
    old: 'Old',
    new: 'New',
    delta: 'Δ',
    percent: 'Δ%',
    deltaLabel: 'Change',
    percentLabel: 'Change in percent',
  },
  today: 'Today',
  yesterday: 'Yesterday',
  /** The rest of it stands above the line. */
  earlier: (day: string) =>
    `Earlier ${day === 'Today' || day === 'Yesterday' ? day.toLowerCase() : `on ${day}`}`,
  /** "873 MSRP and 17 price changes · 26 first values" */
  dayCounts: (counts: Readonly<Record<ChangeField | 'first', number>>) => {
    const firsts = counts.first === 0 ? [] : [plural(counts.first, 'first value')];
    const parts = CHANGE_FIELDS.filter((field) => counts[field] > 0).map(
      (field) => `${count(counts[field])} ${COUNTED_WORDS[field]}`,
    );
    const [last = '', ...before] = parts.toReversed();
    const total = CHANGE_FIELDS.reduce((sum, field) => sum + counts[field], 0);
    const words = before.length === 0 ? last : `${before.toReversed().join(', ')} and ${last}`;
    const changes = total === 0 ? [] : [`${words} ${total === 1 ? 'change' : 'changes'}`];
    return [...changes, ...firsts].join(' · ');
  },
  sinceLooked: (time: string) => `Since you last looked, ${time}`,
  sinceCount: (changes: number, rows: number, over: boolean) =>
    `${count(changes)}${over ? '+' : ''} ${changes === 1 && !over ? 'change' : 'changes'} in ${count(rows)}${over ? '+' : ''} ${rows === 1 && !over ? 'row' : 'rows'}`,
  filterGroup: 'Filter',
  threshold: (percent: number, amount: string) => `|Δ| ≥ ${percent}% or ${amount}`,
  thresholdOff: '|Δ| any',
  thresholdLabel: 'Smallest change shown',
  dealer: 'Dealer',
  everyDealer: 'All',
  model: 'Make, model',
  anyModel: 'Any',
  make: 'Make',
  modelName: 'Model',
  modelHint: 'Empty means any. Names in the list are those of your inventory.',
  hideNew: 'Hide new',
  hideNewTitle:
    'Hide new vehicles: the first MSRP and price of cars that just arrived, and those without a price',
  words: 'Filter',
  wordsLabel: 'Filter changes by words: VIN, stock number, make, model, dealer',
  reset: 'Reset',
  rowHeight: 'Row height',
  dense: 'Dense',
  comfortable: 'Comfortable',
  thresholdOn: 'Only show changes of at least',
  thresholdHint: 'New vehicles are hidden too. Status changes are always shown.',
  minPercent: 'Percent',
  percentUnit: '%',
  amountUnit: '$',
  minAmount: 'or amount',
  pause: 'Pause',
  resume: 'Resume',
  clear: 'Clear',
  clearTitle: 'Clear the list (nothing is deleted)',
  paused: 'Paused',
  pausedNew: (changes: number, over: boolean) => `Paused · ${count(changes)}${over ? '+' : ''} new`,
  newChanges: (changes: number, over: boolean) =>
    `${count(changes)}${over ? '+' : ''} new ${changes === 1 && !over ? 'change' : 'changes'} · back to newest`,
  /** "Gone · missing since Nov 21, 2025" */
  presence: (state: PresenceEvent['state'], since: string | null, held: boolean) => {
    const more = {
      new: held ? 'price held for review' : 'no price',
      gone: since === null ? 'no longer in the feed' : `missing since ${since}`,
      back: 'in the feed again',
    };
    return `${PRESENCE_WORDS[state]} · ${more[state]}`;
  },
  lastPrice: (amount: string) => `last price ${amount}`,
  firstSighting: 'new',
  /** Of a vehicle that was known before, without this value. */
  firstValue: 'first value',
  /** A value that the feed no longer shows. */
  lastKnown: (day: string) => `last known, blank since ${day}`,
  lastKnownAmount: (amount: string, day: string) => `last known ${amount}, blank since ${day}`,
  lastKnownMark: '*',
  unknownVehicle: 'Unknown vehicle',
  otherProgram: 'another program',
  otherProgramTitle:
    'Published on Redis by another program, not by a Lotwatch console. The figures leave it out. Such events can be refused in Settings, Redis.',
  recorded: (recorded: string, asOf: string) => `Recorded ${recorded}, as of ${asOf}`,
  group: (vehicles: number, label: string | null, models: number) =>
    `${plural(vehicles, 'vehicle')} · ${label ?? plural(models, 'model')}`,
  groupMatching: (matching: number, vehicles: number, label: string | null, models: number) =>
    `${count(matching)} of ${plural(vehicles, 'vehicle')} · ${label ?? plural(models, 'model')}`,
  dealers: (dealers: number) => plural(dealers, 'dealer'),
  groupMore: (vehicles: number) => `${plural(vehicles, 'more vehicle')} joined this group · show`,
  groupView: 'View',
  groupViewTitle: 'Open these vehicles as a view of the inventory',
  groupCopy: 'Copy VINs',
  groupCopyTitle: 'Copy the VINs of this group (C)',
  groupFailed: (reason: string) => `The vehicles of this group could not be read: ${reason}`,
  copiedMany: (vins: number) => `${plural(vins, 'VIN')} copied`,
  memberLoading: 'Loading …',
  memberFailed: (reason: string) => `Could not be loaded: ${reason}`,
  copyVin: 'Copy VIN',
  copied: (vin: string) => `${vin} copied`,
  copyFailed: 'The VIN could not be copied: the system refused the clipboard.',
  flagged: (flags: readonly VinFlag[]) => `VIN: ${flags.map((flag) => FLAG_WORDS[flag]).join('; ')}`,
  sample: 'Sample data',
  sampleBanner: 'You are looking at sample data: three made-up dealers. Each sync plays their next day.',
  waiting: 'Loading …',
  emptyTitle: 'No inventory yet',
  emptyHint:
    'Point Lotwatch at the file or folder your inventory arrives in. It shows what changes from one file to the next.',
  baselineTitle: 'No changes yet',
  baselineHint: (vehicles: number) =>
    `${plural(vehicles, 'vehicle')} known. Price changes in the next sync appear here.`,
  baselineBefore: 'The first sync is the baseline. Changes appear from the second sync.',
  filteredTitle: 'No matching changes',
  filteredHint: 'There are changes, but none that match the filter.',
  showAll: 'Show all',
  clearedTitle: 'Cleared',
  clearedHint: 'New changes appear here. Earlier ones are not deleted.',
  showCleared: 'Show earlier',
  clearSearch: 'Clear search',
  searching: 'Searching …',
  olderLoading: 'Loading older changes …',
  older: 'Load older changes',
  olderFailed: (reason: string) => `Older changes could not be loaded: ${reason}`,
  end: 'No older changes',
  limit: (rows: number) =>
    `This list stops after ${count(rows)} rows. “lotwatch events --all” prints all of them.`,
  gap: (missed: number | null) =>
    missed === null
      ? 'Some changes in between are missing here; how many is unknown. The list was loaded again.'
      : `${plural(missed, 'change')} in between ${missed === 1 ? 'is' : 'are'} missing here. The list was loaded again.`,
  sourceDead: (source: string, since: string, message: string) =>
    `${source}: last synced ${since}. ${message}`,
  sourceNever: (source: string, since: string, message: string) => `${source}: failed ${since}. ${message}`,
  sourceDeadMore: (sources: number) => `${plural(sources, 'more source')} with an error`,
  showSources: 'Show sources',
} as const;
