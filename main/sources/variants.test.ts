import { describe, expect, it } from 'vitest';
import { readText } from './read-fixture.ts';

/** The kinds of fault that cases/*.md name, as other providers would write them. */
const vin = (at: number): string => `1FTEW1EP0NK${String(at).padStart(6, '0')}`;
const read = (text: string) => readText(text, { dealer: 'D', condition: null });
const listings = (text: string) => read(text).rows.flatMap(({ listing }) => listing ?? []);
const money = (text: string) => listings(text).map(({ msrp, price }) => [msrp, price]);
const notices = (text: string) => read(text).snapshot.notices();
const csv = (columns: string, ...rows: string[]): string =>
  [`VIN,${columns}`, ...rows.map((row, at) => `${vin(at)},${row}`), ''].join('\n');
const BOTH = [[4_000_000, 3_800_000], [4_000_000, 3_800_000]]; // prettier-ignore

describe('several prices of one vehicle, told apart by what each is called', () => {
  const json = (...prices: object[]): string =>
    JSON.stringify(
      [0, 1].map((at) => ({ vin: vin(at), type: 'New', prices: at === 0 ? prices : prices.toReversed() })),
    );
  const xml = (...prices: string[]): string =>
    `<lot>${[0, 1].map((at) => `<car><vin>${vin(at)}</vin><condition>new</condition>${(at === 0 ? prices : prices.toReversed()).join('')}</car>`).join('')}</lot>`;

  it.each([
    ['type and amount', json({ type: 'msrp', amount: 40_000 }, { type: 'internet', amount: 38_000 })],
    ['name and value', json({ name: 'MSRP', value: '$40,000' }, { name: 'Our Price', value: '$38,000' })],
    ['an id', xml('<Price id="MSRP" value="40000"/>', '<Price id="Selling" value="38000"/>')],
    ['an attribute', xml('<price type="MSRP">40000</price>', '<price type="Internet">38000</price>')],
    ['attributes of amounts', xml('<amount name="msrp">40000</amount>', '<amount name="sale">38000</amount>')],
    [
      'an element inside',
      xml(
        '<price><type>MSRP</type><amount>40000</amount></price>',
        '<price><amount>38000</amount><type>Selling</type></price>',
      ),
    ],
  ])('%s, in any order', (_, text) => {
    expect(money(text)).toEqual(BOTH);
  }); // prettier-ignore

  it('keeps each of them, with what it is', () => {
    const { snapshot } = read(
      json({ type: 'msrp', amount: 40_000 }, { type: 'internet', amount: 38_000 }, { type: 'dealerDiscount', amount: 2_000 }, { type: 'docFee', amount: 499 }),
    ); // prettier-ignore
    expect(snapshot.prices.map(({ name, role }) => [name, role])).toEqual([
      ['prices[type=msrp].amount', 'msrp'],
      ['prices[type=internet].amount', 'internet'],
      ['prices[type=dealerDiscount].amount', 'rebate'],
      ['prices[type=docFee].amount', 'docFee'],
    ]);
    expect(snapshot.mapped).not.toHaveProperty('dealer');
  });

  it('says where nothing tells them apart', () => {
    expect(notices(xml('<price>40000</price>', '<price>38000</price>'))).toContainEqual(
      expect.objectContaining({ code: 'chosen-column', field: 'price', value: 'the first of several of that name' }),
    );
  }); // prettier-ignore

  it('an amount inside of its price has the price’s role', () => {
    const one = (at: number) => ({ vin: vin(at), type: 'New', pricing: { msrp: { amount: 40_000 }, internetPrice: { amount: 38_000 } } }); // prettier-ignore
    const { snapshot } = read(JSON.stringify([one(0), one(1)]));
    expect(snapshot.prices.map(({ role }) => role)).toEqual(['msrp', 'internet']);
  });
});

describe('names of other countries', () => {
  it.each([
    ['Listenpreis', 'Verkaufspreis', 'Zustand', 'Neuwagen'],
    ['Prix catalogue', 'Prix', 'Etat', 'Neuf'],
    ['Precio de lista', 'Precio', 'Estado', 'Nuevo'],
    ['Prezzo di listino', 'Prezzo', 'Stato', 'Nuovo'],
    ['Catalogusprijs', 'Vraagprijs', 'Staat', 'Nieuw'],
    ['Cena katalogowa', 'Cena', 'Stan', 'Nowy'],
  ])('%s and %s', (msrp, price, condition, word) => {
    const text = csv(`${msrp},${price},${condition}`, `40000,38000,${word}`, `40000,38000,${word}`);
    expect(money(text)).toEqual(BOTH);
    expect(listings(text).map((row) => row.condition)).toEqual(['new', 'new']);
  });

  it.each([
    ['Incidentato', 'used'], ['Uszkodzony', 'used'], ['Recuperado', 'used'], ['Aziendale', 'unknown'], ['Véhicule de direction', 'unknown'],
  ])('%s is not new', (word, condition) => {
    expect(listings(csv('Condition,Price', `New,30000`, `${word},30000`)).map((row) => row.condition)).toEqual(['new', condition]);
  }); // prettier-ignore
});

