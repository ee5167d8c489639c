/** Vehicles on the lot per dealer, kept in step with a sync instead of counted again over a million rows. */
export class DealerCounts {
  readonly #counts = new Map<string, { name: string | null; vehicles: number }>();

  constructor(counts: Iterable<readonly [id: string, name: string | null, vehicles: number]>) {
    for (const [id, name, vehicles] of counts) this.#counts.set(id, { name, vehicles });
  }

  add(id: string, name: string | null): void {
    const entry = this.#counts.get(id);
    if (entry === undefined) this.#counts.set(id, { name, vehicles: 1 });
    else {
      entry.vehicles += 1;
      entry.name = name ?? entry.name;
    }
  }

  remove(id: string): void {
    const entry = this.#counts.get(id);
    if (entry !== undefined) entry.vehicles -= 1;
  }

  /** Sorted by id; dealers without a vehicle are left out. */
  toList(): [string, string | null, number][] {
    return [...this.#counts]
      .filter(([, entry]) => entry.vehicles > 0)
      .map(([id, entry]): [string, string | null, number] => [id, entry.name, entry.vehicles])
      .toSorted(([a], [b]) => (a < b ? -1 : 1));
  }
}
