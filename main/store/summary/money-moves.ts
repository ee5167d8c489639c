import { SUMMARY_LISTED, type DaySummary } from '../../../shared/day-summary/summary.ts';
import { toUnits } from '../../../shared/units.ts';
import type { Reader } from '../open.ts';
import { wordsOf, type Period } from './period.ts';

/** Of a STRICT table; amounts in cents, facts out of JSON. */
type Change = {
  readonly vin: string;
  readonly source: string;
  readonly dealerId: string;
  readonly type: 'msrp:change' | 'price:change';
  readonly old: number;
  readonly new: number;
  readonly currency: string | null;
  readonly groupId: string | null;
  readonly year: number | null;
  readonly make: string | null;
  readonly model: string | null;
  readonly trim: string | null;
  readonly dealerName: string | null;
};

const CHANGES = `SELECT vin, source, dealer_id AS dealerId, type, old, new, currency, group_id AS groupId,
    facts ->> '$.year' AS year, facts ->> '$.make' AS make, facts ->> '$.model' AS model, facts ->> '$.trim' AS trim,
    facts ->> '$.dealerName' AS dealerName
  FROM journal WHERE seq >= ? AND recorded_at >= ? AND recorded_at <= ? AND origin = ? AND delta IS NOT NULL
    AND type IN ('msrp:change', 'price:change') AND source IN (SELECT slug FROM sources) AND (?5 IS NULL OR dealer_id = ?5)
  ORDER BY seq`;

type Tally = { changes: number; up: number; down: number };
type Move = { first: Change; last: Change; vins: Set<string>; changes: Change[] };

/** Everything about changes of a known MSRP or price; a first sighting is none. */
export function moneyMoves(
  db: Reader,
  { since, until, origin, dealerId, firstSeq }: Period,
): Pick<DaySummary, 'models' | 'moreModels' | 'dealers' | 'moreDealers' | 'moves' | 'moreMoves'> & {
  readonly totals: { readonly msrpChanges: number; readonly priceChanges: number };
} {
  const models = new Map<string | null, Tally>();
  const dealers = new Map<string, Tally & { name: string | null }>();
  const moves = new Map<string, Move>();
  const totals = { msrpChanges: 0, priceChanges: 0 };
  const rows = db.prepare(CHANGES).iterate(firstSeq, since, until, origin, dealerId);
  for (const row of rows) {
    const change = row as unknown as Change;
    totals[change.type === 'msrp:change' ? 'msrpChanges' : 'priceChanges'] += 1;
    add(models, modelOf(change), {}, change);
    add(dealers, change.dealerId, { name: change.dealerName }, change);
    const key = moveKey(change);
    const move = moves.get(key);
    if (move === undefined)
      moves.set(key, { first: change, last: change, vins: new Set([change.vin]), changes: [change] });
    else {
      move.last = change;
      move.vins.add(change.vin);
      if (change.groupId !== null) move.changes.push(change);
    }
  }
  const found = [...moves.values()].map(toMove).filter(({ delta }) => delta !== 0);
  const largest = found.toSorted(
    (a, b) => Math.abs(b.delta) - Math.abs(a.delta) || (a.vin < b.vin ? -1 : a.vin > b.vin ? 1 : 0),
  );
  const byModel = mostFirst([...models].map(([name, tally]) => ({ name, ...tally })));
  const byDealer = mostFirst([...dealers].map(([id, tally]) => ({ id, ...tally })));
  return {
    totals,
    models: byModel.slice(0, SUMMARY_LISTED),
    moreModels: Math.max(0, byModel.length - SUMMARY_LISTED),
    dealers: byDealer.slice(0, SUMMARY_LISTED),
    moreDealers: Math.max(0, byDealer.length - SUMMARY_LISTED),
    moves: largest.slice(0, SUMMARY_LISTED),
    moreMoves: Math.max(0, largest.length - SUMMARY_LISTED),
  };
}

function add<Key, More extends object>(
  tallies: Map<Key, Tally & More>,
  key: Key,
  more: More,
  change: Change,
): void {
  const tally = tallies.get(key) ?? { changes: 0, up: 0, down: 0, ...more };
  tally.changes += 1;
  if (change.new > change.old) tally.up += 1;
  else tally.down += 1;
  tallies.set(key, tally);
}

/** Equal moves of one run are one; else every value of a vehicle by itself. Another currency is another value. */
const moveKey = ({ groupId, vin, source, type, currency }: Change): string =>
  groupId === null ? JSON.stringify([vin, source, type, currency]) : `group ${groupId}`;

function toMove({ first, last, vins, changes }: Move): DaySummary['moves'][number] {
  const many = vins.size > 1;
  return {
    vin: first.vin,
    vehicle: many ? common(changes, modelOf) : vehicleOf(last),
    dealer: many ? common(changes, dealerOf) : dealerOf(last),
    field: first.type === 'msrp:change' ? 'msrp' : 'price',
    vehicles: vins.size,
    old: many ? null : toUnits(first.old),
    new: many ? null : toUnits(last.new),
    delta: toUnits(many ? first.new - first.old : last.new - first.old),
    currency: first.currency,
  };
}

/** What all say; null where they differ. */
function common(changes: readonly Change[], of: (change: Change) => string | null): string | null {
  const said = new Set(changes.map(of));
  const [only] = said;
  return said.size === 1 ? (only ?? null) : null;
}

const modelOf = ({ make, model }: Change): string | null => wordsOf([make, model]);
const vehicleOf = ({ year, make, model, trim }: Change): string | null =>
  wordsOf([year, make, model, trim]);
const dealerOf = ({ dealerName, dealerId }: Change): string | null =>
  dealerName ?? (dealerId === '' ? null : dealerId);

const mostFirst = <Row extends Tally & { readonly name: string | null }>(rows: Row[]): Row[] =>
  rows.toSorted((a, b) => b.changes - a.changes || ((a.name ?? '\uffff') < (b.name ?? '\uffff') ? -1 : 1));
