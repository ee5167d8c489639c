import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { RunOutcome, SyncResult } from '../../shared/lot.ts';
import { fail, ok } from '../../shared/result.ts';
import { createActions } from './actions.ts';
import { createNotices } from './notices.ts';
import { createScriptedApi } from './scripted-api.ts';

const result = (some: Partial<SyncResult> = {}): SyncResult => ({
  runId: 'run',
  source: 'puget',
  file: 'lot-2.csv',
  asOf: '2026-05-04T12:00:00.000Z',
  dealerIds: [],
  rows: 24,
  vehicles: 24,
  baseline: false,
  added: 0,
  returned: 0,
  removed: 0,
  sold: 0,
  ownAdded: 0,
  ownRemoved: 0,
  msrpChanges: 0,
  priceChanges: 0,
  statusChanges: 0,
  rejectedRows: 0,
  warnings: 0,
  notices: [],
  duplicates: 0,
  events: 0,
  quarantined: 0,
  pending: 0,
  held: null,
  dryRun: false,
  unchanged: false,
  durationMs: 5,
  ...some,
});
const outcome = (some: Partial<RunOutcome> = {}): RunOutcome => ({
  task: 'msrp_sync',
  source: 'puget',
  state: 'done',
  synced: { results: [], young: [], failed: [] },
  recompute: null,
  message: null,
  lastNewsAt: '2026-05-04T14:02:10.000',
  ...some,
});
const read = (results: SyncResult[], young: string[] = [], failed: string[] = []): Partial<RunOutcome> => ({
  synced: { results, young, failed },
});

function pressing(...outcomes: RunOutcome[]) {
  const { api, answer, calls } = createScriptedApi();
  const byId = new Map(outcomes.map((one, at) => [`run-${at}`, one]));
  answer('sync.start', () => ok({ runIds: [...byId.keys()] }));
  answer('runs.outcome', ({ runId }: { runId: string }) => ok(byId.get(runId)));
  const notices = createNotices();
  const said = () => notices.store.getState().map(({ tone, text }) => [tone, text]);
  return { answer, calls, said, actions: createActions(api, notices) };
}

beforeEach(
  () => void vi.useFakeTimers({ now: new Date('2026-05-04T15:00:00'), toFake: ['Date', 'setTimeout'] }),
);
afterEach(() => void vi.useRealTimers());

describe('Sync answers', () => {
  it.each<[string, Partial<RunOutcome>, string]>([
    ['no new file', {}, 'No new file since 14:02'],
    ['never a file', { lastNewsAt: null }, 'No new file'],
    ['none since another day', { lastNewsAt: '2026-05-01T09:41:00.000' }, 'No new file since May 1 09:41'],
    ['a file as it was', read([result({ unchanged: true })]), 'lot-2.csv has not changed since 14:02'],
    ['a new file without news', read([result()]), 'lot-2.csv read: nothing changed'],
    [
      'changes',
      read([
        result({ priceChanges: 2, added: 1 }),
        result({ priceChanges: 1, msrpChanges: 1, removed: 2 }),
      ]),
      '1 MSRP change, 3 price changes, 1 vehicle added, 2 removed',
    ],
    ['a baseline', read([result({ baseline: true })]), 'First sync: 24 vehicles'],
    [
      'values held back',
      read([result({ quarantined: 2 })]),
      'lot-2.csv read: nothing changed. 2 values wait in Review',
    ],
    [
      'a sync held back',
      read([result({ held: { check: 'sync:moves', reason: 'Most vehicles move.' } })]),
      'lot-2.csv is held for review: Most vehicles move.',
    ],
    [
      'a young file',
      read([], ['lot-3.csv']),
      'lot-3.csv may still be being written: sync again in a moment',
    ],
    [
      'young files beside news',
      read([result({ priceChanges: 1 })], ['lot-3.csv', 'lot-4.csv']),
      '1 price change. lot-3.csv and 1 more file may still be being written: sync again in a moment',
    ],
  ])('%s', async (_name, some, words) => {
    const { actions, said } = pressing(outcome(some));
    await actions.sync(null);
    await vi.waitFor(() => expect(said()).toEqual([['done', words]]));
  });

  it('Sync answers with the name of the source where one was asked for', async () => {
    const { actions, said } = pressing(outcome());
    await actions.sync('puget');
    await vi.waitFor(() => expect(said()).toEqual([['done', 'puget: No new file since 14:02']]));
  });

  it('Sync answers for all sources in one sentence, each with news by name', async () => {
    const { actions, said } = pressing(
      outcome(),
      outcome({ source: 'kirkland', ...read([result({ priceChanges: 3 })]) }),
      outcome({ source: 'renton' }),
    );
    await actions.sync(null);
    await vi.waitFor(() =>
      expect(said()).toEqual([['done', 'kirkland: 3 price changes. No new file in 2 sources']]),
    );
  });

  it('Sync answers once for sources without any news, by the newest', async () => {
    const { actions, said } = pressing(outcome({ lastNewsAt: '2026-05-04T08:00:00.000' }), outcome());
    await actions.sync(null);
    await vi.waitFor(() => expect(said()).toEqual([['done', 'No new file in 2 sources since 14:02']]));
  });

  it('Sync answers with each failure as a problem, and says which result is unknown', async () => {
    const { actions, said, answer } = pressing(
      outcome({ source: 'renton', state: 'failed', synced: null, message: 'There is no file.' }),
      outcome(read([result({ priceChanges: 1 })], [], ['lot-9.csv is empty'])),
    );
    await actions.sync(null);
    await vi.waitFor(() =>
      expect(said()).toEqual([
        ['problem', 'renton: There is no file.'],
        ['problem', 'puget: lot-9.csv is empty'],
        ['done', 'puget: 1 price change'],
      ]),
    );
    answer('runs.outcome', () => fail('unavailable', 'lost'));
    await actions.sync(null);
    await vi.waitFor(() => expect(said()).toContainEqual(['problem', expect.stringMatching(/see Jobs/)]));
  });

  it('a cancelled Sync does not answer twice: the press on Cancel has an answer of its own', async () => {
    const { actions, said, calls } = pressing(outcome({ state: 'cancelled', synced: null }));
    await actions.sync(null);
    await vi.waitFor(() => expect(calls.map(({ name }) => name)).toContain('runs.outcome'));
    expect(said()).toEqual([]);
  });
});

