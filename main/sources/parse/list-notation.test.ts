import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addOptions, addPhotos } from './lists.ts';

const options = (cell: string): string[] => {
  const into: string[] = [];
  addOptions(cell, into);
  return into;
};

const python = (text: string): string => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
const postgres = (text: string): string => `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;

describe('a list that a program wrote into a cell', () => {
  const entry = fc
    .string({ maxLength: 20 })
    .map((text) => text.trim())
    .filter((text) => text !== '');
  it.each([
    ['JSON', (entries: string[]) => JSON.stringify(entries)],
    ['indented JSON', (entries: string[]) => JSON.stringify(entries, null, 2)],
    ['Python', (entries: string[]) => `[${entries.map((text) => python(text)).join(', ')}]`],
    ['numpy', (entries: string[]) => `[${entries.map((text) => python(text)).join('\n ')}]`],
    ['a Python tuple', (entries: string[]) => `(${entries.map((text) => python(text)).join(', ')})`],
    ['Postgres', (entries: string[]) => `{${entries.map((text) => postgres(text)).join(',')}}`],
    ['JSON of objects', (entries: string[]) => JSON.stringify(entries.map((name) => ({ id: 1, name })))],
  ])('has its entries again: %s', (_, write) => {
    fc.assert(
      fc.property(fc.uniqueArray(entry, { minLength: 1, maxLength: 6 }), (entries) => {
        expect(options(write(entries))).toEqual(entries);
      }),
    );
  });

  it.each([
    ['[]', []],
    ["[u'Tow', u'Sunroof']", ['Tow', 'Sunroof']],
    ['{}', []],
    ['[ ]', []],
    ['[null]', []],
    ['{Tow,NULL}', ['Tow']],
    ['[Tow, Roof (18 in)]', ['Tow', 'Roof (18 in)']],
  ])('%s', (cell, expected) => expect(options(cell)).toEqual(expected));

  it.each(['[PKG] Tow, heated [HD]', '[A], [B]', '(call us)', '{a: 1, b}', "[it's, fine", "['a' b]"])(
    'is none that only begins and ends like one: %s',
    (cell) => expect(options(cell)).toEqual(cell.split(',').map((part) => part.trim())),
  );

  it('of photos as well', () => {
    const into: string[] = [];
    addPhotos(`['https://a/1,w_2.jpg', "https://a/2.jpg"]`, into);
    expect(into).toEqual(['https://a/1,w_2.jpg', 'https://a/2.jpg']);
  });
});
