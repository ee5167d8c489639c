import type { SeededRandom } from '../../main/sources/sample/random.ts';

/** Ways to spoil a feed. Each takes bytes and gives others; none keeps what it is given. */
export type Mutation = (feed: Buffer, random: SeededRandom, other: Buffer) => Buffer;

/** Feeds stay below this, so that ten thousand of them take minutes. */
const LARGEST_FEED = 4 << 20;

const place = (feed: Buffer, random: SeededRandom): number => random.whole(0, feed.length);

function insert(feed: Buffer, at: number, what: Buffer): Buffer {
  return Buffer.concat([feed.subarray(0, at), what, feed.subarray(at)]);
}

function slice(feed: Buffer, random: SeededRandom): Buffer {
  const start = place(feed, random);
  return feed.subarray(start, Math.min(feed.length, start + random.whole(1, 2_000)));
}

const HOSTILE = [
  '-1', '1e999', 'NaN', 'Infinity', '99999999999999999999', '0.0000001', '1.23457E+16', '1e16', 'null', 'undefined', '__proto__',
  'constructor', 'toString', '=1+1', '\u0000', '\ufffe', '\u202e', '{{', '%s', '&lol9;', '&#0;', '&#x110000;', ']]>', '<!--', '-->',
  '<![CDATA[', '<?x', '</', '/>', '"', '""', "'", '\\', '\\u0000', '\\ud800', '//', 'x'.repeat(70_000),
] as const; // prettier-ignore
const OPENERS = [
  '[',
  '{"a":',
  '<a>',
  '"',
  '""',
  '[{"vin":',
  '<a b="',
  '(',
  '<vehicle>',
  '<item>',
  '\r',
  '\n',
  ',',
  '\t',
] as const;
const MARKS: readonly [readonly number[], ...(readonly number[])[]] = [
  [0xef, 0xbb, 0xbf],
  [0xff, 0xfe],
  [0xfe, 0xff],
  [0xff, 0xfe, 0, 0],
  [0x1f, 0x8b],
  [0x50, 0x4b, 3, 4],
];
const LAUGHS = Array.from(
  { length: 9 },
  (_, i) => `<!ENTITY lol${i + 1} "${`&lol${i};`.repeat(10)}">`,
).join('');
const DTDS = [
  `<!DOCTYPE lolz [<!ENTITY lol0 "lol">${LAUGHS}]>`,
  '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]>',
  '<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">',
  '<!DOCTYPE x [<!ENTITY % a "<!ENTITY b \'c\'>"> %a;]>',
  '<!DOCTYPE x [<!ATTLIST item vin CDATA "A">]>',
] as const;
const DECLARED = [
  'utf-16',
  'UTF-7',
  'ISO-8859-1',
  'shift_jis',
  'gb18030',
  'ISO-2022-JP',
  'x'.repeat(100),
  '',
] as const;

