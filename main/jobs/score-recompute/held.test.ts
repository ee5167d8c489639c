import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { v7 as uuidv7 } from 'uuid';
import { csv, openTestLot, type TestLot } from '../msrp-sync/fixture.ts';
import { explainVehicle } from './explain-vehicle.ts';
import { runRecompute } from './run.ts';

const HEADER = 'VIN,Condition,Year,Make,Model,Trim,MSRP,Price,Dealer Name';
const OURS = { settings: { ownDealers: ['North'] } };
const RIVALS = [1, 2, 3, 4];

let lot: TestLot;
let day = 0;
beforeEach(() => {
  lot = openTestLot();
  day = 0;
});
afterEach(() => lot.close());

/** A day of ours at `price` among rivals at the prices given by number. */
const sync = (price: number, rival: (n: number) => number = (n) => 38_000 + n * 500) => {
  day += 1;
  const line = (vin: string, dealer: string, at: number) =>
    `${vin},new,2026,Toyota,RAV4,LE,40000,${at},${dealer}`;
  const rivals = RIVALS.map((n) => line(`RIVAL${n}`, `Rival ${n}`, rival(n)));
  lot.sync(lot.write(`lot-${day}.csv`, csv(HEADER, line('OURS1', 'North', price), ...rivals)), OURS);
  const hooks = { now: Date.now, isCancelled: () => false, onProgress: () => undefined };
  const scope = { kind: 'dirty' } as const;
  runRecompute(
    lot.db,
    { runId: uuidv7(), scope, reason: 'competitor_change', asOf: null, instanceId: 'here' },
    hooks,
  );
};
const explained = () => explainVehicle(lot.db, 'OURS1', null, Date.now());
const detail = (name: string) => {
  const { cis, ati } = explained().explanation;
  const signals = [...cis.pillars, ...ati.pillars].flatMap((pillar) => pillar.signals);
  return signals.find((signal) => signal.name === name)?.detail;
};

describe('a held value', () => {
  it('a held value of a rival leaves the market until it is accepted', () => {
    sync(39_000);
    expect(explained().explanation.cis.comparables).toBe(4);
    sync(39_000, (n) => (n === 1 ? 3_704_740 : 38_000 + n * 500));
    expect(explained().explanation.cis.comparables).toBe(3);
    expect(explained().comparables.map(({ vin }) => vin)).not.toContain('RIVAL1');
    sync(39_000);
    expect(explained().explanation.cis.comparables).toBe(4);
  });

  it('a held value of our vehicle leaves its scores as they were, and the explanation says so', () => {
    sync(39_000);
    const before = explained().explanation.cis;
    expect(detail('cis.price')).not.toMatch(/held/);
    sync(3_704_740);
    const { cis } = explained().explanation;
    expect([cis.score, cis.priceToMarket]).toEqual([before.score, before.priceToMarket]);
    expect(detail('cis.price')).toMatch(
      /; the price in its feed is held for review, so the last accepted one counts$/,
    );
    expect(detail('pre.sanity')).toMatch(/held for review/);
    expect(explained().comparables.find(({ ours }) => ours)?.price).toBe(39_000);
    sync(38_900);
    expect(detail('cis.price')).not.toMatch(/held/);
  });
});
