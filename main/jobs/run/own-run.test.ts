import { renameSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { v7 as uuidv7 } from 'uuid';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openWriter } from '../../store/open.ts';
import { holderOf, insertRun, pruneRuns, sweepRuns, type Claim } from '../../store/sync/claims.ts';
import { listRuns } from '../../store/sync/runs.ts';
import { findSource, updateSourceSettings } from '../../store/sync/sources.ts';
import { csv, openTestLot, type TestLot } from '../msrp-sync/fixture.ts';
import { runSync } from '../msrp-sync/run.ts';
import { runRecompute, type RecomputeHooks } from '../score-recompute/run.ts';
import type { Scope } from '../score-recompute/scope.ts';
import { defineSources } from '../sources/define.ts';
import { syncSource } from '../sync-source.ts';
import { housekeep } from './housekeeping.ts';
import { ownRun } from './own-run.ts';

const A = '1HGCM82633A004352';
const B = '3GNAXMEV7NS200005';
const HEADER = 'VIN,Condition,MSRP,Price,Year,Make,Model,Dealer Name';
const car = (vin: string, price: number, dealer = 'North') =>
  `${vin},new,40000,${price},2026,Toyota,RAV4,${dealer}`;
const quiet = { now: Date.now, isCancelled: () => false, onProgress: () => undefined };

let lot: TestLot;
beforeEach(() => {
  lot = openTestLot();
});
afterEach(() => lot.close());

const states = () => listRuns(lot.db, null, 100).map(({ task, state }) => [task, state]);
const scores = () => lot.db.prepare('SELECT listing_id, as_of FROM scores ORDER BY listing_id').all();
const recompute = (
  scope: Scope,
  hooks: Partial<RecomputeHooks> = {},
  on = lot.db,
  asOf: number | null = null,
) =>
  runRecompute(
    on,
    { runId: uuidv7(), scope, reason: 'recompute', asOf, instanceId: 'here' },
    { ...quiet, ...hooks },
  );

describe('a claim', () => {
  const claim: Claim = { kind: 'source', id: 1 };
  const take = (now: number, isAlive: () => boolean) => {
    const holder = holderOf(lot.db, claim, now, isAlive);
    if (holder !== null) return 'busy';
    const run = {
      runId: uuidv7(),
      task: 'msrp_sync',
      claim,
      label: 'lot',
      file: null,
      sample: false,
    } as const;
    insertRun(lot.db, run, now);
    return 'ours';
  };

  it('is held by one run; a dead or silent one gives way', () => {
    expect(take(0, () => true)).toBe('ours');
    expect(take(1_000, () => true)).toBe('busy');
    expect(take(2_000, () => false)).toBe('ours');
    // Its process id lives, but nothing came from it for long: the id belongs to another program now.
    expect(take(100_000, () => true)).toBe('ours');
    expect(states().map(([, state]) => state)).toEqual(['running', 'interrupted', 'interrupted']);
  });

  it('that was lost while its run stood still lets nothing of that run be stored', () => {
    lot.sync(lot.write('lot-1.csv', csv(HEADER, car(A, 39_000))));
    const file = lot.write('lot-2.csv', csv(HEADER, car(A, 38_000)));
    const isCancelled = () => {
      // A laptop was shut in the middle of the reading; meanwhile somebody else swept the runs.
      sweepRuns(lot.db, Date.now() + 100_000);
      return false;
    };
    expect(() => lot.sync(file, { isCancelled })).toThrow(/another took its place/);
    expect(lot.vehicle(A)).toMatchObject({ price: 39_000 });
    expect(states()[0]).toEqual(['msrp_sync', 'interrupted']);
    expect(lot.sync(file)).toMatchObject({ priceChanges: 1 });
  });

  it('leaves no trace where the work is no longer wanted, and a failure with its reason', () => {
    const request = {
      runId: 'r',
      task: 'msrp_sync',
      claim,
      label: 'lot',
      file: null,
      sample: false,
    } as const;
    const work = () => {
      throw new Error('The disk is gone');
    };
    expect(ownRun(lot.db, { ...request, waitMs: 0, isWanted: () => false }, quiet, work)).toBeNull();
    expect(states()).toEqual([]);
    expect(() => ownRun(lot.db, { ...request, waitMs: 0 }, quiet, work)).toThrow(/disk is gone/);
    expect(listRuns(lot.db, null, 1)[0]).toMatchObject({ state: 'failed', error: 'The disk is gone' });
    expect(lot.db.isTransaction).toBe(false);
  });
});

