import type { Command } from 'commander';
import { v7 as uuidv7 } from 'uuid';
import { LotwatchError } from '../../shared/result.ts';
import type { Decision, HeldSync, HeldValue, Verdict } from '../../shared/review.ts';
import { decideNow, heldSyncEnded, undo } from '../jobs/review/decide.ts';
import { listReview } from '../jobs/review/list.ts';
import { syncSource } from '../jobs/sync-source.ts';
import type { HeldSyncRow } from '../store/review/held-syncs.ts';
import {
  findVerdict,
  NO_EFFECT,
  openVerdicts,
  toVerdict,
  undoOf,
  type VerdictRow,
} from '../store/review/verdicts.ts';
import type { Db } from '../store/open.ts';
import { pageDecisions } from '../store/review/review-decisions.ts';
import { hasOwner } from '../store/owner-lock.ts';
import { printLines } from './options.ts';
import { settleAlerts } from './alert-sending.ts';
import { scoreDirty } from './score-dirty.ts';
import { sharing } from './share.ts';
import { withWriter } from './with-store.ts';
import { printJson, printLine } from '../log/terminal.ts';

type Options = { readonly dataDir?: string; readonly json?: boolean; readonly always?: boolean };

/** `lotwatch review`: what the guard holds back, and a person's word on it. */
export function addReviewCommand(program: Command): void {
  const review = program
    .command('review')
    .description('Values and syncs held for review: list, accept or reject them');
  dataDirOption(review.command('list'))
    .description('Held syncs (s1 …) and held values (v1 …), newest first')
    .option('--json', 'one JSON object per line')
    .action(({ dataDir, json }: Options) => withWriter(dataDir, (db) => list(db, json === true)));
  dataDirOption(review.command('history'))
    .description('Past decisions, newest first, one JSON object per line')
    .action(({ dataDir }: Options) =>
      withWriter(dataDir, (db) => printLines(pageDecisions(db, 0, -1).decided)),
    );
  dataDirOption(review.command('accept').alias('price'))
    .description(
      'Accept: values are stored and their changes sent; a held sync runs from the file that was kept',
    )
    .argument('<ids...>', 'ids from the list, such as v12 s3')
    .option('--always', 'also turn this check off for the source')
    .action((ids: string[], options: Options) =>
      decide(ids, options.always === true ? 'always' : 'accept', options),
    );
  dataDirOption(review.command('basis'))
    .description(
      'Accept a held sync: what the price includes has changed, prices did not move; only moves beyond the common one are sent',
    )
    .argument('<ids...>', 'ids from the list, such as s3')
    .action((ids: string[], options: Options) => decide(ids, 'basis', options));
  dataDirOption(review.command('reject'))
    .description(
      'Reject: the old value stays, and the same value is not held again while the feed repeats it',
    )
    .argument('<ids...>', 'ids from the list, such as v12 s3')
    .action((ids: string[], options: Options) => decide(ids, 'reject', options));
  dataDirOption(review.command('undo'))
    .description(
      'Take a decision back: a rejection, or the checks that --always turned off; accepted values were reported and stay',
    )
    .argument('<decision>', 'such as d7, as accept, reject and history name it')
    .action(takeBack);
}

const dataDirOption = (command: Command): Command =>
  command.option('--data-dir <dir>', 'where this console keeps its data');

function list(db: Db, json: boolean): void {
  const { syncs, values, total } = listReview(db);
  if (json) {
    for (const sync of syncs) printJson({ ...sync, kind: 'sync', id: `s${sync.id}` });
    for (const value of values) printJson({ ...value, id: `v${value.id}` });
    return;
  }
  const open = openVerdicts(db).map(toVerdict);
  const lines = [...open.map(verdictLine), ...syncs.map(syncLine), ...values.map(valueLine)];
  if (total > values.length) lines.push(`and ${total - values.length} more values`);
  for (const line of lines.length === 0 ? ['Nothing to review.'] : lines) printLine(line);
}

/** Made on a screen a moment ago, and not carried out yet. */
const verdictLine = ({ id, decision, plan, dueAt }: Verdict): string =>
  `d${id}  ${decision}: ${countsOf(plan)} in ${plan.sources.join(', ')}, takes effect at ${dueAt}. Until then: lotwatch review undo d${id}`;

const countsOf = ({ values, syncs }: Pick<Verdict['plan'], 'values' | 'syncs'>): string =>
  [counted(values, 'value'), counted(syncs, 'held sync')].filter((part) => part !== null).join(' and ');
