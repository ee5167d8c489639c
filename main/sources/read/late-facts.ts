import type { Layout } from '../parse/layout.ts';
import type { NoticeBook } from '../notice-book.ts';
import type { ReadSettings } from '../snapshot.ts';
import { factField, factName, isSaidBeside, type FactPlan } from './parent-facts.ts';

/**
 * Finds what a parent says of its vehicles so far behind its beginning that it was not known when they were read: the
 * dealer or the currency after a long list. Read nothing of it is, told it is.
 */
export class LateFacts {
  readonly #notices: NoticeBook;
  readonly #isMissed: (name: string) => string | null;
  /** Names of what was known of the parents that are open, by how deep they stand. */
  readonly #known: (ReadonlySet<string> | undefined)[] = [];

  constructor(notices: NoticeBook, settings: ReadSettings, layout: Layout, plan: FactPlan) {
    this.#notices = notices;
    this.#isMissed = (name) => {
      const field = factField(name);
      if (field === null) return null;
      const isSet =
        ((field === 'dealer' || field === 'dealerId') && settings.dealer !== null) ||
        (field === 'condition' && settings.condition !== null) ||
        (field === 'currency' && settings.currency !== null);
      if (isSet) return null;
      return plan.knows(name) || !isSaidBeside(layout, field) ? field : null;
    };
  }

  /** A parent of records begins, of which this is known. */
  entered(depth: number, known: Iterable<string>): void {
    this.#known.length = Math.min(this.#known.length, depth);
    this.#known[depth] = new Set(known);
  }

  /** The parent at this depth, called `container`, says something. */
  met(depth: number, container: string, name: string): void {
    const known = this.#known[depth];
    if (known === undefined) return;
    const fact = factName(container, name);
    const field = this.#isMissed(fact);
    if (field === null || known.has(fact) || [...known].some((one) => one.startsWith(`${fact}.`))) return;
    const value = 'it comes more than 1 MiB after the first of its vehicles, or is too long';
    this.#notices.noteAll({ code: 'unused-column', field, column: name, value });
  }
}
