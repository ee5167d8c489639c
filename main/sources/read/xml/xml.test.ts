import { describe, expect, it } from 'vitest';
import { LotwatchError } from '../../../../shared/result.ts';
import { readText } from '../../read-fixture.ts';

const VIN = '1HGCM82633A004352';
const cars = (...inner: string[]): string => inner.map((text) => `<vehicle>${text}</vehicle>`).join('\n');
const lot = (...inner: string[]): string =>
  `<?xml version="1.0"?>\n<inventory>${cars(...inner)}</inventory>\n`;
const vins = (text: string | Uint8Array, settings = {}): (string | undefined)[] =>
  readText(text, settings).rows.map((row) => row.listing?.vin);
const first = (text: string | Uint8Array) => readText(text).rows[0]?.listing ?? null;

describe('an XML feed', () => {
  it.each([
    ['inventory of vehicles', lot('<vin>A1</vin>', '<vin>A2</vin>')],
    [
      'RSS with Google’s prefix',
      `<rss xmlns:g="http://base.google.com/ns/1.0"><channel><title>Lot</title><item><g:vin>A1</g:vin></item><item><g:vin>A2</g:vin></item></channel></rss>`,
    ],
    [
      'Atom',
      `<feed xmlns="http://www.w3.org/2005/Atom"><id>x</id><entry><vin>A1</vin></entry><entry><vin>A2</vin></entry></feed>`,
    ],
    [
      'attributes alone',
      `<listings><listing vin="A1" price="1"/><listing vin='A2' price='2'></listing></listings>`,
    ],
    [
      'several dealers, each with its vehicles',
      `<dealers><dealer><name>x</name><cars><car><vin>A1</vin></car></cars></dealer><dealer><cars><car><vin>A2</vin></car></cars></dealer></dealers>`,
    ],
    [
      'the VIN one element deeper than the rest',
      `<lot><v><ids><vin>A1</vin></ids><make>x</make><model>y</model><year>2024</year></v><v><ids><vin>A2</vin></ids></v></lot>`,
    ],
  ])('can be %s', (_, text) => {
    expect(readText(text).snapshot.format).toBe('xml');
    expect(vins(text)).toEqual(['A1', 'A2']);
  });

  it('can hold a single vehicle', () => {
    expect(vins(lot('<vin>A1</vin>'))).toEqual(['A1']);
    expect(vins('<vehicle><vin>A1</vin></vehicle>')).toEqual(['A1']);
  });

  it('names nested values by their path, gathers repeated ones and reads attributes', () => {
    const { rows, snapshot } = readText(
      lot(
        `<vin>${VIN}</vin><mileage unit="km">7560</mileage><image><url>https://a/1</url></image><image><url>https://a/2</url></image>
         <address format="simple"><component name="addr1">1 Main</component><component name="city">Bow</component></address>
         <price currency="USD">30500</price><make>Citroën &amp; Co</make><description><![CDATA[Nice <b>car</b> & more]]></description><!-- no --><trim/>`,
      ),
    );
    expect(snapshot.columns).toContain('image.url');
    expect(snapshot.columns).toContain('address.city');
    expect(rows[0]?.listing).toMatchObject({
      vin: VIN,
      mileage: 4698,
      photos: ['https://a/1', 'https://a/2'],
      dealerLocation: '1 Main, Bow',
      price: 3_050_000,
      currency: 'USD',
      make: 'Citroën & Co',
      description: 'Nice <b>car</b> & more',
      trim: null,
    });
  });

  it.each([
    ['UTF-16 LE', Buffer.from(`\ufeff${lot(`<vin>A1</vin><make>Citroën</make>`)}`, 'utf16le')],
    ['UTF-16 BE', Buffer.from(`\ufeff${lot(`<vin>A1</vin><make>Citroën</make>`)}`, 'utf16le').swap16()],
    ['UTF-8 with a mark', Buffer.from(`\ufeff${lot(`<vin>A1</vin><make>Citroën</make>`)}`)],
    [
      'what it says: ISO-8859-2',
      Buffer.from(
        lot('<vin>A1</vin><make>Citro\xebn</make>').replace('"1.0"', '"1.0" encoding="ISO-8859-2"'),
        'latin1',
      ),
    ],
    [
      'UTF-8 though it says UTF-16',
      Buffer.from(lot('<vin>A1</vin><make>Citroën</make>').replace('"1.0"', '"1.0" encoding="utf-16"')),
    ],
    ['Windows-1252 that says nothing', Buffer.from(lot('<vin>A1</vin><make>Citro\xebn</make>'), 'latin1')],
  ])('is read as %s', (_, bytes) => expect(first(bytes)?.make).toBe('Citroën'));

  it.each([
    ['a tag that is not closed', '<vin>A2</vin><make>x'],
    ['a tag too many', '<vin>A2</vin></make>'],
    ['an attribute without a value', '<vin x>A2</vin>'],
    ['tags closed crosswise', '<vin>A2</vin><a><b></a></b>'],
  ])('loses one row to %s', (_, broken) => {
    const { rows } = readText(lot('<vin>A1</vin>', broken, '<vin>A3</vin>'));
    expect(rows.map((row) => row.listing?.vin)).toEqual(['A1', undefined, 'A3']);
    expect(rows[1]).toMatchObject({
      vin: 'A2',
      rejected: { reason: expect.stringContaining('unreadable') },
    });
  });

  it('goes on after a vehicle whose closing tag is missing', () => {
    const text = lot('<vin>A1</vin>', '<vin>A2</vin>', '<vin>A3</vin>').replace(
      'A2</vin></vehicle>',
      'A2</vin>',
    );
    expect(vins(text)).toEqual(['A1', undefined, 'A3']);
  });

  it('takes a bare & and HTML’s names for text; the bare one with a warning', () => {
    const { rows } = readText(
      lot('<vin>A1</vin><url>https://x/?a=1&b=2</url><make>A&reg;&nbsp;&#38; B</make>'),
    );
    expect(rows[0]).toMatchObject({
      listing: { url: 'https://x/?a=1&b=2', make: 'A®\u00a0& B' },
      warnings: [{ row: 1, reason: expect.stringContaining('&') }],
    });
  });

  it('larger than a chunk is read whole', () => {
    const list = Array.from(
      { length: 12_000 },
      (_, i) => `<vin>V${i}</vin><trim>${'x'.repeat(i % 300)}</trim>`,
    );
    expect(vins(lot(...list))).toEqual(list.map((_, i) => `V${i}`));
  });

  it('is found elsewhere if the settings say so', () => {
    const text = `<x><sold><car><vin>S1</vin><make>a</make></car><car><vin>S2</vin></car></sold><lot><v><vin>A1</vin></v></lot></x>`;
    expect(vins(text)).toEqual(['S1', 'S2']);
    expect(vins(text, { rowsPath: 'lot.v' })).toEqual(['A1']);
    expect(() => vins(text, { rowsPath: 'lot.z' })).toThrow('no elements at "lot.z"');
  });

  it('hashes a record by its bytes and its place in the settings', () => {
    const hashes = (text: string, settings = {}): readonly string[] => readText(text, settings).hashes;
    const [one, two] = hashes(lot('<vin>A1</vin>', '<vin>A2</vin>'));
    expect(hashes(lot('<vin>A2</vin>', '<vin>A1</vin>'))).toEqual([two, one]);
    expect(hashes(lot('<vin>A1</vin>'), { currency: 'CAD' })[0]).not.toBe(one);
    expect(hashes(lot('<vin>A1</vin> '))[0]).not.toBe(one);
  });
});

