import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { readText } from '../read-fixture.ts';
import { understandFile } from '../understand.ts';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { removeRetrying } from '../../files/change-files.ts';
import { PLAIN } from '../read-fixture.ts';

const A = '1FTEW1EP0RK000001';
const B = '1FTEW1EP2RK000002';
const json = (value: unknown): string => JSON.stringify(value);
const zip = (files: Readonly<Record<string, string>>): Uint8Array =>
  zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)])));
const bytes = (hex: string): Uint8Array => Buffer.concat([Buffer.from(hex, 'hex'), Buffer.alloc(600, 7)]);

/** What comes, what is said of it, and what is to be done. */
const EMPTY = 'holds an empty list of vehicles; nothing was changed';
const REFUSED: readonly (readonly [name: string, content: string | Uint8Array, found: string, todo: string])[] = [
  ['[]', '[]', `${EMPTY}: it is [] and nothing else`, 'fetch it again later'],
  ['{}', ' {} ', `${EMPTY}: it is {}`, 'ask your feed provider'],
  ['a list that is null', json({ items: null }), `${EMPTY}: “items” is null`, 'ask your feed provider'],
  ['a list that is an object', json({ vehicles: {} }), `${EMPTY}: “vehicles” is {}`, 'ask your feed provider'],
  ['a list that is a text', json({ items: 'none' }), `${EMPTY}: “items” says “none” instead`, 'ask your feed provider'],
  ['a list that is blank', json({ total: 0, data: { vehicles: '' } }), `${EMPTY}: “data.vehicles” is ""`, 'ask your feed provider'],
  ['a list further in', json({ data: { inventory: null, page: 1 } }), `${EMPTY}: “data.inventory” is null`, 'fetch it again'],
  ['a list of nulls', json({ vehicles: [null, null] }), `${EMPTY}: “vehicles” lists only null`, 'ask your feed provider'],
  ['empty objects', json([{}, {}]), `${EMPTY}: it lists only empty objects`, 'ask your feed provider'],
  ['prices by VIN', json({ [A]: [35_000, 34_500], [B]: [20_000] }), `under each VIN (${A}: such as “[35000,34500]”), a history`, 'one object per vehicle'],
  ['dated prices by VIN', json({ [A]: [{ date: '2026-01-02', price: 1 }], [B]: [] }), `under each VIN (${A}: with date, price)`, 'one object per vehicle'],
  ['prices by VIN further in', json({ prices: { [A]: [1, 2], [B]: [3] } }), 'under each VIN in “prices”', 'one object per vehicle'],
  ['one price by VIN', json({ [A]: 35_000, [B]: 20_000 }), `one value under each VIN (${A}: “35000”)`, 'one object per vehicle'],
  ['a text by VIN', json({ [A]: 'sold', [B]: 'new' }), `one value under each VIN (${A}: “sold”)`, 'one object per vehicle'],
  ['lists in a list', json([['VIN', 'Price'], [A, 35_000]]), 'contains a list of lists, a table without names, such as “["VIN","Price"]”', 'or for CSV'],
  ['lists under a name', json({ values: [['VIN', 'Price'], [A, 35_000]] }), 'a list of lists', 'or for CSV'],
  ['VINs alone', json([A, B]), 'lists 2 VINs and nothing else', 'one object per vehicle'],
  ['VINs under a name', json({ vehicles: [A, B] }), 'lists 2 VINs at “vehicles”', 'one object per vehicle'],
  ['texts', json(['red', 'blue']), 'lists texts or numbers, such as “red”', 'one object per vehicle'],
  ['numbers', json([1, 2, 3]), 'lists texts or numbers, such as “1”', 'one object per vehicle'],
  ['columns', json({ vin: [A, B], price: [1, 2] }), 'has its columns one after the other (vin, price)', 'orient="records"'],
  ['columns by number', json({ vin: { 0: A, 1: B }, price: { 0: 1, 1: 2 } }), 'has its columns one after the other', 'orient="records"'],
  ['one car in columns', json({ vin: { 0: A }, price: { 0: 1 } }), 'has its columns one after the other', 'orient="records"'],
  ['an error', json({ error: 'Unauthorized', code: 401 }), 'answer of a server that says “Unauthorized”', 'its key and its login'],
  ['an error inside', json({ error: { code: 429, message: 'Rate limit exceeded' } }), '“Rate limit exceeded”', 'check the address'],
  ['several errors', json({ errors: [{ message: 'bad token' }], data: null }), '“bad token”', 'check the address'],
  ['a failure', json({ success: false, message: 'try later' }), '“try later”', 'check the address'],
  ['a message', json({ message: 'Endpoint request timed out' }), '“Endpoint request timed out”', 'check the address'],
  ['one text', json('no data'), 'one text in quotes, “no data”', 'Ask your feed provider'],
  ['JSON in a text', json(json([{ vin: A, price: 1 }])), 'JSON that is written as one text in quotes', 'without the quotes'],
  ['null', 'null\n', 'says “null” and nothing else', 'Ask your feed provider'],
  ['Python', `[{'vin': '${A}', 'price': 1}]`, 'written in Python’s notation', 'json.dumps'],
  ['JavaScript', `var inventory = ${json([{ vin: A }])};`, 'JavaScript around the data', 'plain JSON'],
  ['a callback', `callback(${json([{ vin: A }])})`, 'JavaScript around the data', 'plain JSON'],
  ['YAML', `- vin: ${A}\n  price: 1\n`, 'YAML', 'ask for JSON or CSV'],
  ['SQL', `INSERT INTO cars VALUES ('${A}', 1);`, 'a database dump', 'as CSV'],
  ['an e-mail', `From: a@b.test\nTo: c@d.test\n\nSee attachment`, 'an e-mail', 'save its attachment'],
  ['a login page', '<!doctype html><html><form><input type="password"></form></html>', 'a web page that asks for a login', 'a user name, a key or a new link'],
  ['a page', '<html><body>404 Not Found</body></html>', 'a web page, not an inventory', 'an error or a login page'],
  ['a table in a page', `<html><table><tr><th>VIN</th></tr><tr><td>${A}</td></tr></table></html>`, 'a web page with a table in it', 'save it as XLSX or CSV'],
  ['an empty element', '<inventory/>', EMPTY, 'ask your feed provider'],
  ['an error in XML', '<Error><Code>AccessDenied</Code><Message>Access Denied</Message></Error>', '“Access Denied”', 'its key and its login'],
  ['a fault', '<s:Envelope xmlns:s="x"><s:Body><s:Fault><faultstring>Login failed</faultstring></s:Fault></s:Body></s:Envelope>', '“Login failed”', 'its key and its login'],
  ['Excel as XML', '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet><Table><Row><Cell><Data>VIN</Data></Cell></Row></Table></Worksheet></Workbook>', 'an Excel workbook written as XML', 'XLSX or CSV'],
  ['a sitemap', '<urlset><url><loc>https://a.test/1</loc></url><url><loc>https://a.test/2</loc></url></urlset>', 'a sitemap', 'ask your feed provider'],
  ['a header alone', 'VIN,Price\n', `${EMPTY}: it has a header but no rows`, 'ask your feed provider'],
  ['no header', `${A},2024,Ford,30000\n${B},2024,Ford,31000\n`, `has no line of column names: its first line is a vehicle already (${A})`, 'with a header'],
  ['a message as text', 'Rate limit exceeded\n', 'it says “Rate limit exceeded”', 'your feed provider'],
  ['other marks between cells', `VIN^Price\n${A}^1\n`, 'parts its cells by “^”', 'ask for commas'],
  ['an empty archive', zip({}), 'an empty zip archive', 'ask your feed provider'],
  ['an archive of other things', zip({ 'readme.txt': 'hello', 'photos/': '' }), 'contains no inventory file, only readme.txt', 'Ask your feed provider'],
  ['OpenDocument', zip({ mimetype: 'application/vnd.oasis.opendocument.spreadsheet', 'content.xml': '<x/>', 'meta.xml': '<x/>' }), 'an OpenDocument spreadsheet', 'XLSX or CSV'],
  ['a PDF', bytes('255044462d312e37'), 'a PDF', 'as CSV'],
  ['an old workbook', bytes('d0cf11e0a1b11ae1'), 'an old Excel workbook', 'XLSX or CSV'],
  ['RAR', bytes('526172211a0700'), 'a RAR archive', 'zip archive'],
  ['7-Zip', bytes('377abcaf271c0004'), 'a 7-Zip archive', 'zip archive'],
  ['a picture', bytes('89504e470d0a1a0a'), 'a picture', 'as CSV'],
  ['Parquet', bytes('50415231150415'), 'a Parquet file', 'as CSV'],
  ['nothing', '', 'is empty (0 bytes)', 'Nothing was changed'],
  ['white space', ' \n\t\n', 'nothing but white space', 'Nothing was changed'],
]; // prettier-ignore

