import type { VehicleStatus } from '../../../shared/status.ts';
import type { NoticeBook } from '../notice-book.ts';
import { cached } from './cached.ts';
import { parseStatus } from './status.ts';

/** Reads a file's column of availability; words that it does not know are counted. */
export class StatusReader {
  readonly #known = new Map<string, VehicleStatus | null>();
  readonly #column: string | null;
  readonly #notices: NoticeBook;

  constructor(column: string | null, notices: NoticeBook) {
    this.#column = column;
    this.#notices = notices;
  }

  /** Null for a blank and for an unknown word. */
  read(text: string, vin: string): VehicleStatus | null {
    if (text === '') return null;
    const status = cached(this.#known, text, parseStatus);
    if (status === null) {
      const said = {
        code: 'unknown-word',
        field: 'availability',
        column: this.#column,
        value: text,
      } as const;
      this.#notices.note(said, vin);
    }
    return status;
  }
}
