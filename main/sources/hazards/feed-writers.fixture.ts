import fc from 'fast-check';

/** For property tests: vehicles as plain texts by column, and writers of every legal way to put them in a file. */
export type Car = Readonly<Record<string, string>>;

/** Every canonical field with names it goes by; the first is used where nothing is generated. */
const SPELLINGS = {
  vin: ['vin', 'VIN', 'Vehicle Identification Number', 'VIN Number', 'vehicle_vin'],
  stockNumber: ['Stock #', 'stock_number', 'StockNumber', 'sku', 'Stock No'],
  year: ['Year', 'model_year', 'Model Year', 'vehicleModelDate'],
  make: ['Make', 'brand', 'Manufacturer'],
  model: ['Model', 'model name', 'Vehicle Model'],
  trim: ['Trim', 'Series', 'trim_level', 'Vehicle-Configuration'],
  msrp: ['MSRP', 'vehicle_msrp', 'Total MSRP', 'Sticker Price', 'Manufacturer Suggested Retail Price'],
  price: ['Price', 'Internet Price', 'our_price', 'SellingPrice', 'Special Price', 'sale_price'],
  mileage: ['Mileage', 'Odometer', 'miles', 'mileage_value'],
  exteriorColor: ['Exterior Color', 'Colour', 'ext_color', 'Ext Color'],
  description: ['Description', 'Comments', 'Vehicle_Description', 'Seller Notes'],
  dealer: ['Dealer Name', 'dealership_name', 'Dealer', 'Seller Name'],
} as const;
export type Column = keyof typeof SPELLINGS;
export const COLUMNS = Object.keys(SPELLINGS) as Column[];

/** Characters of Windows-1252 that make parsers stumble, and letters. */
const CHARACTERS = [...`abcXYZ019 ,;|"'\t<>&{}[]\\/=:-é®ñß€“”’–`];
const word = fc
  .array(fc.constantFrom(...'abcdefGHIJ0123éßñ'), { minLength: 1, maxLength: 8 })
  .map((c) => c.join(''));
/** Text without line ends, not blank at its ends, which readers trim. */
const line = fc
  .array(fc.constantFrom(...CHARACTERS), { maxLength: 24 })
  .map((characters) => characters.join('').trim())
  // Papa Parse and spreadsheets disagree on a quote that opens a field unquoted; our writers quote it.
  .filter((text) => text !== '');
const vin = fc.integer({ min: 0, max: 999_999 }).map((n) => `1HGCM82633A${String(n).padStart(6, '0')}`);
const amount = fc.integer({ min: 500_00, max: 250_000_00 }).map((cents) => (cents / 100).toFixed(2));

const car: fc.Arbitrary<Record<Column, string>> = fc.record({
  vin,
  stockNumber: word,
  year: fc.integer({ min: 1990, max: 2027 }).map(String),
  make: word,
  model: word,
  trim: line,
  msrp: amount,
  price: amount,
  mileage: fc.integer({ min: 0, max: 300_000 }).map(String),
  exteriorColor: fc.oneof(word, fc.constant('')),
  description: fc.oneof(
    line,
    fc.constant(''),
    fc.tuple(line, line).map((lines) => lines.join('\n')),
  ),
  dealer: word,
});
export const cars: fc.Arbitrary<readonly Record<Column, string>[]> = fc.uniqueArray(car, {
  selector: (one) => one.vin,
  minLength: 1,
  maxLength: 6,
});

/** How a file calls its columns and in which order they come. */
export type Header = {
  readonly order: readonly Column[];
  readonly names: Readonly<Record<Column, string>>;
};
export const headers: fc.Arbitrary<Header> = fc.record({
  order: fc.shuffledSubarray(COLUMNS, { minLength: COLUMNS.length }),
  names: fc.record(
    Object.fromEntries(COLUMNS.map((column) => [column, fc.constantFrom(...SPELLINGS[column])])) as Record<
      Column,
      fc.Arbitrary<string>
    >,
  ),
});

export type Dialect = {
  readonly delimiter: string;
  readonly lineEnd: string;
  readonly quoteAll: boolean;
  readonly lastLineEnd: boolean;
  readonly blankLines: boolean;
};
export const dialects: fc.Arbitrary<Dialect> = fc.record({
  delimiter: fc.constantFrom(',', '\t', ';', '|'),
  lineEnd: fc.constantFrom('\n', '\r\n'),
  quoteAll: fc.boolean(),
  lastLineEnd: fc.boolean(),
  blankLines: fc.boolean(),
});