describe('recomputes of two processes', () => {
  it('never overlap: the second waits, and no score is lost or reported as a first one again', () => {
    lot.sync(lot.write('lot-1.csv', csv(HEADER, car(A, 39_000), car(B, 41_000))));
    const other = openWriter(`${lot.dir}/data`);
    try {
      let tried = false;
      recompute(
        { kind: 'all' },
        {
          onProgress: ({ phase }) => {
            if (phase !== 'scoring' || tried) return;
            tried = true;
            // The other would delete what this one has scored, and this one what the other has.
            const isCancelled = () => asked++ > 0;
            let asked = 0;
            expect(() => recompute({ kind: 'all' }, { isCancelled }, other, Date.now() + 60_000)).toThrow(
              /Cancelled before it began/,
            );
          },
        },
      );
      expect(tried).toBe(true);
      expect(scores()).toHaveLength(2);
      const before = lot.events().length;
      expect(recompute({ kind: 'all' }, {}, other)).toMatchObject({ scored: 2, events: 0 });
      expect(lot.events()).toHaveLength(before);
      expect(scores()).toHaveLength(2);
    } finally {
      other.close();
    }
  });

  it('leave nothing to do for the second where the first has done it', () => {
    lot.sync(lot.write('lot-1.csv', csv(HEADER, car(A, 39_000))));
    expect(recompute({ kind: 'dirty' })).toMatchObject({ scored: 1 });
    const runs = states().length;
    expect(recompute({ kind: 'dirty' })).toBeNull();
    expect(states()).toHaveLength(runs);
  });
});

describe('a sync reads what it goes by once the source is its own', () => {
  const define = (path: string) =>
    defineSources(lot.db, { path, name: 'lot', role: 'own', settings: {} })[0];

  it('a faster rival does not make a sync write listings twice or count absences wrong', () => {
    const [first, second] = ['lot-1.csv', 'lot-2.csv'].map((name, n) =>
      lot.write(name, csv(HEADER, car(A, 39_000), ...(n === 0 ? [car(B, 41_000)] : []))),
    );
    const slug = define(first ?? '')?.slug ?? '';
    const other = openWriter(`${lot.dir}/data`);
    try {
      // Asked for while the source is empty; the claim comes after the other process has read both files.
      const asked = { runId: uuidv7(), slug, what: { file: second ?? '', asOf: 2 } };
      for (const [n, file] of [first, second].entries())
        runSync(other, { runId: uuidv7(), slug, what: { file: file ?? '', asOf: n + 1 } }, quiet);
      expect(runSync(lot.db, asked, quiet)).toMatchObject({ baseline: false, unchanged: true, removed: 0 });
      expect(findSource(lot.db, { slug })).toMatchObject({ observations: 2, listings: 2 });
    } finally {
      other.close();
    }
  });

  it('a file of a folder that another process has read meanwhile is not read once more', () => {
    const folder = `${lot.dir}`;
    lot.write('lot-1.csv', csv(HEADER, car(A, 39_000)));
    lot.write('lot-2.csv', csv(HEADER, car(A, 38_000)));
    const slug = define(folder)?.slug ?? '';
    const request = { slug, runId: uuidv7(), asOf: null };
    const other = openWriter(`${lot.dir}/data`);
    try {
      // The list is made before the first file; the other process reads both between its two files.
      const mine = syncSource(lot.db, request, quiet);
      expect(mine.next().value).toMatchObject({ ok: true, result: { baseline: true } });
      for (const outcome of syncSource(other, { ...request, runId: uuidv7() }, quiet)) {
        expect(outcome).toMatchObject({ ok: true, result: { priceChanges: 1 } });
      }
      expect(mine.next()).toMatchObject({ done: true });
      expect(lot.events()).toHaveLength(1);
    } finally {
      other.close();
    }
  });

  it('settings that were saved while a sync waited count', () => {
    const file = lot.write('lot-1.csv', csv(HEADER, car(A, 39_000)));
    const source = define(file);
    if (source === undefined) throw new Error('A file is a source');
    updateSourceSettings(lot.db, source.id, { ...source.settings, constants: { make: 'Lexus' } });
    runSync(lot.db, { runId: uuidv7(), slug: source.slug, what: { file, asOf: 1 } }, quiet);
    expect(lot.vehicle(A)).toMatchObject({ make: 'Lexus' });
  });
});

