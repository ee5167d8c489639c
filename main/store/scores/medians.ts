import { z } from 'zod';
import { scoreTripleSchema, type ScoreTriple } from '../../../shared/events.ts';
import type { Db } from '../open.ts';
import { readSetting, writeSetting } from '../settings.ts';

const KEY = 'scoreMedians';
const mediansSchema = z.object({
  current: scoreTripleSchema,
  /** As the day before ended; null = no such day. */
  before: scoreTripleSchema.nullable(),
});
export type Medians = z.infer<typeof mediansSchema>;
const storedSchema = mediansSchema.extend({
  day: z.string(),
  /** By dealer id. Absent in what earlier versions stored. */
  dealers: z.record(z.string(), mediansSchema).default({}),
});

const readStored = (db: Db): z.infer<typeof storedSchema> | null =>
  readSetting(db, KEY, storedSchema.nullable(), null);

/** Medians over our vehicles on the lot, or a dealer's, as the last recompute left them; null = never scored. */
export function readMedians(db: Db, dealerId: string | null = null): Medians | null {
  const stored = readStored(db);
  if (stored === null) return null;
  const of = dealerId === null ? stored : stored.dealers[dealerId];
  return of === undefined ? null : { current: of.current, before: of.before };
}

/** Kept, because a strip of figures must not sort a hundred thousand scores for every glance. */
export function writeMedians(db: Db, day: string, tally: LotTally): void {
  const last = readStored(db);
  const moved = (current: ScoreTriple, then: Medians | null | undefined): Medians => {
    const before = last === null || !then ? null : last.day === day ? then.before : then.current;
    return { current, before };
  };
  const dealers = Object.fromEntries(
    [...tally.dealers].map(([id, of]) => [id, moved(of.medians(), last?.dealers[id])]),
  );
  writeSetting(db, KEY, { day, ...moved(tally.medians(), last), dealers } satisfies z.infer<
    typeof storedSchema
  >);
}

/** The scores of each dealer, and so of the lot. */
export class LotTally {
  readonly dealers = new Map<string, ScoreTally>();

  add(dealerId: string, scores: ScoreTriple): void {
    let dealer = this.dealers.get(dealerId);
    if (dealer === undefined) this.dealers.set(dealerId, (dealer = new ScoreTally()));
    dealer.add(scores);
  }

  /** What was added before. */
  remove(dealerId: string, scores: ScoreTriple): void {
    this.dealers.get(dealerId)?.add(scores, -1);
  }

  /** Over all dealers. */
  medians(): ScoreTriple {
    const all = new ScoreTally();
    for (const dealer of this.dealers.values()) all.addAll(dealer);
    return all.medians();
  }
}

/** How many vehicles have which integer, a score: all that a median needs. */
class ScoreTally {
  readonly #counts = { avi: new Uint32Array(101), ati: new Uint32Array(101), cis: new Uint32Array(101) };

  add({ avi, ati, cis }: ScoreTriple, vehicles = 1): void {
    count(this.#counts.avi, avi, vehicles);
    count(this.#counts.ati, ati, vehicles);
    count(this.#counts.cis, cis, vehicles);
  }

  addAll(other: ScoreTally): void {
    for (const index of ['avi', 'ati', 'cis'] as const)
      other.#counts[index].forEach((vehicles, score) => {
        this.#counts[index][score] = (this.#counts[index][score] ?? 0) + vehicles;
      });
  }

  medians(): ScoreTriple {
    const { avi, ati, cis } = this.#counts;
    return { avi: middle(avi), ati: middle(ati), cis: middle(cis) };
  }
}

/** Of everything that is stored. */
export function tallyStored(db: Db): LotTally {
  const tally = new LotTally();
  const rows = db.prepare(
    'SELECT dealer_id, avi, ati, cis FROM scores JOIN listings ON listings.id = scores.listing_id',
  );
  rows.setReturnArrays(true);
  for (const row of rows.iterate()) {
    // Of STRICT tables.
    const [dealerId, avi, ati, cis] = row as unknown as [string, ...(number | null)[]];
    tally.add(dealerId, { avi: avi ?? null, ati: ati ?? null, cis: cis ?? null });
  }
  return tally;
}

/** Scores left with their source: the medians are those of what is still there. */
export function refreshMedians(db: Db): void {
  const last = readStored(db);
  if (last !== null) writeMedians(db, last.day, tallyStored(db));
}

function count(places: Uint32Array, score: number | null, vehicles: number): void {
  if (score !== null) places[score] = (places[score] ?? 0) + vehicles;
}

/** The lower of the two middle ones: scores are integers and stay such. */
function middle(places: Uint32Array): number | null {
  const total = places.reduce((sum, vehicles) => sum + vehicles, 0);
  if (total === 0) return null;
  let passed = 0;
  return places.findIndex((vehicles) => (passed += vehicles) > (total - 1) / 2);
}
