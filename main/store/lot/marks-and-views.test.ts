import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { lotViewSchema } from '../../../shared/lot-list/view.ts';
import { lotSelectionSchema, type LotSelection } from '../../../shared/lot-list/query.ts';
import { openTestStore, type TestStore } from '../fixture.ts';
import { writeSetting } from '../settings.ts';
import { followLot } from './follow.ts';
import { CAR, NOW, addSources, putCar } from './lot.fixture.ts';
import { setNote, setWatched, targetVins } from './marks.ts';
import { lotCount, lotVins } from './page.ts';
import { findView, listViews, removeView, saveView } from './views.ts';

let store: TestStore;
beforeEach(() => {
  store = openTestStore();
});
afterEach(() => store.close());

const all = (part: object = {}): LotSelection => lotSelectionSchema.parse(part);
const vinsOf = (selection: LotSelection): readonly string[] => {
  followLot(store.writer);
  return lotVins(store.reader, { query: { ...selection, sort: [] }, limit: 1_000 }, NOW).vins;
};

describe('marks', () => {
  beforeEach(() => {
    addSources(store.writer);
    const [some = []] = fc.sample(fc.array(CAR, { minLength: 60, maxLength: 60 }), { numRuns: 1, seed: 7 });
    for (const car of some) putCar(store.writer, { ...car, watched: false, note: null });
  });

  it('a star is set once and taken back, and the list follows', () => {
    const [one = '', two = ''] = vinsOf(all());
    const watched = all({ filters: [{ column: 'watch', op: 'is', values: ['yes'] }] });
    expect(setWatched(store.writer, [one, two], true, NOW)).toBe(2);
    expect(setWatched(store.writer, [one, 'NEVERSEEN'], true, NOW)).toBe(1);
    expect(vinsOf(watched)).toEqual([one, two]);
    expect(setWatched(store.writer, [one], false, NOW)).toBe(1);
    expect(vinsOf(watched)).toEqual([two]);
  });

  it('a note is in the place of the one before; none is none', () => {
    const [one = ''] = vinsOf(all());
    const noted = all({ filters: [{ column: 'note', op: 'contains', text: 'call' }] });
    expect(setNote(store.writer, [one], 'Call back', NOW)).toBe(1);
    expect(setNote(store.writer, [one], 'Call back', NOW)).toBe(0);
    expect(vinsOf(noted)).toEqual([one]);
    expect(setNote(store.writer, [one], null, NOW)).toBe(1);
    expect(vinsOf(noted)).toEqual([]);
  });

  it('a selection means what fits it at the moment, but those left out', () => {
    const fitting = vinsOf(all());
    const [one = ''] = fitting;
    const target = { kind: 'selection', selection: all(), without: [one] } as const;
    expect(targetVins(store.reader, { ...target, without: [one] }, NOW)).toEqual(fitting.slice(1));
    expect(targetVins(store.reader, { kind: 'vins', vins: [' 1hg-x ', '1HGX'] }, NOW)).toEqual(['1HGX']);
  });
});

describe('saved views', () => {
  const view = lotViewSchema.parse({
    filters: [{ column: 'days', op: 'range', min: 60 }],
    sort: [{ column: 'ptm', descending: true }],
    columns: [{ column: 'vin', width: 120 }, { column: 'price' }],
    rowHeight: 'two-lines',
  });

  it('begin with those that are built in, each of which can be asked', () => {
    const { views, faults } = listViews(store.reader);
    expect(faults).toEqual([]);
    expect(views.map(({ name }) => name)).toEqual([
      'All',
      'New over 60 days',
      'Priced above market',
      'No photos',
      'Watched',
      'Sold this week',
    ]);
    followLot(store.writer);
    for (const one of views) expect(lotCount(store.reader, one.view, NOW)).toBe(0);
  });

  it('are kept with all of it, changed, found by name and removed', () => {
    const id = saveView(store.writer, { id: null, name: 'Old trucks', view });
    expect(findView(store.reader, ' old TRUCKS')).toMatchObject({ id, builtIn: false, view });
    saveView(store.writer, { id, name: 'Older trucks', view: { ...view, search: 'f-150' } });
    expect(findView(store.reader, 'older trucks')?.view.search).toBe('f-150');
    expect(() => saveView(store.writer, { id: null, name: 'OLDER trucks', view })).toThrow('already');
    expect(() => saveView(store.writer, { id: null, name: 'all', view })).toThrow('already');
    removeView(store.writer, id);
    expect(listViews(store.reader).views).toHaveLength(6);
    expect(() => saveView(store.writer, { id, name: 'x', view })).toThrow('removed meanwhile');
  });

  it('a built-in one that was changed goes back', () => {
    saveView(store.writer, { id: 'all', name: 'All', view });
    expect(findView(store.reader, 'all')).toMatchObject({ builtIn: true, changed: true, view });
    removeView(store.writer, 'all');
    expect(findView(store.reader, 'all')).toMatchObject({ builtIn: true, changed: false });
  });

  it('what another version or a fault put into one costs that part, and is named', () => {
    writeSetting(store.writer, 'lotViews', [
      {
        id: 'a',
        name: 'Mixed',
        view: {
          ...view,
          filters: [
            ...view.filters,
            { column: 'towing', op: 'is', values: ['x'] },
            { column: 'price', op: 'contains', text: 'x' },
          ],
          columns: [{ column: 'wings' }, { column: 'vin', width: 120 }],
          rowHeight: 'three-lines',
          presence: 7,
        },
      },
      { id: 'b', name: 'Broken', view: 'gone' },
      'nothing',
    ]);
    const { views, faults } = listViews(store.reader);
    expect(views.find(({ id }) => id === 'a')?.view).toMatchObject({
      filters: view.filters,
      columns: [{ column: 'vin', width: 120 }],
      rowHeight: 'one-line',
      presence: 'on-lot',
      sort: view.sort,
    });
    expect(views.map(({ name }) => name)).toContain('Broken');
    expect(faults).toHaveLength(7);
    expect(faults.every((fault) => /^View "(Mixed|Broken)": |^A saved view /.test(fault))).toBe(true);
    // A view that is saved leaves those that cannot be read as they are.
    saveView(store.writer, { id: null, name: 'New', view });
    expect(listViews(store.reader).faults).toEqual(faults);
  });

  it('nothing that may be stored keeps the list of views from being read', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (value, part) => {
        writeSetting(store.writer, 'lotViews', [
          value,
          { id: 'x', name: 'X', view: { ...view, filters: part, sort: value } },
        ]);
        expect(listViews(store.reader).views.length).toBeGreaterThanOrEqual(7);
      }),
      { numRuns: 200 },
    );
  });
});
