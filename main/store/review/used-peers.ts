import type { Db } from '../open.ts';

/** Used vehicles on the lot by make, model and year, in all sources, by an index of their own. Cents. */

export type UsedPeer = {
  readonly id: number;
  readonly year: number;
  readonly price: number;
  readonly mileage: number | null;
  readonly currency: string | null;
};
export type Kind = { readonly make: string; readonly model: string; readonly year: number };

/** As the partial index has it, word for word: else SQLite does not use it. */
const USED = "condition <> 'new' AND price IS NOT NULL AND gone_at IS NULL";
const KNOWN = 'make IS NOT NULL AND model IS NOT NULL AND year IS NOT NULL';
const OF_KIND = `FROM listings INDEXED BY listings_used_kind
  WHERE ${USED} AND make = ? COLLATE NOCASE AND model = ? COLLATE NOCASE AND year = ?`;

/** New ones beyond which walking the index of all kinds is cheaper than reading the vehicles themselves. */
const MANY = 20_000;

/** The kinds of the used vehicles with a price among these ids, and where they are very many, of all. */
export function kindsOf(
  db: Db,
  { from, below }: { readonly from: number; readonly below: number },
): Kind[] {
  // Ids are given one after the other, so a run's new ones stand together.
  const rows =
    below - from > MANY
      ? db
          .prepare(
            `SELECT DISTINCT make, model, year FROM listings INDEXED BY listings_used_kind WHERE ${USED} AND ${KNOWN}`,
          )
          .all()
      : db
          .prepare(
            `SELECT DISTINCT make, model, year FROM listings NOT INDEXED WHERE id >= ? AND id < ? AND ${USED} AND ${KNOWN}`,
          )
          .all(from, below);
  // The columns of the SELECT above, which asks for those that are there.
  return rows as unknown as Kind[];
}

/** The cheapest and the dearest of a kind, a year around it included: six look-ups, however many there are. */
export function spreadReader(
  db: Db,
): (kind: Kind) => { readonly lowest: number; readonly highest: number } | null {
  const cheapest = db.prepare(`SELECT min(price) AS price ${OF_KIND}`);
  const dearest = db.prepare(`SELECT max(price) AS price ${OF_KIND}`);
  return ({ make, model, year }) => {
    const prices = [year - 1, year, year + 1].flatMap((near) =>
      [cheapest, dearest].flatMap((statement) => {
        const price = statement.get(make, model, near)?.['price'];
        return typeof price === 'number' ? [price] : [];
      }),
    );
    return prices.length === 0 ? null : { lowest: Math.min(...prices), highest: Math.max(...prices) };
  };
}

/** All of a kind and of a year around it. */
export function peerReader(db: Db): (kind: Kind) => UsedPeer[] {
  const select = db.prepare(`SELECT id, year, price, mileage, currency ${OF_KIND}`);
  // The columns of the SELECT above, of a STRICT table, none of them null where the index says so.
  return ({ make, model, year }) =>
    [year - 1, year, year + 1].flatMap((near) => select.all(make, model, near) as unknown as UsedPeer[]);
}

export type UsedListing = Kind &
  Pick<UsedPeer, 'id' | 'mileage' | 'currency'> & { readonly vin: string; readonly price: number | null };

/** Null where it is new or may be, or its kind is not known. */
export function usedListingReader(db: Db): (id: number) => UsedListing | null {
  const select = db.prepare(
    `SELECT id, vin, make, model, year, mileage, currency, price FROM listings WHERE id = ? AND condition IN ('used', 'cpo') AND ${KNOWN}`,
  );
  return (id) => (select.get(id) as unknown as UsedListing | undefined) ?? null;
}

/** Takes back a first price that a run stored and its peers speak against. Call inside its transaction. */
export function priceWithholder(db: Db): (id: number, observation: number) => void {
  const update = db.prepare(
    `UPDATE listings SET price = NULL, first_price = NULL, held = held | 2, price_blank_since = coalesce(price_blank_since, ?)
     WHERE id = ?`,
  );
  return (id, observation) => void update.run(observation, id);
}
