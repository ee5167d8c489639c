import type { Command } from 'commander';
import { v7 as uuidv7 } from 'uuid';
import { LotwatchError } from '../../shared/result.ts';
import type { Decision, HeldSync, HeldValue } from '../../shared/review.ts';
import { readConfig } from '../config.ts';
import { acceptedRequest } from '../jobs/review/accepted.ts';
import { findOpen, rejectSyncs } from '../jobs/review/decide-syncs.ts';
import { decideValues } from '../jobs/review/decide-values.ts';
import { listReview } from '../jobs/review/list.ts';
import { syncSource } from '../jobs/sync-source.ts';
import { openWriter, type Db } from '../store/open.ts';
import { pageDecisions } from '../store/review-decisions.ts';
import { hasOwner } from '../store/owner-lock.ts';
import { printJson, printLines } from './options.ts';
import { scoreTouched } from './score-touched.ts';
import { sharing } from './share.ts';

type Options = { readonly dataDir?: string; readonly json?: boolean; readonly always?: boolean };

/** `lotwatch review`: what the guard holds back, and a person's word on it. */
export function addReviewCommand(program: Command): void {
  const review = program
    .command('review')
    .description('Values and syncs held for review: list, accept or reject them');
  dataDirOption(review.command('list'))
    .description('Held syncs (s1 …) and held values (v1 …), newest first')
    .option('--json', 'one JSON object per line')
    .action(withDb((db, options) => list(db, options.json === true)));
  dataDirOption(review.command('history'))
    .description('Past decisions, newest first, one JSON object per line')
    .action(withDb((db) => printLines(pageDecisions(db, 0, -1).decided)));
  dataDirOption(review.command('accept'))
    .description(
      'Accept: values are stored and their changes sent; a held sync runs from the file that was kept',
    )
    .argument('<ids...>', 'ids from the list, such as v12 s3')
    .option('--always', 'also turn this check off for the source')
    .action((ids: string[], options: Options) =>
      decide(ids, options.always === true ? 'always' : 'accept', options),
    );
  dataDirOption(review.command('reject'))
    .description(
      'Reject: the old value stays, and the same value is not held again while the feed repeats it',
    )
    .argument('<ids...>', 'ids from the list, such as v12 s3')
    .action((ids: string[], options: Options) => decide(ids, 'reject', options));
}

const dataDirOption = (command: Command): Command =>
  command.option('--data-dir <dir>', 'where this console keeps its data');

const withDb =
  (work: (db: Db, options: Options) => Promise<void> | void) =>
  async (options: Options): Promise<void> => {
    const db = openWriter(readConfig({ dataDir: options.dataDir }).dataDir);
    try {
      await work(db, options);
    } finally {
      db.close();
    }
  };

function list(db: Db, json: boolean): void {
  const { syncs, values, total } = listReview(db);
  if (json) {
    for (const sync of syncs) printJson({ ...sync, kind: 'sync', id: `s${sync.id}` });
    for (const value of values) printJson({ ...value, id: `v${value.id}` });
    return;
  }
  const lines = [...syncs.map(syncLine), ...values.map(valueLine)];
  if (total > values.length) lines.push(`and ${total - values.length} more values`);
  process.stdout.write(lines.length === 0 ? 'Nothing to review.\n' : `${lines.join('\n')}\n`);
}

const syncLine = ({ id, source, file, reason }: HeldSync): string =>
  `s${id}  ${source}: ${file} was held. ${reason}`;

function valueLine(value: HeldValue): string {
  const { id, kind, source, vin, facts, old, oldBlankSince, reason, observations, peers } = value;
  const { year, make, model, trim } = facts;
  const name = [year, make, model, trim].filter((part) => part !== null).join(' ');
  const beside = peers.median === null ? '' : ` ${peers.count} similar vehicles, median ${peers.median}.`;
  const blank = oldBlankSince === null ? '' : ` (last known, blank since ${oldBlankSince.slice(0, 10)})`;
  const stays = old === null ? 'no value' : `${old}${blank}`;
  return `v${id}  ${kind} ${source} ${vin} ${name}: ${reason} ${stays} stays; seen ${observations === 1 ? 'once' : `${observations} times`}.${beside}`;
}

async function decide(ids: readonly string[], decision: Decision, options: Options): Promise<void> {
  const config = readConfig({ dataDir: options.dataDir });
  const [values, syncs] = [numbersOf(ids, 'v'), numbersOf(ids, 's')];
  const strange = ids.find((id) => !/^[vs]\d+$/i.test(id));
  if (strange !== undefined)
    throw new LotwatchError(
      'bad-input',
      `"${strange}" is not an id; write ids as "lotwatch review list" does: v12, s3.`,
    );
  const db = openWriter(config.dataDir);
  try {
    await sharing(db, config, () => {
      const { decided, events } = decideValues(db, values, decision, Date.now());
      const kept = decision === 'reject' ? rejectSyncs(db, syncs, Date.now()) : accept(db, syncs, decision);
      // With a console open on this folder, that one scores.
      if (!hasOwner(config.dataDir)) scoreTouched(db);
      const left = values.length + syncs.length - decided - kept;
      const more = left > 0 ? `; ${left} were already decided` : '';
      process.stdout.write(`${decided + kept} decided, ${events} events from accepted values${more}\n`);
    });
  } finally {
    db.close();
  }
}

const numbersOf = (ids: readonly string[], letter: string): number[] =>
  ids.filter((id) => id.toLowerCase().startsWith(letter)).map((id) => Number(id.slice(1)));

/** Runs the syncs that were let through, and answers how many. */
function accept(db: Db, ids: readonly number[], decision: 'accept' | 'always'): number {
  const open = findOpen(db, ids);
  for (const { id, source } of open) {
    const request = { slug: source, runId: uuidv7(), asOf: null, ...acceptedRequest(db, { id, decision }) };
    const hooks = { now: Date.now, isCancelled: () => false, onProgress: () => undefined };
    for (const outcome of syncSource(db, request, hooks)) {
      if (!outcome.ok) throw new LotwatchError(outcome.error.code, outcome.error.message);
      printJson(outcome.result);
    }
  }
  return open.length;
}
