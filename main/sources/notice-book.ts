import type { Notice } from '../../shared/notice.ts';
import { noticeKey } from '../../shared/notice-key.ts';
import { shortened } from './shortened.ts';

const SAMPLES = 3;
const LONGEST_SAMPLE = 80;
/** Different notices of a file; a column of free text read as words would otherwise give one for every row. */
const MOST_NOTICES = 200;

/** A notice without its figures. */
export type Said = Omit<Notice, 'count' | 'sample'>;

/** Gathers the notices of one file: the same news is one notice with its count and first examples. */
export class NoticeBook {
  readonly #notices = new Map<string, { notice: Notice; sample: string[] }>();

  /**
   * Counts `count` more of this notice.
   * Above MOST_NOTICES different ones, those of one code, field and column are counted together, without a value.
   */
  note(said: Said, sample?: string, count = 1): void {
    const value = said.value === null ? null : shortened(said.value, LONGEST_SAMPLE);
    const bare: Notice = { ...said, value, count: 0, sample: [] };
    const key = noticeKey(bare);
    const known = this.#notices.get(key);
    if (known === undefined && this.#notices.size >= MOST_NOTICES && value !== null) {
      this.note({ ...said, value: null }, sample ?? value, count);
      return;
    }
    const entry = known ?? { notice: bare, sample: [] };
    if (known === undefined) this.#notices.set(key, entry);
    entry.notice = { ...entry.notice, count: entry.notice.count + count };
    if (sample !== undefined && entry.sample.length < SAMPLES) {
      const shown = shortened(sample, LONGEST_SAMPLE);
      if (!entry.sample.includes(shown)) entry.sample.push(shown);
    }
  }

  /** What holds for every row of the file; its count is known at the end. */
  noteAll(said: Said, sample?: string): void {
    this.note(said, sample, 0);
  }

  /** @param rows of the file: the count of what holds for all of them */
  toList(rows: number): Notice[] {
    return [...this.#notices.values()].map(({ notice, sample }) => ({
      ...notice,
      count: notice.count === 0 ? rows : notice.count,
      sample,
    }));
  }
}
