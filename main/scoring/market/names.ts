/**
 * Small numbers for names, so that hot loops compare integers. Two spellings that differ in case, spaces or
 * punctuation get the same number ("RAV4 Hybrid", "RAV-4 HYBRID").
 */
export const UNKNOWN_NAME = -1;

const normalise = (raw: string): string => raw.toUpperCase().replace(/[^\p{L}\p{N}]+/gu, '');

export class Names {
  readonly #byRaw = new Map<string, number>();
  readonly #byName = new Map<string, number>();

  /** The number of a name, a new one if need be. UNKNOWN_NAME where nothing is left of it. */
  add(raw: string | null): number {
    if (raw === null) return UNKNOWN_NAME;
    const known = this.#byRaw.get(raw);
    if (known !== undefined) return known;
    const name = normalise(raw);
    let id = name === '' ? UNKNOWN_NAME : this.#byName.get(name);
    if (id === undefined) {
      id = this.#byName.size;
      this.#byName.set(name, id);
    }
    this.#byRaw.set(raw, id);
    return id;
  }

  /** The number of a name met before, else UNKNOWN_NAME. Remembers nothing. */
  find(raw: string | null): number {
    if (raw === null) return UNKNOWN_NAME;
    return this.#byRaw.get(raw) ?? this.#byName.get(normalise(raw)) ?? UNKNOWN_NAME;
  }
}