/** RFC 4180, with any delimiter. */
export function delimited(list: readonly Car[], { order, names }: Header, dialect: Dialect): string {
  const { delimiter, lineEnd, quoteAll } = dialect;
  const cell = (text: string): string =>
    quoteAll || /["\r\n\t,;|]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  const rows = [
    order.map((column) => cell(names[column])),
    ...list.map((one) => order.map((column) => cell(one[column] ?? ''))),
  ].map((cells) => cells.join(delimiter));
  const between = dialect.blankLines ? lineEnd + lineEnd : lineEnd;
  return rows.join(between) + (dialect.lastLineEnd ? lineEnd : '');
}

const asObject = (one: Car, { order, names }: Header, numbers: boolean): Record<string, unknown> =>
  Object.fromEntries(
    order.map((column) => {
      const text = one[column] ?? '';
      const isNumber = numbers && ['year', 'msrp', 'price', 'mileage'].includes(column);
      return [names[column], isNumber ? Number(text) : text === '' ? null : text];
    }),
  );

export type JsonStyle = {
  readonly indent: number;
  readonly numbers: boolean;
  readonly place: 'root' | 'nested' | 'lines' | 'wrapped';
};
export const jsonStyles: fc.Arbitrary<JsonStyle> = fc.record({
  indent: fc.constantFrom(0, 1, 4),
  numbers: fc.boolean(),
  place: fc.constantFrom('root', 'nested', 'lines', 'wrapped'),
});

export function json(list: readonly Car[], header: Header, { indent, numbers, place }: JsonStyle): string {
  const objects = list.map((one) => asObject(one, header, numbers));
  if (place === 'lines') return objects.map((one) => `${JSON.stringify(one)}\n`).join('');
  if (place === 'root') return JSON.stringify(objects, null, indent);
  if (place === 'nested')
    return JSON.stringify(
      { meta: { total: 1, tags: [{ a: 1 }] }, data: { results: objects } },
      null,
      indent,
    );
  return JSON.stringify({ edges: objects.map((node) => ({ node })) }, null, indent);
}

export type XmlStyle = {
  readonly indent: string;
  readonly prefix: string;
  readonly cdata: boolean;
  readonly declaration: boolean;
  readonly attributes: boolean;
};
export const xmlStyles: fc.Arbitrary<XmlStyle> = fc.record({
  indent: fc.constantFrom('', '\n  ', '\r\n\t'),
  prefix: fc.constantFrom('', 'g:'),
  cdata: fc.boolean(),
  declaration: fc.boolean(),
  attributes: fc.boolean(),
});

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

export function xml(list: readonly Car[], { order, names }: Header, style: XmlStyle): string {
  const { indent, prefix, cdata, declaration, attributes } = style;
  const tag = (column: Column): string =>
    prefix + names[column].replace(/[^A-Za-z]+/g, '_').replace(/_$/, '');
  const leaf = (column: Column, text: string): string => {
    const body = cdata && text !== '' && !text.includes(']]>') ? `<![CDATA[${text}]]>` : escaped(text);
    return `<${tag(column)}>${body}</${tag(column)}>`;
  };
  const vehicle = (one: Car): string => {
    // An attribute cannot hold a line end as it is.
    const inTag: readonly Column[] = attributes ? order.filter((column) => column !== 'description') : [];
    const inside = order.filter((column) => !inTag.includes(column));
    const head = inTag.map(
      (column) =>
        ` ${tag(column).replace(':', '_').replace(/^g_/, '')}="${escaped(one[column] ?? '').replaceAll('\t', '&#9;')}"`,
    );
    return `<item${head.join('')}>${inside.map((column) => indent + leaf(column, one[column] ?? '')).join('')}${indent}</item>`;
  };
  const items = list.map((one) => indent + vehicle(one)).join(`<!-- next -->`);
  const start = declaration ? '<?xml version="1.0"?>\n' : '';
  return `${start}<feed xmlns:g="http://base.google.com/ns/1.0">${items}${indent}</feed>${indent === '' ? '' : '\n'}`;
}

const WINDOWS_1252: Readonly<Record<string, number>> = {
  '€': 0x80,
  '“': 0x93,
  '”': 0x94,
  '’': 0x92,
  '–': 0x96,
};

/** Ways to write a text as bytes. */
export const ENCODERS: Readonly<Record<string, (text: string) => Buffer>> = {
  'UTF-8': (text) => Buffer.from(text),
  'UTF-8 with a mark': (text) => Buffer.from(`\ufeff${text}`),
  'UTF-16 LE': (text) => Buffer.from(`\ufeff${text}`, 'utf16le'),
  'UTF-16 BE': (text) => Buffer.from(`\ufeff${text}`, 'utf16le').swap16(),
  'Windows-1252': (text) => Buffer.from([...text].map((c) => WINDOWS_1252[c] ?? c.charCodeAt(0))),
};
export const encodings = fc.constantFrom(...Object.keys(ENCODERS));
