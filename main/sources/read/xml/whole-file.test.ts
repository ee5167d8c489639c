import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readText } from '../../read-fixture.ts';

const vinOf = (index: number): string => `1FTEW1EP${index % 10}NK${String(index).padStart(6, '0')}`;
const car = (index: number, more = '', name = 'car'): string =>
  `<${name}><vin>${vinOf(index)}</vin><make>Ford</make><price>${20_000 + index}</price>${more}</${name}>`;
const cars = (from: number, count: number, name = 'car'): string =>
  Array.from({ length: count }, (_, i) => car(from + i, '', name)).join('\n');
const listings = (text: string, settings = {}) =>
  readText(text, settings).rows.map(({ listing }) => listing);
const vins = (text: string): unknown[] => readText(text).rows.map(({ vin }) => vin);
const notRead = (text: string) =>
  readText(text)
    .snapshot.notices()
    .filter(({ code }) => code === 'not-read');
const all = (count: number): string[] => Array.from({ length: count }, (_, i) => vinOf(i));
const LONG = 9_000;

describe('several sections', () => {
  it.each([
    ['by condition', `<lot><new>${cars(0, 2)}</new><used>${cars(2, 2)}</used></lot>`],
    [
      'by dealer',
      `<lot><north><cars>${cars(0, 2)}</cars></north><south><cars>${cars(2, 2)}</cars></south></lot>`,
    ],
    ['of cars and trucks', `<lot>${cars(0, 2)}${cars(2, 2, 'truck')}</lot>`],
    ['one root after the other', `<lot>${cars(0, 2)}</lot>\n<lot>${cars(2, 2)}</lot>\n`],
    [
      'two texts',
      `<?xml version="1.0"?><lot>${cars(0, 2)}</lot><?xml version="1.0"?><lot>${cars(2, 2)}</lot>`,
    ],
    [
      'in attributes',
      `<lot><new><v vin="${vinOf(0)}"/><v vin="${vinOf(1)}"/></new><used><v vin="${vinOf(2)}"/><v vin="${vinOf(3)}"/></used></lot>`,
    ],
  ])('are all read: %s', (_, text) => {
    expect(vins(text)).toEqual(all(4));
    expect(notRead(text)).toEqual([]);
  });

  it('far apart in a long file as well', () =>
    expect(vins(`<lot><new>${cars(0, LONG)}</new><used>${cars(LONG, 5)}</used></lot>`)).toEqual(
      all(LONG + 5),
    ));

  it('have the condition that their name says, unless a vehicle says another', () => {
    const text = `<lot><newVehicles>${car(0)}${car(1, '<condition>Used</condition>')}</newVehicles><Used>${car(2)}</Used><pre-owned>${car(3, '<condition/>')}</pre-owned></lot>`;
    expect(listings(text).map((listing) => listing?.condition)).toEqual(['new', 'used', 'used', 'used']);
    const typed = `<lot><section type="used">${cars(0, 1)}</section><section type="new">${cars(1, 1)}</section></lot>`;
    expect(listings(typed).map((listing) => listing?.condition)).toEqual(['used', 'new']);
    const sideBySide = `<lot>${car(0, '', 'newCar')}${car(1, '', 'usedCar')}${car(2, '', 'newCar')}</lot>`;
    expect(listings(sideBySide).map((listing) => listing?.condition)).toEqual(['new', 'used', 'new']);
    const named = `<lot><section name="Used">${cars(0, 2)}</section><section name="New Vehicles (2)">${cars(2, 2)}</section><section name="Used Car Superstore">${car(4)}</section></lot>`;
    expect(readText(named, { condition: null }).rows.map(({ listing }) => listing?.condition)).toEqual([
      'used', 'used', 'new', 'new', 'new',
    ]); // prettier-ignore
    const [used, asNew] = ['used', 'new'].map(
      (name) => readText(`<lot><${name}>${car(1)}</${name}></lot>`).hashes[0],
    );
    expect(used).not.toBe(asNew);
  });

  it.each([
    ['sold ones', `<lot><cars>${cars(0, 2)}</cars><sold>${cars(7, 3)}</sold></lot>`, 'lot.sold.car', 3],
    [
      'sold ones first',
      `<lot><sold>${cars(7, 3)}</sold><cars>${cars(0, 2)}</cars></lot>`,
      'lot.sold.car',
      3,
    ],
    [
      'deeper ones',
      `<lot>${cars(0, 2)}<more><seen>${cars(7, 1)}</seen></more></lot>`,
      'lot.more.seen.car',
      1,
    ],
    ['in attributes', `<lot>${cars(0, 2)}<more><v vin="${vinOf(7)}"/></more></lot>`, 'lot.more.v', 1],
    ['bare ones', `<lot>${cars(0, 2)}<seen><vin>${vinOf(7)}</vin></seen></lot>`, 'lot.seen', 1],
    [
      'far away',
      `<lot><cars>${cars(0, 2)}</cars><pad>${'x'.repeat(2_000_000)}</pad><more><sold>${cars(7, 2)}</sold></more></lot>`,
      'lot.more.sold.car',
      2,
    ],
  ])('not read are counted, with where they are: %s', (_, text, column, count) => {
    expect(vins(text)).toEqual(all(2));
    expect(notRead(text)).toEqual([
      {
        code: 'not-read',
        field: null,
        column,
        value: null,
        count,
        sample: expect.arrayContaining([vinOf(7)]),
      },
    ]);
  });

  it('that are left out are a warning, as with JSON', () => {
    const { notes } = readText(`<x><gone>${cars(0, 2)}</gone><lot><a>${cars(2, 2)}</a></lot></x>`).snapshot;
    expect(notes.join()).toContain('there are VINs at');
  });

  it('nothing is lost: whatever the sections, each VIN is read or counted', () => {
    const name = fc.constantFrom('new', 'used', 'cars', 'sold', 'a', 'b');
    const shape = fc.letrec<{ node: unknown }>((tie) => ({
      node: fc.oneof(
        { maxDepth: 3 },
        fc.constant('list'),
        fc.array(fc.tuple(name, tie('node')), { minLength: 1, maxLength: 3 }),
      ),
    })).node;
    fc.assert(
      fc.property(shape, (root) => {
        let made = 0;
        const build = (node: unknown): string => {
          if (!Array.isArray(node)) {
            made += 2;
            return cars(made - 2, 2);
          }
          return (node as [string, unknown][])
            .map(([key, inner]) => `<${key}>${build(inner)}</${key}>`)
            .join('');
        };
        const text = `<lot>${build(root)}</lot>`;
        const left = notRead(text).reduce((sum, { count }) => sum + count, 0);
        expect(new Set(vins(text)).size + left).toBe(made);
      }),
    );
  });
});