const MUTATIONS: Readonly<Record<string, Mutation>> = {
  flip: (feed, random) => {
    const spoilt = Buffer.from(feed);
    for (let times = random.whole(1, 40); times > 0 && spoilt.length > 0; times -= 1)
      spoilt[random.whole(0, spoilt.length - 1)] = random.whole(0, 255);
    return spoilt;
  },
  bits: (feed, random) => {
    const spoilt = Buffer.from(feed);
    for (let times = random.whole(1, 8); times > 0 && spoilt.length > 0; times -= 1) {
      const at = random.whole(0, spoilt.length - 1);
      spoilt[at] = (spoilt[at] ?? 0) ^ (1 << random.whole(0, 7));
    }
    return spoilt;
  },
  cut: (feed, random) => Buffer.from(feed.subarray(0, place(feed, random))),
  behead: (feed, random) => Buffer.from(feed.subarray(place(feed, random))),
  remove: (feed, random) => {
    const at = place(feed, random);
    return Buffer.concat([feed.subarray(0, at), feed.subarray(at + random.whole(1, 300))]);
  },
  duplicate: (feed, random) => insert(feed, place(feed, random), slice(feed, random)),
  splice: (feed, random, other) => insert(feed, place(feed, random), slice(other, random)),
  append: (feed, _random, other) => Buffer.concat([feed, other]),
  repeat: (feed, random) => {
    const part = slice(feed, random);
    const times = Math.min(random.whole(2, 5_000), Math.floor(LARGEST_FEED / 4 / Math.max(1, part.length)));
    return insert(feed, place(feed, random), Buffer.concat(Array.from({ length: times }, () => part)));
  },
  huge: (feed, random) => {
    const filler = random.pick([
      'x',
      '9',
      '"',
      ',',
      '\n',
      '<',
      '{',
      'é',
      ' ',
      '\\',
      '\u0000',
      '&',
      '\r\n',
      '|x',
    ]);
    return insert(
      feed,
      place(feed, random),
      Buffer.from(filler.repeat(random.whole(1_000, 1_500_000 / filler.length))),
    );
  },
  deep: (feed, random) =>
    insert(feed, place(feed, random), Buffer.from(random.pick(OPENERS).repeat(random.whole(10, 60_000)))),
  hostile: (feed, random) => {
    let text = feed.toString('latin1');
    for (let times = random.whole(1, 6); times > 0; times -= 1) {
      // In the place of the next value, or just there.
      const from = random.whole(0, text.length);
      const value = /(?<=[,">\t|:])[^,"<>\t|:\n]{1,40}(?=[,"<\t|\n])/.exec(text.slice(from, from + 2_000));
      const at = from + (value !== null && random.next() < 0.8 ? value.index : 0);
      const length = at > from && value !== null ? value[0].length : 0;
      text = text.slice(0, at) + random.pick(HOSTILE) + text.slice(at + length);
    }
    return Buffer.from(text, random.next() < 0.5 ? 'latin1' : 'utf8');
  },
  nul: (feed, random) => insert(feed, place(feed, random), Buffer.alloc(random.whole(1, 3_000))),
  mark: (feed, random) => Buffer.concat([Buffer.from(random.pick(MARKS)), feed]),
  utf16: (feed, random) => {
    const wide = Buffer.from((random.next() < 0.5 ? '\ufeff' : '') + feed.toString('utf8'), 'utf16le');
    if (random.next() < 0.5) wide.swap16();
    return random.next() < 0.3 ? wide.subarray(random.whole(0, 1), wide.length - random.whole(0, 3)) : wide;
  },
  latin1: (feed) => Buffer.from(feed.toString('utf8'), 'latin1'),
  bomb: (feed, random) => {
    const at = random.next() < 0.7 ? Math.max(0, feed.indexOf('?>') + 2) : place(feed, random);
    const used =
      random.next() < 0.5
        ? feed
        : Buffer.from(feed.toString('latin1').replace(/>[^<]{2,20}</g, '>&lol9;<'), 'latin1');
    return insert(used, Math.min(at, used.length), Buffer.from(random.pick(DTDS)));
  },
  declare: (feed, random) => {
    const text = feed.toString('latin1').replace(/encoding="[^"]*"/, `encoding="${random.pick(DECLARED)}"`);
    return Buffer.from(
      text.startsWith('<?xml') ? text : `<?xml version="1.0" encoding="${random.pick(DECLARED)}"?>${text}`,
      'latin1',
    );
  },
  swap: (feed, random) => {
    const [from, to] = [
      random.pick([',', '"', '\n', '<', '{', ':', '\t', '>']),
      random.pick([';', "'", '\r', '|', '[', '=', '\u0000', '']),
    ];
    return Buffer.from(
      feed.toString('latin1').replaceAll(from, () => (random.next() < 0.5 ? to : from)),
      'latin1',
    );
  },
  shuffle: (feed, random) => {
    const lines = feed.toString('latin1').split('\n');
    // A million blank lines shuffled are what they were.
    if (lines.length > 50_000) return feed;
    return Buffer.from(
      lines
        .map((line) => [random.next(), line] as const)
        .sort(([a], [b]) => a - b)
        .map(([, line]) => line)
        .join('\n'),
      'latin1',
    );
  },
  columns: (feed, random) => {
    const names = Array.from({ length: random.whole(100, 20_000) }, (_, i) => `c${i % 700}`).join(',');
    return insert(feed, Math.max(0, feed.indexOf('\n')), Buffer.from(`,${names}`));
  },
};

const NAMES = Object.keys(MUTATIONS);

/** The feed with this number: the same on every machine. Returns what was done to it, too. */
export function mutate(
  feeds: readonly Buffer[],
  random: SeededRandom,
): { feed: Buffer; base: number; done: string[] } {
  const base = random.whole(0, feeds.length - 1);
  let feed = feeds[base] ?? Buffer.alloc(0);
  const done: string[] = [];
  for (let times = random.whole(1, 3); times > 0; times -= 1) {
    const name = NAMES[random.whole(0, NAMES.length - 1)] ?? 'cut';
    const other = feeds[random.whole(0, feeds.length - 1)] ?? feed;
    const mutated = MUTATIONS[name]?.(feed, random, other) ?? feed;
    feed = mutated.length > LARGEST_FEED ? mutated.subarray(0, LARGEST_FEED) : mutated;
    done.push(name);
  }
  return { feed, base, done };
}
