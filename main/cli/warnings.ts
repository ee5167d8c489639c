import type { Command } from 'commander';
import type { StandingNotice } from '../../shared/notice.ts';
import { noticeWords } from '../../shared/notice-words.ts';
import { LotwatchError } from '../../shared/result.ts';
import type { Db } from '../store/open.ts';
import { findRun, lastNews, pageProblems, type StoredProblem } from '../store/sync/runs.ts';
import { findSource } from '../store/sync/sources.ts';
import { printLines, printText } from './options.ts';
import { withReader } from './with-store.ts';

type WarningsOptions = { json?: boolean; dataDir?: string };

type Found = {
  readonly source: string;
  readonly runId: string | null;
  readonly notices: readonly StandingNotice[];
};

/** Problems read at once. */
const PAGE = 200;

export function addWarningsCommand(program: Command): void {
  program
    .command('warnings')
    .description('Print what a sync did not find, understand or use: notices on the file, then its rows')
    .argument('<source|run>', 'a source’s name (its last sync that read a file), or the id of a run')
    .option('--json', 'print JSON, one notice or row per line')
    .option('--data-dir <dir>', 'where this console keeps its data')
    .action(async (name: string, options: WarningsOptions) => {
      await withReader(options.dataDir, async (db) => {
        const found = find(db, name);
        if (options.json === true) await printLines(entries(db, found));
        else await printText([...lines(db, found)].map((line) => `${line}\n`));
      });
    });
}

/** @throws LotwatchError `not-found` where the name is neither a source's nor a sync's. */
function find(db: Db, name: string): Found {
  const source = findSource(db, { slug: name });
  if (source !== null)
    return { source: name, runId: lastNews(db, name)?.runId ?? null, notices: source.notices };
  const run = findRun(db, name);
  if (run === null || run.task !== 'msrp_sync') {
    throw new LotwatchError(
      'not-found',
      `There is no source and no sync “${name}”; “lotwatch sources” prints the sources.`,
    );
  }
  return { source: run.source, runId: run.runId, notices: run.result?.notices ?? [] };
}

function* entries(db: Db, found: Found): Generator<Readonly<Record<string, unknown>>> {
  const { source, runId } = found;
  for (const notice of found.notices) yield { kind: 'notice', source, runId, ...notice };
  for (const problem of problemsOf(db, runId)) yield { source, runId, ...problem };
}

function* lines(db: Db, { source, runId, notices }: Found): Generator<string> {
  for (const notice of notices) yield `${noticeWords(notice)}; since ${notice.since.slice(0, 10)}`;
  let rows = 0;
  for (const problem of problemsOf(db, runId)) {
    rows += 1;
    yield rowLine(problem);
  }
  if (notices.length + rows === 0) yield `${source}: everything in its last file was understood and used`;
}

function rowLine({ kind, file, row, column, value, reason }: StoredProblem): string {
  const place = [row === 0 ? null : `row ${row}`, column, value === null ? null : `“${value}”`];
  const where = place.filter((part) => part !== null).join(', ');
  return `${file}${where === '' ? '' : `, ${where}`}: ${kind}, ${reason}`;
}

function* problemsOf(db: Db, runId: string | null): Generator<StoredProblem> {
  if (runId === null) return;
  for (let offset = 0; ; offset += PAGE) {
    const { problems } = pageProblems(db, runId, offset, PAGE);
    yield* problems;
    if (problems.length < PAGE) return;
  }
}
