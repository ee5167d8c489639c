import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { v7 as uuidv7 } from 'uuid';
import { DEFAULT_PREFERENCES } from '../../shared/preferences.ts';
import { DEFAULT_SCORE_SETTINGS } from '../scoring/model.ts';
import { eventsSince, feedEvents, vinEvents } from '../store/journal/journal-read.ts';
import { listGroups } from '../store/journal/groups.ts';
import { pageDecisions } from '../store/review/review-decisions.ts';
import { listHeldSyncs } from '../store/review/held-syncs.ts';
import { listHeldValues } from '../store/review/held-list.ts';
import { scorableSources } from '../store/scores/scorable.ts';
import { listDirty } from '../store/scores/dirty.ts';
import {
  readGatewaySettings,
  readPreferences,
  readRedisSettings,
  writeSetting,
} from '../store/settings.ts';
import { onUnreadable } from '../store/stored.ts';
import { listRuns } from '../store/sync/runs.ts';
import { findSource, listSources } from '../store/sync/sources.ts';
import { readVehiclePage } from '../store/vehicles/vehicle-page.ts';
import { csv, openTestLot, type TestLot } from './msrp-sync/fixture.ts';
import { runRecompute } from './score-recompute/run.ts';
import { readDealerSignals, readScoreSettings, settingFaults } from './score-recompute/settings.ts';

/**
 * Every column of the database that holds JSON or a word of a list, with one part of it that this version cannot read:
 * only that part is lost, everything beside it is read, and the loss is reported.
 */
const HEADER = 'VIN,Condition,Year,Make,Model,MSRP,Price,Dealer Name';
const car = (n: number, price: number): string => `CAR${n},new,2026,Toyota,RAV4,40000,${price},North`;

let lot: TestLot;
let said: string[] = [];
beforeEach(() => {
  lot = openTestLot();
  said = [];
  onUnreadable((message) => said.push(message));
  const day = (price: number): void => {
    lot.sync(lot.write('lot.csv', csv(HEADER, ...[1, 2, 3, 4, 5, 6].map((n) => car(n, price)))));
    const hooks = { now: Date.now, isCancelled: () => false, onProgress: () => undefined };
    const input = { scope: { kind: 'all' }, reason: 'recompute', asOf: null, instanceId: 'here' } as const;
    runRecompute(lot.db, { runId: uuidv7(), ...input }, hooks);
  };
  day(39_000);
  day(43_000);
  day(9_000); // held back, each of them
  writeSetting(lot.db, 'preferences', {
    ...DEFAULT_PREFERENCES,
    groupAtLeast: 9,
    guard: { ...DEFAULT_PREFERENCES.guard, atLeast: 77 },
  });
  writeSetting(lot.db, 'scoreSettings', {
    ...DEFAULT_SCORE_SETTINGS,
    listing: { ...DEFAULT_SCORE_SETTINGS.listing, photoTarget: 33 },
  });
  writeSetting(lot.db, 'gateway', { on: true, port: 4000 });
  writeSetting(lot.db, 'redis', { on: true, namespace: 'lots' });
  lot.db.exec(`
    INSERT INTO held_syncs (source_id, run_id, file, mtime, kept, as_of, at, check_name, reason, figures)
      VALUES (1, 'r1', 'a.csv', 1, 'k', 1, 1, 'sync:moves', 'many', '{"rows":7,"vehicles":6,"vehiclesBefore":6,"matched":5,"moved":4,"added":3,"missing":2,"samples":[]}'),
        (1, 'r2', 'b.csv', 2, 'l', 2, 2, 'sync:moves', 'many', '{"rows":8,"vehicles":6,"vehiclesBefore":6,"matched":5,"moved":4,"added":3,"missing":2,"samples":[]}');
    INSERT INTO review_decisions (at, kind, outcome, source, check_name, reason)
      VALUES (1, 'sync', 'accept', 'lot', 'sync:moves', 'one'), (2, 'sync', 'reject', 'lot', 'sync:moves', 'two');
    INSERT INTO dealer_signals VALUES ('north', 5, '{"dealerId":"north","asOf":5,"seo":40,"aeo":50,"geo":60,"ugc":null,"reviewRating":4,"reviewCount":9,"responseRate":0.5,"verifiedReviewShare":0.5,"address":"Here","lat":null,"lon":null,"placeId":null}', 'f', 1);
    UPDATE sources SET guard_off = '["sync:moves","price:jump"]', http = '{"etag":"x","lastModified":null}';
  `);
});
afterEach(() => {
  lot.close();
  onUnreadable(() => undefined);
});

