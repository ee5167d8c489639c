import type { MoneyEventType } from '../../shared/events.ts';
import type { Facts } from '../../shared/listing.ts';

/** What grouping looks at. Cents. */
export type Groupable = {
  readonly type: MoneyEventType;
  readonly vin: string;
  readonly dealerId: string;
  readonly old: number | null;
  readonly new: number;
  readonly deltaPct: number | null;
  readonly currency: string | null;
  readonly facts: Facts;
};

export type Group = {
  readonly groupId: string;
  readonly type: MoneyEventType;
  readonly delta: number;
  readonly count: number;
  readonly pctMin: number;
  readonly pctMax: number;
  readonly currency: string | null;
  /** "Toyota Sienna" where all share make and model, "Toyota" where they share the make, else null. */
  readonly label: string | null;
  readonly models: number;
  readonly dealers: number;
  readonly dealerId: string | null;
  readonly dealerName: string | null;
  /** Position of its last member among the events given. */
  readonly last: number;
};

export type Grouping = {
  readonly groups: readonly Group[];
  /** The group of each event, by position; null = a row of its own. */
  readonly groupOf: readonly (string | null)[];
};

/**
 * Same run, same field, same move in money, at least `atLeast` vehicles, whatever their dealer or model (rules 9).
 * First sightings have no move and stay single.
 */
export function groupMoves(runId: string, events: readonly Groupable[], atLeast: number): Grouping {
  const members = new Map<string, number[]>();
  events.forEach((event, position) => {
    if (event.old === null) return;
    const key = `${runId}/${event.type}/${event.currency ?? ''}/${event.new - event.old}`;
    const list = members.get(key);
    if (list === undefined) members.set(key, [position]);
    else list.push(position);
  });
  const groupOf: (string | null)[] = events.map(() => null);
  const groups: Group[] = [];
  for (const [groupId, positions] of members) {
    if (positions.length < atLeast) continue;
    for (const position of positions) groupOf[position] = groupId;
    groups.push(summarise(groupId, positions, events));
  }
  return { groups: groups.toSorted((a, b) => a.last - b.last), groupOf };
}

function summarise(groupId: string, positions: readonly number[], events: readonly Groupable[]): Group {
  const makes = new Set<string>();
  const models = new Set<string>();
  const dealers = new Map<string, string | null>();
  let pctMin = Infinity;
  let pctMax = -Infinity;
  let last = 0;
  for (const position of positions) {
    const event = events[position];
    if (event === undefined) continue;
    makes.add(event.facts.make ?? '');
    models.add([event.facts.make, event.facts.model].filter(Boolean).join(' '));
    dealers.set(event.dealerId, event.facts.dealerName);
    pctMin = Math.min(pctMin, event.deltaPct ?? 0);
    pctMax = Math.max(pctMax, event.deltaPct ?? 0);
    last = position;
  }
  const first = events[positions[0] ?? 0];
  if (first === undefined || first.old === null) throw new Error('A group has members with an old value');
  const onlyDealer = dealers.size === 1 ? dealers.entries().next().value : undefined;
  const shared = models.size === 1 ? models : makes.size === 1 ? makes : new Set<string>();
  return {
    groupId,
    type: first.type,
    delta: first.new - first.old,
    count: positions.length,
    pctMin,
    pctMax,
    currency: first.currency,
    label: [...shared][0] || null,
    models: models.size,
    dealers: dealers.size,
    dealerId: onlyDealer?.[0] ?? null,
    dealerName: onlyDealer?.[1] ?? null,
    last,
  };
}
