import { describe, expect, it } from 'vitest';
import { arrange, readTyped, type Group } from './arrange.ts';
import { entryOf, type Entry, type GroupName } from './entry.ts';

const named = (group: GroupName, name: string, hint: string | null = null): Entry =>
  entryOf(group, { id: name, name, hint, off: null, press: null, run: () => {} });
const ENTRIES = [
  named('actions', 'Sync now', '3 sources'),
  named('actions', 'Recompute scores', 'all 12 vehicles'),
  named('actions', 'Recompute Harborview Auto'),
  named('views', 'Recently reduced', 'price down in 7 days'),
  named('screens', 'Review'),
  named('screens', 'Settings › Sources'),
  named('dealers', 'Show Harborview Auto only'),
];
const HIT = named('vehicles', '2025 Toyota Prius XLE', '6S3208815 · REC-0417');
const arranged = (typed: string, hits: readonly Entry[] = [], allHits = true): readonly Group[] =>
  arrange({ typed, entries: ENTRIES, hits, allHits });
const shown = (groups: readonly Group[]) =>
  groups.map(({ name, lines }) => [name, ...lines.map(({ entry }) => entry.name)]);
const marked = (text: string, at: ReadonlySet<number>): string =>
  [...text].map((letter, index) => (at.has(index) ? letter : '·')).join('');

describe('what is listed', () => {
  it('comes in groups, the best of each first, with the letters that were typed', () => {
    const groups = arranged('rec', [HIT]);
    expect(shown(groups)).toEqual([
      ['actions', 'Recompute scores', 'Recompute Harborview Auto'],
      ['vehicles', '2025 Toyota Prius XLE'],
      ['views', 'Recently reduced'],
    ]);
    const [first] = groups[0]?.lines ?? [];
    expect(marked(first?.entry.name ?? '', first?.inName ?? new Set())).toBe('Rec·············');
    const [hit] = groups[1]?.lines ?? [];
    expect(marked(hit?.entry.hint ?? '', hit?.inHint ?? new Set())).toBe('············REC·····');
  });

  it('is found by its words in any order, and by what it is about', () => {
    expect(shown(arranged('auto recompute'))).toEqual([['actions', 'Recompute Harborview Auto']]);
    expect(shown(arranged('price down'))).toEqual([['views', 'Recently reduced']]);
  });

  it('begins with vehicles where a number was typed', () => {
    const [first] = arranged('7 days', [HIT]);
    expect(first?.name).toBe('vehicles');
  });

  it.each([
    ['>', ['actions']],
    ['#', ['views']],
    ['@', ['dealers']],
    [':', ['screens']],
  ])('is one group alone after %s, all of it before more is typed', (prefix, groups) => {
    const listed = arranged(prefix, []);
    expect(listed.map(({ name }) => name)).toEqual(groups);
    expect(listed[0]?.lines).toHaveLength(ENTRIES.filter(({ group }) => group === groups[0]).length);
    expect(shown(arranged(`${prefix}zzz`))).toEqual([]);
  });

  it('says how many match, and that more may where the core sent its first ones', () => {
    const many = Array.from({ length: 12 }, (_, at) => named('vehicles', `Sienna ${at}`));
    const [all] = arranged('sienna', many);
    expect([all?.lines.length, all?.all]).toEqual([6, 12]);
    expect(arranged('sienna', many, false)[0]?.all).toBeNull();
  });
});

it('what was typed is a group and words', () => {
  expect(readTyped('> sync now ')).toEqual({ only: 'actions', words: 'sync now' });
  expect(readTyped(' rav4')).toEqual({ only: null, words: 'rav4' });
});
