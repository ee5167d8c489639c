import { describe, expect, it } from 'vitest';
import { listSources } from '../../../store/sync/sources.ts';
import { csv } from '../fixture.ts';
import { HEADER, useLot, vinOf } from './lot.fixture.ts';

/** Hazard 14: a missing VIN is not sold until it was missing twice, and what is no complete feed deletes nothing. */
const { lot, next, nextText, moves } = useLot();
const ALL = [0, 1, 2, 3].map((n) => `${vinOf(n)},new,40000,39000,Kia,Soul,North`);
const states = (): unknown[] =>
  lot()
    .vehicles()
    .map(({ status }) => status);
const json = JSON.stringify(
  ALL.map((_, n) => ({ vin: vinOf(n), msrp: 40_000, price: 39_000, dealer: 'North' })),
);
const xml = `<lot>${ALL.map((_, n) => `<car><vin>${vinOf(n)}</vin><msrp>40000</msrp></car>`).join('')}</lot>`;

describe('hazard 14, deleted cars', () => {
  it('a car is gone at its second absence in a complete feed, not before', () => {
    next(...ALL);
    next(...ALL.slice(1));
    expect(states()).toEqual(['absent', 'listed', 'listed', 'listed']);
    expect(next(...ALL.slice(1))).toMatchObject({ removed: 1 });
    expect(states()).toEqual(['gone', 'listed', 'listed', 'listed']);
  });

  it.each([
    ['0 bytes', ''],
    ['white space', ' \n\n'],
    [
      'an HTML error page',
      '<!DOCTYPE html><html><head><title>503</title></head><body>Unavailable</body></html>',
    ],
    ['an HTML login page without a doctype', '<html><body><form action="/login"></form></body></html>'],
    ['a header alone', `${HEADER}\n`],
    ['no header', ALL.join('\n')],
    ['an error in JSON', '{"error":{"code":401,"message":"Unauthorized"}}'],
    ['an error in XML', '<?xml version="1.0"?><Error><Code>AccessDenied</Code></Error>'],
    ['an empty JSON list', '[]'],
    ['a JSON list cut between two cars', json.slice(0, json.indexOf('},') + 1)],
    ['a JSON list cut inside a car', json.slice(0, 100)],
    ['an XML feed cut between two cars', xml.slice(0, xml.indexOf('</car>') + 6)],
    ['an XML feed cut inside a car', xml.slice(0, xml.indexOf('</car>') + 20)],
  ])('%s, even twice, is a failed run that deletes nothing', (_, text) => {
    next(...ALL);
    for (let time = 0; time < 2; time += 1)
      expect(() => nextText(text)).toThrow(/othing was changed|--map vin=Column/);
    expect(states()).toEqual(['listed', 'listed', 'listed', 'listed']);
    expect(moves()).toEqual([]);
    expect(listSources(lot().db)[0]?.error).not.toBeNull();
    expect(next(...ALL)).toMatchObject({ removed: 0, events: 0 });
    expect(listSources(lot().db)[0]?.error).toBeNull();
  });

  it('a row that cannot be read keeps its car on the lot', () => {
    next(...ALL);
    for (let time = 0; time < 3; time += 1) {
      const broken = `${vinOf(0)},new,40000,39000,Kia,Soul,North,extra ${time}`;
      expect(nextText(csv(HEADER, broken, ...ALL.slice(1)))).toMatchObject({ rejectedRows: 1, removed: 0 });
    }
    expect(states()).toEqual(['listed', 'listed', 'listed', 'listed']);
  });
});