const setJson = (table: string, column: string, path: string, value: unknown, where = '1'): void =>
  void lot.db
    .prepare(`UPDATE ${table} SET ${column} = json_set(${column}, ?, json(?)) WHERE ${where}`)
    .run(path, JSON.stringify(value));
const source = () => findSource(lot.db, { slug: 'lot' });

describe('settings', () => {
  it.each<[what: string, spoil: () => void, read: () => unknown, still: unknown]>([
    [
      'preferences',
      () => setJson('settings', 'value', '$.guard.jumpPercent', 'much', "key = 'preferences'"),
      () => readPreferences(lot.db),
      { groupAtLeast: 9, guard: { atLeast: 77, jumpPercent: 50 } },
    ],
    [
      'preferences, a choice of a later version',
      () =>
        setJson('settings', 'value', '$.scores.reasons', ['aging', 'solar_wind'], "key = 'preferences'"),
      () => readPreferences(lot.db),
      { groupAtLeast: 9, scores: { reasons: ['aging'] } },
    ],
    [
      'scoreSettings',
      () => setJson('settings', 'value', '$.weights.avi.seo', 3, "key = 'scoreSettings'"),
      () => readScoreSettings(lot.db),
      { listing: { photoTarget: 33 }, weights: DEFAULT_SCORE_SETTINGS.weights },
    ],
    [
      'scoreSettings, a setting of a later version',
      () => setJson('settings', 'value', '$.trust.luck', 3, "key = 'scoreSettings'"),
      () => readScoreSettings(lot.db),
      { listing: { photoTarget: 33 }, trust: DEFAULT_SCORE_SETTINGS.trust },
    ],
    [
      'redis',
      () => setJson('settings', 'value', '$.namespace', 'no good!', "key = 'redis'"),
      () => readRedisSettings(lot.db),
      { on: true, namespace: null },
    ],
    [
      'gateway',
      () => setJson('settings', 'value', '$.port', 99_999, "key = 'gateway'"),
      () => readGatewaySettings(lot.db),
      { on: true, port: 3_000 },
    ],
    [
      'sources.settings',
      () => setJson('sources', 'settings', '$.currency', 'dollars'),
      source,
      { settings: { currency: null, condition: null } },
    ],
    [
      'sources.schedule',
      () => setJson('sources', 'schedule', '$.kind', 'at full moon'),
      source,
      { schedule: { kind: 'manual' }, slug: 'lot' },
    ],
    [
      'sources.guard_off',
      () => setJson('sources', 'guard_off', '$[0]', 'stars:align'),
      source,
      { guardOff: ['price:jump'] },
    ],
  ])('%s: the bad part is its default, and said', (_, spoil, read, still) => {
    expect(settingFaults(lot.db)).toEqual([]);
    spoil();
    expect(read()).toMatchObject(still as object);
    expect(said.length).toBeGreaterThan(0);
    // What the Settings screen shows.
    expect(settingFaults(lot.db)).toEqual(said);
  });
});