describe('Recompute answers', () => {
  const scores = (avi: number, ati: number, cis: number | null) => ok({ scores: { avi, ati, cis } });
  const done = (changed: number, scored = 412) =>
    outcome({
      task: 'ai_score_recompute',
      synced: null,
      recompute: {
        jobId: 'r',
        scope: '',
        asOf: '',
        scored,
        changed,
        nullScores: 0,
        events: changed,
        durationMs: 1,
      },
    });
  const recomputing = (one: RunOutcome) => {
    const made = pressing(one);
    made.answer('scores.recompute', () => ok({ runId: 'run-0' }));
    return made;
  };

  it('Recompute of one vehicle answers with its scores before and after', async () => {
    const { actions, said, answer, calls } = recomputing(done(1, 1));
    answer('vehicles.get', () =>
      calls.some(({ name }) => name === 'scores.recompute') ? scores(81, 64, 27) : scores(78, 64, null),
    );
    await actions.recompute({ kind: 'vins', vins: ['V'] });
    await vi.waitFor(() =>
      expect(said()).toEqual([['done', 'Recomputed: AVI 78 → 81, CIS – → 27; ATI 64 unchanged']]),
    );
  });

  it('Recompute of one vehicle says that nothing changed', async () => {
    const { actions, said, answer } = recomputing(done(0, 1));
    answer('vehicles.get', () => scores(78, 64, 25));
    await actions.recompute({ kind: 'vins', vins: ['V'] });
    await vi.waitFor(() =>
      expect(said()).toEqual([['done', 'Recomputed, unchanged: AVI 78, ATI 64, CIS 25']]),
    );
  });

  it.each([
    [done(3), '412 vehicles scored, 3 changed'],
    [done(0), '412 vehicles scored, no score changed'],
    [done(0, 0), 'No vehicle to score'],
  ])('Recompute of many answers with how many changed', async (one, words) => {
    const { actions, said } = recomputing(one);
    await actions.recompute({ kind: 'all' });
    await vi.waitFor(() => expect(said()).toEqual([['done', words]]));
  });

  it('Recompute says why it failed', async () => {
    const { actions, said } = recomputing(
      outcome({ task: 'ai_score_recompute', state: 'failed', synced: null, message: 'The disk is full.' }),
    );
    await actions.recompute({ kind: 'all' });
    await vi.waitFor(() => expect(said()).toEqual([['problem', 'Scores: The disk is full.']]));
  });
});