describe('a refusal says what was found and what to do', () => {
  it.each(REFUSED)('%s', (_, content, found, todo) => {
    const complaint = refusalOf(() => readText(content, { dealer: 'D' }));
    expect(complaint).toContain(found);
    expect(complaint.toLowerCase()).toContain(todo.toLowerCase());
    expect(complaint).toMatch(/inventory\.dat .*nothing was changed/i);
  });

  it.each(REFUSED)('and the wizard says the same: %s', (_, content, found) => {
    const folder = mkdtempSync(join(tmpdir(), 'lotwatch-refused-'));
    const file = join(folder, 'inventory.dat');
    try {
      writeFileSync(file, content);
      expect(refusalOf(() => understandFile(file, PLAIN))).toContain(found);
    } finally {
      removeRetrying(folder);
    }
  });
});

const refusalOf = (work: () => unknown): string => {
  try {
    work();
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  return 'it was read';
};

describe('what looks like one of them and is an inventory', () => {
  it.each([
    ['errors beside vehicles', json({ errors: [], message: 'ok', vehicles: [{ vin: A, price: 1 }] })],
    ['a list that is null beside vehicles', json({ items: null, cars: [{ vin: A, price: 1 }] })],
    ['a vehicle alone', json({ vin: A, price: 1 })],
    ['objects by VIN', json({ [A]: { price: 1 } })],
    ['a list of one VIN alone in a column', `Chassis\n${A}\n`],
    ['a table in XML', `<table><row><vin>${A}</vin></row><row><vin>${B}</vin></row></table>`],
    ['a shop in XML', `<lot><car><vin>${A}</vin><error>none</error></car></lot>`],
  ])('%s', (_, text) => {
    expect(readText(text, { dealer: 'D' }).rows[0]?.vin).toBe(A);
  });
});
