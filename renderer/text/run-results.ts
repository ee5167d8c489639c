import type { RunOutcome, SyncResult, Synced } from '../../shared/lot.ts';
import { count, plural, NOTHING } from '../format/money.ts';
import { SCORE_NAMES } from '../format/score.ts';
import { SCORE_LABELS } from './scores.ts';

/** Sources named one by one; of more the others are counted. */
const NAMED = 3;

type Scores = { readonly avi: number | null; readonly ati: number | null; readonly cis: number | null };

/** What came of a sync or a recompute that a person asked for. `since` = "14:02", null where it is not known. */
export const runResultsText = {
  lost: 'Lotwatch could not say what came of it; see Jobs.',
  failed: (source: string, message: string) => `${source}: ${message}`,
  scoresFailed: (message: string) => `Scores: ${message}`,
  /** Sources of which nothing was new. */
  nothingNew: (sources: number, since: string | null) =>
    `No new file${sources === 1 ? '' : ` in ${plural(sources, 'source')}`}${sinceWords(since)}`,
  /** One source's news in a sentence or two. */
  news: (synced: Synced, since: string | null) =>
    sentences([newsOf(synced.results, since), youngOf(synced.young)]),
  named: (source: string, news: string) => `${source}: ${news}`,
  /** All that a press on "Sync now" brought. */
  all: (news: readonly string[], quiet: string | null) =>
    sentences([
      ...news.slice(0, NAMED),
      news.length > NAMED ? `${count(news.length - NAMED)} more with news, see Jobs` : null,
      quiet,
    ]),
  scored: (scored: number, changed: number) => {
    if (scored === 0) return 'No vehicle to score';
    const change = changed === 0 ? 'no score changed' : `${count(changed)} changed`;
    return `${plural(scored, 'vehicle')} scored, ${change}`;
  },
  /** One vehicle's scores before and after. */
  rescored: (before: Scores | null, after: Scores) => {
    const parts = SCORE_NAMES.map((name) => {
      const [was, is] = [shown(before?.[name]), shown(after[name])];
      return { label: SCORE_LABELS[name], is, move: was === is ? null : `${was} → ${is}` };
    });
    const moved = parts.filter(({ move }) => move !== null).map(({ label, move }) => `${label} ${move}`);
    const same = parts.filter(({ move }) => move === null).map(({ label, is }) => `${label} ${is}`);
    if (moved.length === 0) return `Recomputed, unchanged: ${same.join(', ')}`;
    const rest = same.length === 0 ? '' : `; ${same.join(', ')} unchanged`;
    return `Recomputed: ${moved.join(', ')}${rest}`;
  },
} as const;

const shown = (score: number | null | undefined): string => (score == null ? NOTHING : String(score));

const sinceWords = (since: string | null): string => (since === null ? '' : ` since ${since}`);

const sentences = (parts: readonly (string | null)[]): string =>
  parts.filter((part) => part !== null && part !== '').join('. ');

function newsOf(results: readonly SyncResult[], since: string | null): string | null {
  const last = results.at(-1);
  if (last === undefined) return null;
  const held = results.find((result) => result.held !== null);
  if (held?.held) return `${held.file} is held for review: ${held.held.reason}`;
  return sentences([storedOf(results, last, since), waitingOf(last)]);
}

function storedOf(results: readonly SyncResult[], last: SyncResult, since: string | null): string {
  const first = results.find(({ baseline }) => baseline);
  const changes = changesOf(results);
  if (first !== undefined && changes === '') return `First sync: ${plural(first.vehicles, 'vehicle')}`;
  if (changes !== '') return changes;
  return last.unchanged
    ? `${last.file} has not changed${sinceWords(since)}`
    : `${last.file} read: nothing changed`;
}

function changesOf(results: readonly SyncResult[]): string {
  const sum = (
    name: 'msrpChanges' | 'priceChanges' | 'statusChanges' | 'added' | 'returned' | 'removed' | 'sold',
  ): number => results.reduce((total, result) => total + result[name], 0);
  const [msrp, price, status] = [sum('msrpChanges'), sum('priceChanges'), sum('statusChanges')];
  // The first of these names what is counted, the others need not say it again.
  const moves = (
    [
      ['added', sum('added')],
      ['back', sum('returned')],
      ['removed', sum('removed')],
      ['sold', sum('sold')],
    ] as const
  ).filter(([, vehicles]) => vehicles > 0);
  return [
    msrp > 0 ? plural(msrp, 'MSRP change') : null,
    price > 0 ? plural(price, 'price change') : null,
    status > 0 ? plural(status, 'status change') : null,
    ...moves.map(
      ([word, vehicles], at) => `${at === 0 ? plural(vehicles, 'vehicle') : count(vehicles)} ${word}`,
    ),
  ]
    .filter((part) => part !== null)
    .join(', ');
}

/** The last file's count holds for the source: it is what waits now. */
const waitingOf = ({ quarantined, pending }: SyncResult): string | null =>
  quarantined > 0
    ? `${plural(quarantined, 'value')} ${quarantined === 1 ? 'waits' : 'wait'} in Review`
    : pending > 0
      ? `${plural(pending, 'value')} ${pending === 1 ? 'needs' : 'need'} confirmation by the next file`
      : null;

function youngOf(names: readonly string[]): string | null {
  const [first, ...more] = names;
  if (first === undefined) return null;
  const others = more.length === 0 ? '' : ` and ${plural(more.length, 'more file', 'more files')}`;
  return `${first}${others} may still be being written: sync again in a moment`;
}

/** Whether a sync had nothing at all to say: no file was due, none was left for later, none failed. */
export const isQuiet = ({ synced }: RunOutcome): boolean =>
  synced !== null && synced.results.length + synced.young.length + synced.failed.length === 0;
