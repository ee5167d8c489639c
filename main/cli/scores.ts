import type { Command } from 'commander';
import { v7 as uuidv7 } from 'uuid';
import type { RecomputeResult } from '../../shared/lot.ts';
import { LotwatchError } from '../../shared/result.ts';
import { normaliseVin } from '../../shared/vin.ts';
import { explainVehicle } from '../jobs/score-recompute/explain-vehicle.ts';
import { importSignals } from '../jobs/score-recompute/import-signals.ts';
import { runRecompute } from '../jobs/score-recompute/run.ts';
import type { Scope } from '../jobs/score-recompute/scope.ts';
import { asOfOf } from '../sources/locate.ts';
import { readIdentity } from '../store/meta.ts';
import { settleAlerts } from './alert-sending.ts';
import { sharing } from './share.ts';
import { collectList } from './options.ts';
import { withReader, withWriter } from './with-store.ts';
import { printJson, printLine, say } from '../log/terminal.ts';

type RecomputeOptions = { dealer?: string; vin: string[]; asOf?: string; json?: boolean; dataDir?: string };
type ExplainOptions = { asOf?: string; dataDir?: string };

export function addScoreCommands(program: Command): void {
  program
    .command('recompute')
    .description('Compute AVI, ATI and CIS of a dealer, of vehicles, or of everything')
    .option('--dealer <id>', 'only this dealer, by id or name')
    .option('--vin <vin>', 'only this vehicle (repeatable)', collectList, [])
    .option('--as-of <iso>', 'compute scores as of this time; default: now')
    .option('--data-dir <dir>', 'where this console keeps its data')
    .option('--json', 'one line of JSON')
    .action(recompute);
  program
    .command('explain')
    .description('Print every part of a vehicle’s scores as JSON')
    .argument('<vin>', 'one of your vehicles')
    .option('--as-of <iso>', 'explain scores as of this time; default: the last recompute')
    .option('--data-dir <dir>', 'where this console keeps its data')
    .action(async (vin: string, options: ExplainOptions) => {
      await withReader(options.dataDir, (db) => {
        printJson(explainVehicle(db, normaliseVin(vin), asOfFlag(options.asOf), Date.now()).explanation);
      });
    });
  program
    .command('signals')
    .description('Import a signals file: what is known about dealers beyond their feeds')
    .argument('<file>', 'JSON or CSV, one row per dealer')
    .option('--data-dir <dir>', 'where this console keeps its data')
    .option('--json', 'one line of JSON')
    .action(async (file: string, options: { dataDir?: string; json?: boolean }) => {
      const report = await withWriter(options.dataDir, (db) => importSignals(db, file, Date.now()));
      for (const dealer of report.stale) {
        say(`the signals of ${dealer} are too old and count as unknown`);
      }
      if (options.json === true) printJson(report);
      else printLine(`signals of ${report.dealers.length} dealers; recompute to apply them`);
    });
}

async function recompute(options: RecomputeOptions): Promise<void> {
  const scope = scopeOf(options);
  const asOf = asOfFlag(options.asOf);
  const hooks = { now: Date.now, isCancelled: () => false, onProgress: () => undefined };
  await withWriter(options.dataDir, async (db, config) => {
    const { instanceId } = readIdentity(db);
    const request = { runId: uuidv7(), scope, reason: 'recompute', asOf, instanceId } as const;
    const result = await sharing(db, config, () => runRecompute(db, request, hooks));
    if (result !== null) print(result, options);
    await settleAlerts(db, config);
  });
}

function print(result: RecomputeResult, options: RecomputeOptions): void {
  if (options.json === true) printJson(result);
  else {
    const { scored, changed, nullScores, events } = result;
    printLine(
      `${result.scope}: ${scored} scored, ${changed} changed, ${nullScores} without scores, ${events} events`,
    );
  }
}

function scopeOf({ dealer, vin }: RecomputeOptions): Scope {
  if (dealer !== undefined && vin.length > 0)
    throw new LotwatchError('bad-input', 'Give --dealer or --vin, not both');
  if (dealer !== undefined) return { kind: 'dealer', dealer };
  return vin.length > 0 ? { kind: 'vins', vins: vin.map(normaliseVin) } : { kind: 'all' };
}

const asOfFlag = (flag: string | undefined): number | null =>
  flag === undefined ? null : asOfOf({ asOfFlag: flag, fileName: '', mtimeMs: 0 });
