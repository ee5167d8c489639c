import { expect, it } from 'vitest';
import { NOTICE_CODES, type Notice } from './notice.ts';
import { standing } from './notice-key.ts';
import { noticeWords } from './notice-words.ts';

const notice = (more: Partial<Notice>): Notice => ({
  code: 'unknown-word',
  field: 'condition',
  column: 'Type',
  value: 'Rebuilt',
  count: 1,
  sample: [],
  ...more,
});

it.each(NOTICE_CODES)('%s is one sentence with its figure, of one and of many', (code) => {
  for (const [count, figure] of [
    [1, '1'],
    [1_234, '1,234'],
  ] as const) {
    const words = noticeWords(notice({ code, count }));
    expect(words).not.toMatch(/null|undefined|\.$/);
    // Columns are named, not counted.
    if (code !== 'chosen-column' && code !== 'unused-column') expect(words).toContain(figure);
  }
});

it('keeps the date of a notice that comes back with another count, and gives a new one its own', () => {
  const [first] = standing([notice({ count: 3 })], [], '2026-11-01');
  expect(first?.since).toBe('2026-11-01');
  const next = standing(
    [notice({ count: 5 }), notice({ value: 'Salvage' })],
    first === undefined ? [] : [first],
    '2026-11-02',
  );
  expect(next.map(({ since, count }) => [since, count])).toEqual([
    ['2026-11-01', 5],
    ['2026-11-02', 1],
  ]);
});
