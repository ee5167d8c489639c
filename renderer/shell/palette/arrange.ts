import { go, type KeysResult } from 'fuzzysort';
import type { Entry, GroupName } from './entry.ts';

/** A line with the letters that were typed: their places in its name and its hint. */
export type Line = {
  readonly entry: Entry;
  readonly inName: ReadonlySet<number>;
  readonly inHint: ReadonlySet<number>;
};
export type Group = {
  readonly name: GroupName;
  readonly lines: readonly Line[];
  /** How many match, shown or not; null = the core sent its first ones and more may. */
  readonly all: number | null;
};

/** The first letter says that one group alone is asked for. */
export const PREFIXES = {
  '>': 'actions',
  '#': 'views',
  '@': 'dealers',
  ':': 'screens',
} as const satisfies Record<string, GroupName>;
export type Prefix = keyof typeof PREFIXES;

/** Worse matches are letters that happen to stand in a row. */
const LEAST_SCORE = 0.35;
/** Lines of a group beside others, and alone. */
const BESIDE_OTHERS = 4;
const VEHICLES_BESIDE_OTHERS = 6;
const ALONE = 60;
const NONE: ReadonlySet<number> = new Set();

/** What was typed: the group that is asked for, and the words to look for. */
export function readTyped(typed: string): { readonly only: GroupName | null; readonly words: string } {
  const prefix = (Object.keys(PREFIXES) as Prefix[]).find((one) => typed.startsWith(one));
  return prefix === undefined
    ? { only: null, words: typed.trim() }
    : { only: PREFIXES[prefix], words: typed.slice(1).trim() };
}

/**
 * Pure. The groups in their order, each with its best lines first. `hits` = vehicles that the core found for the words:
 * all of their words are in them. A number is more likely a vehicle's, so that vehicles come first then.
 */
export function arrange(options: {
  readonly typed: string;
  readonly entries: readonly Entry[];
  readonly hits: readonly Entry[];
  /** Whether `hits` are all there are. */
  readonly allHits: boolean;
}): readonly Group[] {
  const { only, words } = readTyped(options.typed);
  const groups: readonly GroupName[] = /\d/.test(words)
    ? ['vehicles', 'actions', 'views', 'dealers', 'screens']
    : ['actions', 'vehicles', 'views', 'dealers', 'screens'];
  return groups
    .filter((name) => only === null || name === only)
    .map((name): Group => {
      if (name === 'vehicles') {
        const lines = options.hits.map((entry) => hitLine(entry, words));
        return {
          name,
          lines: lines.slice(0, VEHICLES_BESIDE_OTHERS),
          all: options.allHits ? lines.length : null,
        };
      }
      const lines = matching(
        options.entries.filter(({ group }) => group === name),
        words,
      );
      return { name, lines: lines.slice(0, only === null ? BESIDE_OTHERS : ALONE), all: lines.length };
    })
    .filter(({ lines }) => lines.length > 0);
}

/** A line as it stands, nothing marked. */
export const plainLine = (entry: Entry): Line => ({ entry, inName: NONE, inHint: NONE });

function matching(entries: readonly Entry[], words: string): readonly Line[] {
  if (words === '') return entries.map(plainLine);
  const found = go(words, entries, {
    keys: [({ name }) => name, ({ hint }) => hint],
    threshold: LEAST_SCORE,
    limit: 0,
  });
  return found.map((result) => ({
    entry: result.obj,
    inName: indexesOf(result, 0),
    inHint: indexesOf(result, 1),
  }));
}

const indexesOf = (result: KeysResult<Entry>, at: number): ReadonlySet<number> =>
  new Set(result[at]?.indexes ?? []);

/** The core looked for each word as it is, in whatever case; what of it is not in the line was found elsewhere. */
function hitLine(entry: Entry, words: string): Line {
  const each = words.toLowerCase().split(/\s+/).filter(Boolean);
  const marks = (text: string): ReadonlySet<number> => {
    const marked = new Set<number>();
    const lower = text.toLowerCase();
    for (const word of each) {
      const at = lower.indexOf(word);
      for (let index = at; at >= 0 && index < at + word.length; index += 1) marked.add(index);
    }
    return marked;
  };
  return { entry, inName: marks(entry.name), inHint: marks(entry.hint ?? '') };
}
