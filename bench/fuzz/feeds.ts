import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';

const FORMATS = join(import.meta.dirname, '../../main/sources/formats');
const MORE_CARS = 300;

export type BaseFeed = { readonly name: string; readonly extension: string; readonly bytes: Buffer };

/** What is mutated: a fixture of every format, and a longer one of each kind. */
export function baseFeeds(): readonly BaseFeed[] {
  const formats = readdirSync(FORMATS)
    .filter((name) => /\.(?:csv|tsv|json|xml)$/.test(name))
    .sort()
    .map((name) => ({ name, extension: extname(name), bytes: readFileSync(join(FORMATS, name)) }));
  const cars = Array.from({ length: MORE_CARS }, (_, n) => ({
    vin: `1HGCM82633A3${String(n).padStart(5, '0')}`,
    condition: n % 3 === 0 ? 'used' : 'new',
    make: 'Kia',
    model: `Soul ${n % 7}`,
    msrp: 25_000 + n * 10,
    price: 24_000 + n * 10,
    dealer: 'North',
    description: `Car ${n}, with a "view" & more – ${'x'.repeat(n % 90)}`,
  }));
  const names = Object.keys(cars[0] ?? {});
  const csv = [
    names.join(','),
    ...cars.map((car) =>
      Object.values(car)
        .map((v) => `"${String(v).replaceAll('"', '""')}"`)
        .join(','),
    ),
  ];
  const xml = cars.map(
    (car) =>
      `<vehicle>${Object.entries(car)
        .map(([k, v]) => `<${k}>${String(v).replaceAll('&', '&amp;')}</${k}>`)
        .join('')}</vehicle>`,
  );
  const more = {
    'long.csv': `${csv.join('\r\n')}\r\n`,
    'long.json': JSON.stringify({ data: { results: cars } }),
    'long.jsonl': cars.map((car) => `${JSON.stringify(car)}\n`).join(''),
    'long.xml': `<?xml version="1.0" encoding="UTF-8"?>\n<inventory>\n${xml.join('\n')}\n</inventory>\n`,
  };
  return [
    ...formats,
    ...Object.entries(more).map(([name, text]) => ({
      name,
      extension: extname(name),
      bytes: Buffer.from(text),
    })),
  ];
}
