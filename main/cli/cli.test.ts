import { copyFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { openCommandLine } from './command-line.fixture.ts';

const HEADER = 'VIN,MSRP,Price';
const GOOD = `${HEADER}\n1HGCM82633A004352,40000,39000\n3GNAXMEV7NS200005,50000,48000\n`;

let line: ReturnType<typeof openCommandLine>;
let dir: string;
beforeEach(() => {
  line = openCommandLine();
  ({ dir } = line);
});
afterEach(() => line.close());

const lotwatch = (...args: string[]) => line.lotwatch(...args);
const json = (...args: string[]) => line.json(...args);
const write = (name: string, text: string): string => line.write(name, text);

describe('lotwatch sync', () => {
  it('reports on one line, and the journal and the vehicles follow it', () => {
    const dated = ['--as-of', '2026-08-20'];
    const [first] = json('sync', write('lot.csv', GOOD), '--dealer', 'TEST', '--json', ...dated);
    expect(first).toMatchObject({ source: 'lot', baseline: true, vehicles: 2, dealerIds: ['TEST'] });
    const [second] = json(
      'sync',
      write('lot.csv', GOOD.replace('39000', '38500')),
      '--dealer',
      'TEST',
      '--json',
      '--as-of',
      '2026-08-21',
    );
    expect(second).toMatchObject({
      baseline: false,
      priceChanges: 1,
      events: 1,
      asOf: '2026-08-21T00:00:00.000Z',
    });
    const [baseline, event, ...more] = json('events');
    expect(more).toEqual([]);
    // The scores of the first sync, reported once; the price moved none of them.
    expect(baseline).toMatchObject({ seq: 1, type: 'ai-scores:baseline', scored: 2 });
    expect(event).toEqual({
      seq: 2,
      id: expect.any(String),
      type: 'price:change',
      vin: '1HGCM82633A004352',
      old: 39_000,
      new: 38_500,
      deltaPct: -1.28,
      ts: '2026-08-21T00:00:00.000Z',
      dealerId: 'TEST',
      source: 'lot',
      runId: second?.['runId'],
    });
    expect(json('events', '--since', '2')).toEqual([]);
    expect(json('vehicles', '--vin', ' vin: 1hgcm82633a004352')).toMatchObject([
      { price: 38_500, dealerId: 'TEST' },
    ]);
    expect(json('vehicles', '--dealer', 'test')).toHaveLength(2);
  });

  it('exports vehicles and events as tables, with the column each amount is from', () => {
    json('sync', write('lot.csv', `${GOOD.trimEnd()}\n11111111111111111,60000,58000\n`), '--json');
    const { lines } = lotwatch('vehicles', '--csv', '--bom');
    expect(lines[0]).toMatch(/^\ufeffvin,source,/);
    expect(lines[1]).toMatch(/^"=""11111111111111111""",lot,/);
    const header = lines[0]?.trim().split(',') ?? [];
    expect(lines[1]?.split(',')[header.indexOf('msrpColumn')]).toBe('MSRP');
    expect(lotwatch('events', '--csv').lines[0]?.trim()).toMatch(/^seq,id,type,vin,old,new,deltaPct,/);
  });

  it('reads a folder file by file, reports a bad day once and goes on', () => {
    write('daily/lot-2026-08-20.csv', GOOD);
    write('daily/lot-2026-08-21.csv', '');
    write('daily/lot-2026-08-22.csv', GOOD.replace('39000', '38500'));
    write('daily/lot-2026-08-23.csv.tmp', 'half');
    const done = lotwatch('sync', join(dir, 'daily'), '--json');
    expect(done.code).toBe(1);
    expect(done.err).toMatch(/^lotwatch: .*lot-2026-08-21.csv.*empty.*\n$/);
    expect(done.lines.map((line) => JSON.parse(line).events)).toEqual([0, 1]);
    const again = lotwatch('sync', join(dir, 'daily'));
    expect([again.code, again.lines]).toEqual([0, []]);
    expect(again.err).toMatch(/nothing new/);
  });

  it('leaves a file that is still being written for later', () => {
    write('daily/lot-1.csv', GOOD);
    copyFileSync(join(dir, 'daily', 'lot-1.csv'), join(dir, 'daily', 'lot-2.csv'));
    // As if written a moment from now: however slow this machine is, the file is young when it is looked at.
    const soon = new Date(Date.now() + 60_000);
    utimesSync(join(dir, 'daily', 'lot-2.csv'), soon, soon);
    const done = lotwatch('sync', join(dir, 'daily'), '--json');
    expect(done.lines.map((line) => JSON.parse(line).file)).toEqual(['lot-1.csv']);
    expect(done.err).toMatch(/^lotwatch: lot-2\.csv may still be being written; sync again in a moment\n$/);
    // Without this name "nothing new" would be a riddle.
    expect(lotwatch('sync', join(dir, 'daily')).err).toMatch(/lot-2\.csv may still be being written/);
  });

  it('takes two name patterns of one folder as two sources', () => {
    write('daily/ford-1.csv', GOOD);
    write('daily/toyota-1.csv', GOOD);
    expect(
      json('sync', join(dir, 'daily'), '--json').map((result) => [result['source'], result['baseline']]),
    ).toEqual([
      ['ford', true],
      ['toyota', true],
    ]);
  });

  it('keeps the rows before a cut-off last one, and its vehicle on the lot', () => {
    lotwatch('sync', write('lot.csv', GOOD));
    const [result] = json(
      'sync',
      write('lot.csv', `${HEADER}\n1HGCM82633A004352,40000,38000\n3GNAXMEV7NS200005,50`),
      '--json',
    );
    expect(result).toMatchObject({ rows: 2, rejectedRows: 1, priceChanges: 1, msrpChanges: 0, removed: 0 });
    expect(json('vehicles', '--vin', '3GNAXMEV7NS200005')).toMatchObject([
      { status: 'listed', msrp: 50_000 },
    ]);
  });
});

describe('lotwatch scores', () => {
  const MARKET = [1, 2, 3].map(
    (n) => `2T3E6RFV3PW16I07${n},40000,${38_000 + n * 500},2026,Toyota,RAV4,LE,Rival ${n}`,
  );
  const market = (price: number) =>
    [
      'VIN,MSRP,Price,Year,Make,Model,Trim,Dealer Name',
      `1HGCM82633A004352,40000,${price},2026,Toyota,RAV4,LE,North`,
      ...MARKET,
      '',
    ].join('\n');

  it('follow a sync, with the reason, and are the same bytes when explained again', () => {
    lotwatch('sync', write('lot.csv', market(39_000)), '--own-dealer', 'North', '--as-of', '2026-08-20');
    lotwatch('sync', write('lot.csv', market(36_000)), '--own-dealer', 'North', '--as-of', '2026-08-21');
    const [event] = json('events').filter((one) => one['type'] === 'ai-scores:update');
    expect(event).toMatchObject({
      vin: '1HGCM82633A004352',
      dealerId: 'north',
      reason: 'price_change',
      ts: '2026-08-21T00:00:00.000Z',
    });
    const explain = () => lotwatch('explain', '1HGCM82633A004352', '--as-of', '2026-08-21').lines;
    const [explained] = json('explain', '1HGCM82633A004352');
    expect(explained).toMatchObject({
      model: 'score-v1',
      cis: { score: event?.['cis'], tier: 1, comparables: 3, basis: 'msrp' },
    });
    expect(explain()).toEqual(explain());
    expect(json('recompute', '--as-of', '2026-08-21', '--json')).toMatchObject([
      { scored: 1, changed: 0, events: 0 },
    ]);
  });

  it('say what is wrong with a signals file, a scope or a vehicle', () => {
    lotwatch('sync', write('lot.csv', market(39_000)), '--own-dealer', 'North');
    const bad = lotwatch('signals', write('signals.csv', 'dealerId,asOf,seo\nnorth,2026-08-20,many\n'));
    expect([bad.code, bad.lines]).toEqual([1, []]);
    expect(bad.err).toMatch(/signals.csv.*north.*seo is "many" \(text\).*0 to 100.*Nothing was imported/);
    expect(lotwatch('explain', '3GNAXMEV7NS200005').err).toMatch(/not one of your vehicles/);
    expect(lotwatch('recompute', '--dealer', 'north', '--vin', 'X').err).toMatch(
      /--dealer or --vin, not both/,
    );
  });
});

describe('what cannot be', () => {
  const cases: [what: string, text: string | null, says: RegExp][] = [
    ['no such file', null, /no file or folder .*none\.csv/],
    ['an empty file', '', /empty/],
    ['a page instead of data', '<!DOCTYPE html><html><body>Please sign in</body></html>', /web page/],
    ['no VIN column', 'Stock,Price\nA1,100\n', /no VIN column.*--map vin=Column.*Stock, Price/],
    ['a header and no rows', `${HEADER}\n`, /header.*no rows/],
  ];
  it.each(cases)('%s: one line that says what to do, and nothing is lost', (_what, text, says) => {
    lotwatch('sync', write('lot.csv', GOOD), '--source', 'mine');
    const path = text === null ? join(dir, 'none.csv') : write('lot.csv', text);
    const done = lotwatch('sync', path, '--source', 'mine', '--json');
    expect([done.code, done.lines]).toEqual([1, []]);
    expect(done.err).toMatch(says);
    expect(done.err.trimEnd()).not.toContain('\n');
    expect(json('vehicles').map((vehicle) => vehicle['status'])).toEqual(['listed', 'listed']);
  });

  it('a database of a newer version', () => {
    lotwatch('sync', write('lot.csv', GOOD));
    const db = new DatabaseSync(join(dir, 'data', 'lotwatch.db'));
    db.exec('PRAGMA user_version = 999');
    db.close();
    for (const command of [
      ['sync', join(dir, 'lot.csv')],
      ['events'],
      ['vehicles'],
      ['serve', '--port', '0'],
    ]) {
      const done = lotwatch(...command);
      expect(done.code).toBe(1);
      expect(done.err).toMatch(/^lotwatch: .*newer Lotwatch.*Nothing was changed.*\n$/);
    }
  });

  it('a data folder that cannot be one', () => {
    writeFileSync(join(dir, 'data'), 'a file');
    for (const command of [
      ['sync', write('lot.csv', GOOD)],
      ['serve', '--port', '0'],
    ]) {
      const done = lotwatch(...command);
      expect(done.code).toBe(1);
      expect(done.err).toMatch(/^lotwatch: Cannot .*data.*--data-dir.*\n$/);
    }
  });

  it('an option or a value it does not know', () => {
    expect(lotwatch('sync', 'x.csv', '--map', 'vin').err).toMatch(/--map.*field=Column/);
    expect(lotwatch('sync', 'x.csv', '--condition', 'mint').err).toMatch(/--condition.*new, used, cpo/);
    expect(lotwatch('events', '--since', 'x').err).toMatch(/--since.*whole number/);
    expect(lotwatch('serve', '--port', '99999').err).toMatch(/--port cannot be "99999"/);
  });
});
