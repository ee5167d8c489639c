import { expect, test } from 'vitest';
import { NoticeBook, type Said } from './notice-book.ts';

const word = (value: string): Said => ({
  code: 'unknown-word',
  field: 'condition',
  column: 'Type',
  value,
});

test('the same news is one notice with its count and three different examples', () => {
  const book = new NoticeBook();
  for (const sample of ['A', 'B', 'B', 'C', 'D']) book.note(word('Rebuilt'), sample);
  book.note(word('Salvage'));
  expect(book.toList(9)).toEqual([
    { ...word('Rebuilt'), count: 5, sample: ['A', 'B', 'C'] },
    { ...word('Salvage'), count: 1, sample: [] },
  ]);
});

test('what holds for every row has the rows of the file as its count', () => {
  const book = new NoticeBook();
  const said: Said = { code: 'no-column', field: 'year', column: null, value: null };
  book.noteAll(said);
  expect(book.toList(12)).toEqual([{ ...said, count: 12, sample: [] }]);
});

test('a column of free text gives no notice for every row, and its count stays exact', () => {
  const book = new NoticeBook();
  for (let row = 0; row < 1_000; row += 1) book.note(word(`text ${row}`));
  const list = book.toList(1_000);
  expect(list.length).toBeLessThan(250);
  expect(list.reduce((sum, { count }) => sum + count, 0)).toBe(1_000);
  expect(list.at(-1)).toMatchObject({
    value: null,
    count: 800,
    sample: ['text 200', 'text 201', 'text 202'],
  });
});
