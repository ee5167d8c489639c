import { factName, mixed, type FactPlan, type Facts, type RowFacts } from '../parent-facts.ts';
import type { HashSeed } from '../row-hash.ts';
import { sectionOfPath } from '../section-names.ts';
import { membersOf } from './members.ts';
import { ENTRIES, isVinKey } from './path.ts';
import type { JsonPlace } from './place.ts';

/** What stands around the records of a JSON text, as far as a walk has come. */
export class Surroundings {
  readonly #plan: FactPlan;
  /** The column of VINs, where keys are the VINs of objects that have none; -1 for none. */
  readonly #vinColumn: number;
  /** What the objects on the way say, by how deep they stand. */
  readonly #levels: Facts[] = [];
  #version = -1;
  #known: RowFacts | null = null;

  constructor(plan: FactPlan, vinColumn: number) {
    this.#plan = plan;
    this.#vinColumn = vinColumn;
  }

  /** Takes in the object at `start`, which the walk is about to enter; false if it goes on after `limit`. */
  tell(place: JsonPlace, bytes: Buffer, start: number, limit: number): boolean {
    if (this.#plan.isEmpty) return true;
    const { said, isWhole } = membersOf(bytes, start, limit);
    const depth = place.isOpen ? place.path.length + 1 : 0;
    this.#levels.length = Math.min(this.#levels.length, depth);
    this.#levels[depth] = factsOf(place, said);
    return isWhole;
  }

  /** Names of what is known of the parent at this depth. */
  known(depth: number): Iterable<string> {
    return this.#levels[depth]?.keys() ?? [];
  }

  clear(): void {
    this.#levels.length = 0;
  }

  /** What holds for the record that the walk stands at; null = nothing. */
  of(place: JsonPlace, seed: HashSeed): RowFacts | null {
    if (this.#version !== place.version) {
      this.#version = place.version;
      const section = sectionOfPath([...place.path, place.segment].filter((key) => key !== ENTRIES));
      const facts = this.#plan.isEmpty
        ? null
        : this.#plan.of(
            this.#levels.flatMap((level) => level),
            section,
            seed,
          );
      this.#known = facts !== null && facts.cells.length > 0 ? facts : null;
    }
    if (this.#vinColumn < 0 || place.isInList || !isVinKey(place.segment)) return this.#known;
    const cells = this.#known?.cells ?? [];
    const key = place.segment;
    return { cells: [...cells, [this.#vinColumn, key]], seed: mixed(this.#known?.seed ?? seed, key) };
  }
}

/** What the object that the walk is about to enter says, under the names that this has for the records in it. */
export function factsOf(place: JsonPlace, said: ReadonlyMap<string, string>): Facts {
  const around = place.isInList ? (place.path.at(-1) ?? '') : place.segment;
  const container = place.isOpen ? around : '';
  return new Map([...said].map(([name, text]) => [factName(container, name), text]));
}
