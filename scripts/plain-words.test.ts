import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSync, Visitor } from 'vite';
import { describe, expect, it } from 'vitest';
import { ROOT } from './root.ts';

/**
 * Words that a dealer has to puzzle over, each with what to say instead. They crept in as the language of the code; the
 * rule is short, active, and what it means for the reader.
 */
const RIDDLES: readonly (readonly [pattern: RegExp, instead: string])[] = [
  [/\banew\b/i, 'again'],
  [/\b(?:un)?told\b|\btells?\b/i, 'shown, reported or sent'],
  [/\btaken over\b/i, 'confirmed, or replaces the old one'],
  [/\btaken? for\b|\btaken? as\b|\bunderstood as\b/i, 'read as, mapped to'],
  [/\btaken? .{0,20}\baway\b/i, 'clear, or remove'],
  [/\bany ?more\b/i, 'no longer'],
  [/\bof ours\b/i, 'your'],
  [/\b(?:dis)?believed?\b/i, 'accept, accepted'],
  [/\bjudged?\b/i, 'checked'],
  [/\bstands?\b/i, 'is'],
  [/\bwaits? for you\b|\bwhat waits\b/i, 'to review'],
  [/\bfits? the filter\b|\b(?:on the lot|digit) fits?\b/i, 'matching'],
  [/\b(?:they|it) holds?\b|\bholds? (?:from|for the next)\b/i, 'applies from the next sync'],
  // Of an empty list the message is as the issue words it.
  [/\bholds (?:an?|no|nothing)\b(?! empty list of vehicles)/i, 'contains, has'],
  [/\bmust fall\b/i, 'must decrease'],
  [/\blike it\b/i, 'similar vehicles'],
  [/\byear around\b/i, '±1 year'],
  [/\bworked out\b|\bworking out\b/i, 'computed'],
  [/\b(?:this|the) very\b/i, 'this, the same'],
  [/(?<!there )\b(?:is|are) no (?!longer\b)/i, 'is not a'],
  [/\b(?:is|was|are) said\b|\bsays otherwise\b/i, 'is shown'],
  [/\bmay in\b|\bin vain\b/i, 'may connect; without result'],
  [/\bnothing of it\b|\bmade no more\b/i, 'nothing; turned off'],
  [/\blooked into\b|\bhave looked\b|\bhas looked\b/i, 'searched; reviewed'],
  [/\bturn this car\b|\bbring all of it\b|\bpass cheaper\b/i, 'what the reader gains by it'],
];

const SQL = /\b(?:SELECT|INSERT|UPDATE|DELETE|CREATE|ALTER|PRAGMA|FROM|WHERE|JOIN)\b/;
const isSentence = (text: string): boolean => /\p{L}\s+\S/u.test(text) && !SQL.test(text);

/** The texts a file can show: its literals with at least two words, without SQL. An expression in one is "…". */
function textsOf(path: string): readonly string[] {
  const texts: string[] = [];
  const { program } = parseSync(path, readFileSync(join(ROOT, path), 'utf8'));
  new Visitor({
    Literal: (node) => void (typeof node.value === 'string' && texts.push(node.value)),
    TemplateLiteral: (node) => void texts.push(node.quasis.map((part) => part.value.cooked).join('…')),
    JSXText: (node) => void texts.push(node.value),
  }).visit(program);
  return texts.filter(isSentence);
}

const sources = (pattern: string): readonly string[] =>
  globSync(pattern, { cwd: ROOT }).filter(
    (path) => !/\.(?:test|fixture)\.tsx?$|\.d\.ts$|conformance/.test(path),
  );

const riddles = (text: string): readonly string[] =>
  RIDDLES.flatMap(([pattern, instead]) => {
    const found = pattern.exec(text)?.[0];
    return found === undefined ? [] : [`“${found}” (say: ${instead})`];
  });

const riddlesIn = (path: string, texts: readonly string[]): readonly string[] =>
  texts.flatMap((text) => riddles(text).map((riddle) => `${path}: ${riddle} in “${text}”`));

describe('words on screen', () => {
  it('finds a riddle where there is one, and reads the literals of a file', () => {
    expect(riddles('The list has been read anew.')).toEqual(['“anew” (say: again)']);
    expect(riddles('1 change added to Live')).toEqual([]);
    expect(textsOf('renderer/text/shell.ts')).toEqual(
      expect.arrayContaining(['All times local', 'Lotwatch could not answer (…): …']),
    );
  });

  it.each([
    ['the screens', 'renderer/**/*.{ts,tsx}'],
    ['messages of the core', 'main/**/*.ts'],
    ['the contract', 'shared/**/*.ts'],
  ])('of %s are plain English', (_, pattern) => {
    const found = sources(pattern).flatMap((path) => riddlesIn(path, textsOf(path)));
    expect(found).toEqual([]);
  });

  it.each(['README.md', 'docs/guide.md', 'docs/gateway.md'])('%s is plain English', (path) => {
    const sentences = readFileSync(join(ROOT, path), 'utf8')
      .replace(/\s+/g, ' ')
      .split(/(?<=[.:;!?]) /);
    expect(riddlesIn(path, sentences)).toEqual([]);
  });
});
