import { closeSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { SaxesParser } from 'saxes';
import { afterAll, expect, it } from 'vitest';
import { NoticeBook } from '../../notice-book.ts';
import { ByteWindow } from '../byte-window.ts';
import { recordText } from '../decode.ts';
import { NotRead } from '../not-read.ts';
import { FactPlan } from '../parent-facts.ts';
import { SOUND } from '../records.ts';
import { hashSeed } from '../row-hash.ts';
import { ElementScanner } from './element-scanner.ts';
import { FieldReader } from './fields.ts';
import { Outside } from './outside.ts';
import { Parents } from './parents.ts';

const folder = mkdtempSync(join(tmpdir(), 'lotwatch-saxes-'));
afterAll(() => rmSync(folder, { recursive: true }));
const seed = hashSeed(['test']);

/** Texts of the elements at a path, as our scanner cuts them. */
function scanned(text: string, path: readonly string[], chunk: number): string[] {
  const file = join(folder, 'feed.xml');
  writeFileSync(file, text);
  const fd = openSync(file, 'r');
  try {
    const window = new ByteWindow(fd, 'utf-8', 0, chunk);
    const notRead = new NotRead(new NoticeBook(), { mapping: {} }, 'vin');
    const parents = new Parents(
      new FactPlan(new Map(), -1, [], []),
      new FieldReader(),
      recordText,
      notRead,
    );
    const outside = new Outside(notRead, recordText);
    const scanner = new ElementScanner(
      window,
      { file, path, isSibling: () => false, parents, outside, late: NOT_LATE },
      seed,
    );
    const { starts, ends, states } = scanner.records;
    const found: string[] = [];
    for (let count = scanner.scan(); count > 0; count = scanner.scan()) {
      for (let i = 0; i < count; i += 1) {
        expect(states[i]).toBe(SOUND);
        found.push(window.bytes.toString('utf8', starts[i], ends[i]));
      }
    }
    return found;
  } finally {
    closeSync(fd);
  }
}

const NOT_LATE = { entered: () => undefined, met: () => undefined };

/** The same, as saxes reads the whole text. */
function expectedTexts(text: string, path: readonly string[]): string[] {
  const parser = new SaxesParser({ xmlns: false });
  const open: string[] = [];
  const found: string[] = [];
  let start = 0;
  const isThere = (): boolean => open.length === path.length && path.every((name, i) => open[i] === name);
  parser.on('opentagstart', ({ name }) => {
    open.push(name);
    if (isThere()) start = text.lastIndexOf('<', parser.position - 1);
  });
  parser.on('closetag', () => {
    if (isThere()) found.push(text.slice(start, parser.position));
    open.pop();
  });
  parser.write(text).close();
  return found;
}

const noise = fc.constantFrom(
  'text', ' ', '\n', 'é', '&amp;', '<!-- <car> -- >-->'.replace('-- >', '> '), '<![CDATA[</car> <car> ]] > ]]>', '<?pi <car> ?>', '>', '<b/>',
); // prettier-ignore
const attribute = fc.constantFrom('', ' a="1"', " b='>'", ' c="</car>"'.replace('<', '&lt;'), ' d = "x" ');
const node: fc.Arbitrary<string> = fc.letrec<{ node: string }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    noise,
    fc
      .tuple(
        fc.constantFrom('car', 'cars', 'lot', 'vin', 'c'),
        attribute,
        fc.array(tie('node'), { maxLength: 4 }),
      )
      .map(([name, attributes, inner]) => `<${name}${attributes}>${inner.join('')}</${name} >`),
  ),
})).node;

it('the scanner cuts the elements that saxes finds, wherever chunks end', () => {
  const texts = fc
    .array(node, { maxLength: 8 })
    .map((nodes) => `<?xml version="1.0"?>\n<lot>${nodes.join('')}</lot>\n`);
  const paths = fc.constantFrom(['lot', 'car'], ['lot', 'cars', 'car'], ['lot']);
  fc.assert(
    fc.property(texts, paths, fc.constantFrom(16, 37, 1 << 20), (text, path, chunk) => {
      expect(scanned(text, path, chunk)).toEqual(expectedTexts(text, path));
    }),
    { numRuns: 500 },
  );
});