describe('what is no setting', () => {
  it.each<[what: string, spoil: () => void, read: () => unknown, still: unknown]>([
    ['sources.http', () => setJson('sources', 'http', '$.etag', 7), source, { http: null, slug: 'lot' }],
    ['sources.basis', () => setJson('sources', 'basis', '$.msrp', 7), source, { basis: null, slug: 'lot' }],
    [
      'sources.dealers',
      () => setJson('sources', 'dealers', '$[#]', ['x']),
      () => source()?.dealers,
      [['north', 'North', 6]],
    ],
    [
      'sources.mapped',
      () => setJson('sources', 'mapped', '$.price', 7),
      () => [...scorableSources(lot.db).values()][0]?.mapped,
      { vin: 'VIN', msrp: 'MSRP' },
    ],
    [
      'runs.result of a sync',
      () => setJson('runs', 'result', '$.rows', 'six', "task = 'msrp_sync'"),
      () => listRuns(lot.db, null, 9).find((run) => run.task === 'msrp_sync'),
      { state: 'done', result: { rows: 0, vehicles: 6, source: 'lot' } },
    ],
    [
      'runs.result of a recompute',
      () => setJson('runs', 'result', '$.scored', null, "task = 'ai_score_recompute'"),
      () => listRuns(lot.db, null, 9).find((run) => run.task === 'ai_score_recompute'),
      { state: 'done', recompute: { scored: 0, scope: 'all vehicles' } },
    ],
    [
      'held_syncs.figures',
      () => setJson('held_syncs', 'figures', '$.moved', 'some', 'id = 2'),
      () => listHeldSyncs(lot.db),
      [
        { id: 2, figures: { moved: 0, rows: 8 } },
        { id: 1, figures: { moved: 4 } },
      ],
    ],
    [
      'journal.facts',
      () => setJson('journal', 'facts', '$.year', 'new'),
      () => vinEvents(lot.db, 'CAR1', 1)[0],
      { facts: { year: null, make: 'Toyota' } },
    ],
    [
      'journal.body',
      () => setJson('journal', 'body', '$.reason', 'solar_wind', "type = 'ai-scores:update'"),
      () => feedEvents(lot.db, 'scores', { after: 0, before: 1e9, limit: 1 })[0],
      { reason: 'other', ati: expect.any(Number) },
    ],
    [
      'dealer_signals.data',
      () => setJson('dealer_signals', 'data', '$.seo', 'good'),
      () => readDealerSignals(lot.db).get('north'),
      { seo: null, aeo: 50, address: 'Here' },
    ],
  ])('%s: only the bad part is lost', (_, spoil, read, still) => {
    spoil();
    expect(read()).toMatchObject(still as object);
    expect(said.length).toBeGreaterThan(0);
  });
});

describe('rows of lists', () => {
  const set = (table: string, column: string, value: string, where: string): void =>
    void lot.db.prepare(`UPDATE ${table} SET ${column} = ? WHERE ${where}`).run(value);
  const lists: readonly [what: string, spoil: () => void, list: () => readonly unknown[]][] = [
    ['sources', () => undefined, () => listSources(lot.db)],
    ['runs', () => set('runs', 'state', 'dreaming', 'rowid = 1'), () => listRuns(lot.db, null, 99)],
    [
      'journal',
      () => set('journal', 'type', 'weather:change', 'seq = 2'),
      () => [...eventsSince(lot.db, 0, 1e6)],
    ],
    [
      'change_groups',
      () => set('change_groups', 'type', 'weather:change', '1'),
      () => [...listGroups(lot.db, { after: 0, before: 1e9, limit: 9 }), 0],
    ],
    [
      'held_syncs',
      () => set('held_syncs', 'check_name', 'stars:align', 'id = 1'),
      () => listHeldSyncs(lot.db),
    ],
    [
      'held_values',
      () => set('held_values', 'check_name', 'stars:align', 'id = (SELECT min(id) FROM held_values)'),
      () => listHeldValues(lot.db, 99).rows,
    ],
    [
      'review_decisions',
      () => set('review_decisions', 'outcome', 'slept', 'id = 1'),
      () => pageDecisions(lot.db, 0, 99).decided,
    ],
    [
      'history',
      () => set('history', 'cause', 'magic', 'id = 1'),
      () => [...(readVehiclePage(lot.db, 'CAR1')?.priceHistory ?? []), 0],
    ],
  ];
  it.each(lists.slice(1))('%s: the others are listed, and the loss is reported', (_, spoil, list) => {
    const before = list().length;
    expect(before).toBeGreaterThan(1);
    spoil();
    expect(list()).toHaveLength(before - 1);
    expect(said).toHaveLength(1);
    expect(said[0]).toMatch(/cannot be read and is left out/);
  });

  it('sources: one of a kind that only later versions know is passed over, the others are read', () => {
    lot.sync(lot.write('other.csv', csv(HEADER, car(9, 30_000))));
    set('sources', 'kind', 'ftp', "slug = 'lot'");
    expect(listSources(lot.db).map(({ slug }) => slug)).toEqual(['other']);
    expect(source()).toBeNull();
  });

  it('a reason of a later version costs neither the score nor the page', () => {
    set('score_history', 'reason', 'solar_wind', '1');
    set('touched', 'reason', 'solar_wind', '1');
    expect(readVehiclePage(lot.db, 'CAR1')?.scoreHistory[0]).toMatchObject({ reason: 'other' });
    expect(() => listDirty(lot.db)).not.toThrow();
  });
});