describe('what is said around vehicles', () => {
  it.each([
    [
      'the dealer in an attribute',
      `<lot dealer="North Lot">${cars(0, 2)}</lot>`,
      { dealerName: 'North Lot' },
    ],
    ['in an element', `<lot><dealer>North Lot</dealer>${cars(0, 2)}</lot>`, { dealerName: 'North Lot' }],
    [
      'after the vehicles',
      `<lot><cars>${cars(0, 2)}</cars><dealer>North Lot</dealer></lot>`,
      { dealerName: 'North Lot' },
    ],
    [
      'in parts',
      `<lot><dealer><id>D7</id><name>North</name></dealer><cars>${cars(0, 2)}</cars></lot>`,
      { dealerId: 'D7', dealerName: 'North' },
    ],
    [
      'the dealer around',
      `<lot><dealer id="D7"><name>North</name><cars>${cars(0, 2)}</cars></dealer></lot>`,
      { dealerId: 'D7', dealerName: 'North' },
    ],
    ['the currency', `<lot currency="cad">${cars(0, 2)}</lot>`, { currency: 'CAD' }],
    [
      'make and model',
      `<lot make="Ram"><model name="x" model="1500"><v><vin>${vinOf(0)}</vin></v><v><vin>${vinOf(1)}</vin></v></model></lot>`,
      { make: 'Ram', model: '1500' },
    ],
  ])('holds for each: %s', (_, text, expected) => {
    for (const listing of listings(text)) expect(listing).toMatchObject(expected);
  });

  it('is each dealer’s own, and a vehicle’s own word is nearer', () => {
    const text = `<lot currency="USD">
      <dealer><name>North</name><cars>${car(0)}${car(1, '<currency>CAD</currency>')}</cars></dealer>
      <dealer currency="EUR"><cars>${car(2)}</cars><name>South</name></dealer>
      <dealer><cars>${car(3)}</cars></dealer></lot>`;
    expect(listings(text).map((listing) => [listing?.dealerName, listing?.currency])).toEqual([
      ['North', 'USD'], ['North', 'CAD'], ['South', 'EUR'], [null, 'USD'],
    ]); // prettier-ignore
  });

  it('is found behind many vehicles', () => {
    for (const text of [`<lot>${cars(0, 300)}<currency>CAD</currency></lot>`, `<lot><cars>${cars(0, 300)}</cars><currency>CAD</currency></lot>`])
      expect(new Set(listings(text).map((listing) => listing?.currency))).toEqual(new Set(['CAD']));
  }); // prettier-ignore

  it('is told where it stands too far behind its vehicles to be known in time', () => {
    const many = Array.from({ length: 700 }, (_, i) => car(i, `<description>${'x'.repeat(2_000)}</description>`)).join('');
    const late = (text: string) =>
      readText(text)
        .snapshot.notices()
        .filter(({ code, value: why }) => code === 'unused-column' && why?.includes('1 MiB') === true)
        .map(({ field, column }) => [field, column]);
    expect(late(`<lot>${many}<currency>CAD</currency></lot>`)).toEqual([['currency', 'currency']]);
    expect(late(`<lot><cars>${many}</cars><currency>CAD</currency></lot>`)).toEqual([['currency', 'currency']]);
    expect(late(`<lot><dealer><cars>${many}</cars><name>North</name></dealer></lot>`)).toEqual([['dealer', 'name']]);
    expect(late(`<lot>${many}<dealer><id>7</id><name>North</name></dealer></lot>`)).toEqual([['dealer', 'dealer']]);
    expect(late(`<lot><dealer code="A">${many}</dealer><dealer code="B">${car(900)}</dealer></lot>`)).toEqual([]);
    expect(late(`<lot currency="CAD">${many}<total>700</total><dealer/></lot>`)).toEqual([]);
  }); // prettier-ignore

  it('of the channel itself says nothing of the vehicles', () => {
    const text = `<rss><channel><title>Lot</title><link>https://x</link><description>d</description><item><vin>${vinOf(0)}</vin></item><item><vin>${vinOf(1)}</vin></item></channel></rss>`;
    expect(listings(text)[0]).toMatchObject({ title: null, url: null, description: null });
  });

  it('is found wherever the pieces of a long file end', () => {
    const names = Array.from({ length: 60 }, (_, i) => `D${i}`);
    const dealers = names.map(
      (name, i) => `<dealer><cars>${cars(i * 200, 200)}</cars><name>${name}</name></dealer>`,
    );
    expect(listings(`<lot>${dealers.join('\n')}</lot>`).map((listing) => listing?.dealerName)).toEqual(
      names.flatMap((name) => Array.from({ length: 200 }, () => name)),
    );
  });
});

describe('an empty list', () => {
  it.each([
    '<inventory/>',
    '<inventory></inventory>',
    '<inventory dealer="x" count="0"/>',
    '<inventory><vehicles/></inventory>',
    '<inventory><generated>2026</generated><vehicles></vehicles></inventory>',
    '<rss version="2.0"><channel><title>Lot</title><link>https://x</link></channel></rss>',
    '<feed xmlns="http://www.w3.org/2005/Atom"><id>x</id><title>Lot</title></feed>',
    '<lot><new/><used/></lot>',
  ])('says so: %s', (text) =>
    expect(() => vins(text)).toThrow('holds an empty list of vehicles; nothing was changed'),
  );
});
