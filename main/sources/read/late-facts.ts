import type { Layout } from '../parse/layout.ts';
import type { NoticeBook } from '../notice-book.ts';
import type { ReadSettings } from '../snapshot.ts';
import { factField, factName, type FactPlan } from './parent-facts.ts';
import { MAX_RECORD_BYTES } from './records.ts';

/**
 * Finds what a parent says of its vehicles so far behind its beginning that it was not known when they were read: the
 * dealer or the currency after a long list. Read nothing of it is, told it is.
 */
export class LateFacts {
  readonly #notices: NoticeBook;
  readonly #isMissed: (name: string) => string | null;
  /** Where the parents that are open begin, by how deep they stand. */
  readonly #starts: number[] = [];

  constructor(notices: NoticeBook, settings: ReadSettings, layout: Layout, plan: FactPlan) {
    this.#notices = notices;
    this.#isMissed = (name) => {
      const field = factField(name);
      if (field === null) return null;
      const isSet =
        ((field === 'dealer' || field === 'dealerId') && settings.dealer !== null) ||
        (field === 'condition' && settings.condition !== null) ||
        (field === 'currency' && settings.currency !== null);
      const { first, constant } = layout.origins[field];
      return isSet || (first >= 0 && !plan.knows(name)) || constant !== null ? null : field;
    };
  }

  /** A parent of records begins at this byte of the file. */
  entered(depth: number, position: number): void {
    this.#starts.length = Math.min(this.#starts.length, depth);
    this.#starts[depth] = position;
  }

  /** The parent at this depth, called `container`, says something. */
  met(depth: number, container: string, name: string, position: number): void {
    const start = this.#starts[depth];
    if (start === undefined || position - start <= MAX_RECORD_BYTES) return;
    const field = this.#isMissed(factName(container, name));
    if (field === null) return;
    const value = 'it is more than 1 MiB behind the first of its vehicles';
    this.#notices.noteAll({ code: 'unused-column', field, column: name, value });
  }
}