describe('condition where no usual column says it', () => {
  it('letters of a column that only its values show are read by the whole column', () => {
    const text = csv('NU Code,Price', 'N,30000', 'U,20000', 'C,25000', 'D,29000');
    expect(listings(text).map(({ condition, stockType }) => [condition, stockType])).toEqual([
      ['new', null], ['used', null], ['cpo', null], ['unknown', 'demo'],
    ]); // prettier-ignore
  });

  it.each(['Pre-Owned', 'Used Vehicle'])('%s of yes or no', (name) => {
    expect(listings(csv(`${name},Price`, 'No,30000', 'Yes,20000', 'Yes,21000')).map(({ condition }) => condition)).toEqual(['new', 'used', 'used']);
  }); // prettier-ignore

  it('yes or no inside of an object', () => {
    const cars = [true, false].map((usedFlag, at) => ({ vin: vin(at), attributes: { usedFlag }, price: 30_000 }));
    expect(listings(JSON.stringify(cars)).map(({ condition }) => condition)).toEqual(['used', 'new']);
  }); // prettier-ignore
});

describe('amounts that are marks', () => {
  it('one amount in every row is no price where another column has prices', () => {
    const text = csv('Type,Internet Price,Asking', ...[1, 2, 3, 4, 5].map((at) => `Used,99999,2${at}000`));
    expect(read(text).snapshot.mapped['price']).toBe('Asking');
    expect(notices(text)).toContainEqual(
      expect.objectContaining({ code: 'chosen-column', field: 'price', value: '“Internet Price” holds one amount throughout' }),
    );
  }); // prettier-ignore

  it('another column of prices that nothing reads is named, however its amounts end', () => {
    const rows = [1, 2, 3, 4].flatMap((at) => [`New,4000${at},`, `Used,,2000${at}`]);
    expect(notices(csv('Type,New Price,Used Price', ...rows))).toContainEqual(
      expect.objectContaining({ code: 'unused-column', field: 'price', column: 'Used Price' }),
    );
  });

  it('what is called a price is no MSRP, however it compares', () => {
    const text = csv('Condition,Price,Sale Price', 'used,22000 USD,21000 USD', 'used,23000 USD,22500 USD', 'used,24000 USD,23500 USD'); // prettier-ignore
    expect(read(text).snapshot.mapped).not.toHaveProperty('msrp');
  });
});

describe('cells', () => {
  it.each(['None', 'nan', 'null', 'N/A', '[]', '[null]', '{}', '()', 'set()'])(
    'photos and options of %s are none',
    (cell) => {
      const [row] = listings(csv('Photos,Options,Price', `${cell},${cell},20000`));
      expect([row?.photos, row?.options]).toEqual([[], []]);
    },
  );

  it.each(['image_link[0],image_link[1]', 'photo_links', 'Photo Links', 'Fotos'])(
    '%s are photos',
    (columns) => {
      const cells = columns.includes(',') ? 'https://x.test/a.jpg,https://x.test/b.jpg' : '"https://x.test/a.jpg,https://x.test/b.jpg"'; // prettier-ignore
      const text = csv(`${columns},Price`, `${cells},20000`, `${cells},21000`);
      expect(listings(text).map(({ photos }) => photos.length)).toEqual([2, 2]);
    },
  );

  it.each([['Mileage UOM', 'K'], ['odometerType', 'KM'], ['Unit', 'km'], ['Odometer Unit', 'kilometers']])('%s of %s is kilometres', (column, unit) => {
    const text = csv(`Mileage,${column},Price`, `80000,${unit},20000`, `81000,${unit},21000`);
    expect(listings(text).map(({ mileage }) => mileage)).toEqual([49_710, 50_331]);
    expect(notices(text)).not.toContainEqual(expect.objectContaining({ code: 'no-column', field: 'mileageUnit' }));
  }); // prettier-ignore

  it('Detail Page URL is the page', () => {
    expect(read(csv('Detail Page URL,Price', 'https://d.test/1,20000')).snapshot.mapped['url']).toBe('Detail Page URL');
  }); // prettier-ignore
});

describe('what is no vehicle', () => {
  it.each(['(17 characters)', 'Factory Order 12', 'VIN to follow', 'VIN0000000000000000', 'NOVIN', 'Coming soon'])('%s', (text) => {
    const { rows, snapshot } = read(`VIN,Condition,Price\n${text},used,20000\n${vin(0)},used,21000\n`);
    expect(rows.map(({ listing }) => listing?.vin ?? null)).toEqual([null, vin(0)]);
    expect(snapshot.notices()).toContainEqual(expect.objectContaining({ code: 'no-identity', value: text, count: 1 }));
  }); // prettier-ignore
});

describe('two tables in one file', () => {
  const first = csv('Price,Condition', '20000,used', '21000,used');

  it('are one where the second line of names is the first again', () => {
    expect(
      listings(`${first}VIN,Price,Condition\n${vin(9)},22000,used\n`).map(({ price }) => price),
    ).toEqual([2_000_000, 2_100_000, 2_200_000]);
  });

  it('are refused where the second has its columns in another order', () => {
    expect(() => read(`${first}Price,VIN,Condition\n22000,${vin(9)},used\n`)).toThrow(
      'row 3 is another line of column names',
    );
  });
});
