import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { v7 as uuidv7 } from 'uuid';
import { eventsSince } from '../../store/journal/journal-read.ts';
import { findSource } from '../../store/sync/sources.ts';
import { removeSource } from '../../store/sync/remove-source.ts';
import { csv, openTestLot, type TestLot } from '../msrp-sync/fixture.ts';
import { explainVehicle } from './explain-vehicle.ts';
import { runRecompute } from './run.ts';

const HEADER = 'VIN,Year,Make,Model,Trim,MSRP,Price,Dealer Name';
const car = (vin: string, price: number, dealer: string): string =>
  `${vin},2026,Toyota,RAV4,LE,40000,${price},${dealer}`;
const RIVALS = [38_500, 39_500, 40_500].map((price, n) => car(`RIVAL${n}`, price, `Rival ${n}`));

let lot: TestLot;
beforeEach(() => {
  lot = openTestLot();
});
afterEach(() => lot.close());

const recompute = () => {
  const hooks = { now: Date.now, isCancelled: () => false, onProgress: () => undefined };
  const input = {
    runId: uuidv7(),
    scope: { kind: 'all' as const },
    reason: 'recompute' as const,
    asOf: Date.UTC(2026, 0, 1, 1),
  };
  const result = runRecompute(lot.db, { ...input, instanceId: 'here' }, hooks);
  if (result === null) throw new Error('Nothing was due');
  return result;
};
const explain = () => explainVehicle(lot.db, 'OURS1', null, 0).explanation;
const signal = (name: string) =>
  explain()
    .ati.pillars.flatMap((pillar) => pillar.signals)
    .find((one) => one.name === name);

describe('a vehicle in several of our sources', () => {
  it('is scored once, and its prices are held against each other', () => {
    lot.sync(lot.write('website.csv', csv(HEADER, car('OURS1', 39_000, 'North'))));
    expect(recompute().scored).toBe(1);
    expect(signal('con.parity')?.value).toBeNull();
    lot.sync(lot.write('market.csv', csv(HEADER, car('OURS1', 39_400, 'North'))));
    expect(recompute().scored).toBe(1);
    expect(signal('con.parity')?.value).toBe(0);
    lot.sync(lot.write('market.csv', csv(HEADER, car('OURS1', 39_040, 'North'))));
    expect(recompute().scored).toBe(1);
    expect(signal('con.parity')?.value).toBe(1);
  });

  it('keeps its scores when the source that was scored goes', () => {
    lot.sync(lot.write('website.csv', csv(HEADER, car('OURS1', 39_000, 'North'))));
    lot.sync(lot.write('market.csv', csv(HEADER, car('OURS1', 39_000, 'North'))));
    recompute();
    const website = findSource(lot.db, { slug: 'website' });
    if (website === null) throw new Error('no source');
    removeSource(lot.db, website);
    expect(recompute().scored).toBe(1);
    expect(explain().ati.score).toBeTypeOf('number');
  });
});

describe('a competitor’s source', () => {
  it('gives the market its comparables, is never scored, and sends no events', () => {
    lot.sync(lot.write('ours.csv', csv(HEADER, car('OURS1', 39_000, 'North'))));
    recompute();
    expect(explain().cis).toMatchObject({ score: null, comparables: 0 });
    lot.sync(lot.write('rivals.csv', csv(HEADER, ...RIVALS)), { role: 'competitor' });
    expect(recompute().scored).toBe(1);
    expect(explain().cis).toMatchObject({ comparables: 3, tier: 1 });
    const types = [...eventsSince(lot.db, 0, 100)].map((event) => [event.type, event.vin]);
    expect(types).toEqual([
      ['ai-scores:baseline', ''],
      ['ai-scores:update', 'OURS1'],
    ]);
  });
});