describe('XML that is no feed is refused in words', () => {
  const bomb = `<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY lol2 "&lol;&lol;">]><inventory><vehicle><vin>&lol2;</vin></vehicle></inventory>`;
  it.each([
    ['a billion laughs', bomb, 'DTD'],
    [
      'an external entity',
      `<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><x><vin>&f;</vin></x>`,
      'DTD',
    ],
    ['a DTD after the root', `<x><v><vin>A</vin></v></x><!DOCTYPE x>`, 'DTD'],
    [
      'a DTD in the middle',
      `<x><v><vin>A</vin></v><!DOCTYPE x [<!ENTITY a "b">]><v><vin>B</vin></v></x>`,
      'DTD',
    ],
    ['deep nesting', `${'<a>'.repeat(5_000)}x${'</a>'.repeat(5_000)}`, 'no VIN column was found'],
    [
      'no VIN',
      '<x><v><make>a</make></v><v><make>b</make></v></x>',
      '--map vin=Column. The columns are: make',
    ],
    ['no element', '<?xml version="1.0"?>  <!-- -->', 'not a feed'],
    [
      'an encoding nobody knows',
      `<?xml version="1.0" encoding="EBCDIC-XY"?><x><vin>A</vin></x>`,
      'EBCDIC-XY',
    ],
    [
      'cut at a tag',
      lot('<vin>A1</vin>', '<vin>A2</vin>').replace('</inventory>\n', ''),
      'ends in the middle',
    ],
    ['cut in a value', lot('<vin>A1</vin>', '<vin>A2').slice(0, -26), 'ends in the middle'],
  ])('%s', (_, text, words) => {
    const read = (): unknown => readText(text);
    expect(read).toThrow(LotwatchError);
    expect(read).toThrow(words);
    expect(read).toThrow('inventory.dat');
  });

  it('a record nested too deep or longer than 1 MiB costs one row', () => {
    const deep = `${'<a>'.repeat(500)}${'</a>'.repeat(500)}`;
    expect(
      vins(
        lot(
          ...Array.from({ length: 5_000 }, (_, i) => `<vin>V${i}</vin>`),
          `<vin>D</vin>${deep}`,
          '<vin>E</vin>',
        ),
      ).slice(-2),
    ).toEqual([undefined, 'E']);
    const huge = lot('<vin>A1</vin>', `<vin>A2</vin><d>${'x'.repeat(3 << 20)}</d>`, '<vin>A3</vin>');
    expect(vins(huge)).toEqual(['A1', undefined, 'A3']);
  });
});