const counted = (count: number, word: string): string | null =>
  count === 0 ? null : `${count} ${word}${count === 1 ? '' : 's'}`;

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
  const [values, syncs] = [numbersOf(ids, 'v'), numbersOf(ids, 's')];
  const strange = ids.find((id) => !/^[vs]\d+$/i.test(id));
  if (strange !== undefined)
    throw new LotwatchError(
      'bad-input',
      `"${strange}" is not an id; write ids as "lotwatch review list" does: v12, s3.`,
    );
  await withWriter(options.dataDir, async (db, config) => {
    await sharing(db, config, () => {
      const { verdict, left } = decideNow(db, { decision, values, syncs }, Date.now());
      if (decision !== 'reject') runAccepted(db, left, decision);
      // With a console open on this folder, that one scores.
      if (!hasOwner(config.dataDir)) scoreDirty(db);
      const done = findVerdict(db, verdict.id) ?? verdict;
      for (const each of whatItDid(done, values.length + syncs.length)) printLine(each);
    });
    await settleAlerts(db, config);
  });
}

const DONE: Readonly<Record<Decision, string>> = {
  accept: 'Accepted',
  reject: 'Rejected',
  always: 'Accepted, and from now on always',
  basis: 'Accepted as a change of what the price includes',
};

/** Exactly what a decision did, a sentence a line, and how to take it back where it can be. */
function whatItDid({ id, decision, plan, effect, state }: VerdictRow, asked: number): readonly string[] {
  const { values, syncs, sources, checks } = plan;
  const lines = [`d${id}: ${DONE[decision]}: ${countsOf({ values, syncs })} in ${sources.join(', ')}.`];
  if (decision !== 'reject' && values > 0)
    lines.push(`${effect.events} changes of accepted values were reported.`);
  for (const { check, source, values: taken } of checks) {
    const isNew = effect.off.some((one) => one.check === check);
    const accepted = counted(taken, 'value');
    lines.push(
      `${check} is ${isNew ? 'no longer checked' : 'not checked'} in ${source}${accepted === null ? '' : `; ${accepted} held by it accepted`}.`,
    );
  }
  if (decision !== 'always' && asked > values + syncs)
    lines.push(`${asked - values - syncs} were decided already.`);
  const undoable = undoOf({ state, effect });
  if (undoable === 'all') lines.push(`Undo: lotwatch review undo d${id}`);
  if (undoable === 'checks')
    lines.push(`Turn back on: lotwatch review undo d${id}. The accepted values stay.`);
  return lines;
}

async function takeBack(given: string, options: Options): Promise<void> {
  const id = Number(/^d?(\d+)$/i.exec(given)?.[1] ?? Number.NaN);
  if (!Number.isSafeInteger(id))
    throw new LotwatchError(
      'bad-input',
      `"${given}" is not a decision; write it as "lotwatch review accept" does: d7.`,
    );
  await withWriter(options.dataDir, (db) => {
    const before = undoOf(findVerdict(db, id) ?? { state: 'undone', effect: NO_EFFECT });
    const { plan, effect } = undo(db, id, Date.now());
    const lines = [`d${id} undone.`];
    if (before === 'all')
      lines.push('What is still in the feed waits for review again: lotwatch review list');
    for (const { check, source } of plan.checks.filter((one) =>
      effect.off.some((off) => off.check === one.check),
    ))
      lines.push(`${check} is checked again in ${source}.`);
    if (before === 'checks') lines.push('The accepted values stay: their changes have been reported.');
    for (const each of lines) printLine(each);
  });
}

const numbersOf = (ids: readonly string[], letter: string): number[] =>
  ids.filter((id) => id.toLowerCase().startsWith(letter)).map((id) => Number(id.slice(1)));

/** Runs the syncs that were let through; one that fails waits for review again. */
function runAccepted(db: Db, left: readonly HeldSyncRow[], decision: Exclude<Decision, 'reject'>): void {
  for (const { id, source, verdict } of left) {
    const end = (error: string | null): void =>
      heldSyncEnded(db, { verdict: verdict ?? 0, held: id, error }, Date.now());
    const request = { slug: source, runId: uuidv7(), asOf: null, held: { id, decision } };
    const hooks = { now: Date.now, isCancelled: () => false, onProgress: () => undefined };
    for (const outcome of syncSource(db, request, hooks)) {
      end(outcome.ok ? null : outcome.error.message);
      if (!outcome.ok) throw new LotwatchError(outcome.error.code, outcome.error.message);
      printJson(outcome.result);
    }
  }
}