describe('a file that is replaced under our eyes', () => {
  /** Another file of the same size and modification time takes its place, as a copying tool does it. */
  const replace = (file: string, text: string) => {
    const { atime, mtime, size } = statSync(file);
    writeFileSync(`${file}.new`, text);
    utimesSync(`${file}.new`, atime, mtime);
    renameSync(`${file}.new`, file);
    expect(statSync(file).size).toBe(size);
  };

  it('is not taken for read: the next sync finds what is in it', () => {
    lot.sync(lot.write('lot-1.csv', csv(HEADER, car(A, 39_000))));
    const file = lot.write('lot-2.csv', csv(HEADER, car(A, 38_000)));
    let replaced = false;
    const isCancelled = () => {
      // Asked with the first batch in hand: the rows are read already.
      if (!replaced) replace(file, csv(HEADER, car(A, 37_500)));
      replaced = true;
      return false;
    };
    expect(() => lot.sync(file, { isCancelled })).toThrow(/changed while it was being read/);
    expect(lot.vehicle(A)).toMatchObject({ price: 39_000 });
    expect(lot.sync(file)).toMatchObject({ unchanged: false, priceChanges: 1 });
    expect(lot.vehicle(A)).toMatchObject({ price: 37_500 });
  });
});

describe('the moment scores are for', () => {
  it('never goes back because an old file of a competitor was read', () => {
    const now = Date.UTC(2026, 5, 10);
    lot.sync(lot.write('lot-1.csv', csv(HEADER, car(A, 39_000))));
    recompute({ kind: 'all' }, { now: () => now });
    lot.sync(lot.write('rival-1.csv', csv(HEADER, car(B, 35_000, 'Rival'))), { role: 'competitor' });
    // Another day of the rival's, with an as-of date long before our scores.
    lot.sync(lot.write('rival-2.csv', csv(HEADER, car(B, 34_000, 'Rival'))), { role: 'competitor' });
    recompute({ kind: 'dirty' }, { now: () => now + 1_000 });
    expect(scores()).toEqual([{ listing_id: expect.any(Number), as_of: now }]);
  });
});

describe('housekeeping', () => {
  it('housekeeping ends what a killed command left running, and keeps the runs of the last two days however many they are', () => {
    const old = Date.UTC(2026, 0, 1);
    const runs = (count: number, at: number, name: string) => {
      for (let n = 0; n < count; n += 1) {
        const claim = { kind: 'source', id: 7 } as const;
        const run = { task: 'msrp_sync', claim, label: 'lot', file: null, sample: false } as const;
        insertRun(lot.db, { ...run, runId: `${name}-${n}` }, at + n);
        lot.db.prepare("UPDATE runs SET state = 'done' WHERE run_id = ?").run(`${name}-${n}`);
      }
    };
    runs(40, old, 'old');
    runs(700, old + 10 * 86_400_000, 'new');
    const now = old + 10 * 86_400_000 + 1_000_000;
    insertRun(
      lot.db,
      {
        runId: 'killed',
        task: 'ai_score_recompute',
        claim: { kind: 'scores' },
        label: '',
        file: null,
        sample: false,
      },
      now - 100_000,
    );
    expect(housekeep(lot.db, now)).toEqual({ interrupted: 1, pruned: 40 });
    expect(listRuns(lot.db, null, 1)[0]).toMatchObject({ runId: 'killed', state: 'interrupted' });
    expect(pruneRuns(lot.db, now + 3 * 86_400_000)).toBe(200);
  });
});
