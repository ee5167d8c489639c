import { Command } from 'commander';
import { VERSION } from '../version.ts';
import { addEventsCommand } from './events.ts';
import { addHistoryCommand } from './history.ts';
import { refuseEmptyValues } from './options.ts';
import { addReviewCommand } from './review.ts';
import { addSourceCommands } from './schedule.ts';
import { addScoreCommands } from './scores.ts';
import { addServeCommand } from './serve.ts';
import { addSyncCommand } from './sync.ts';
import { addVehiclesCommand } from './vehicles.ts';
import { addWarningsCommand } from './warnings.ts';

/** The command line: results on standard output, one line on standard error when something is wrong. */
export function commandLine(): Command {
  const program = new Command('lotwatch')
    .description('Shows a dealership live what changed on its lot: MSRP and price moves by VIN.')
    .version(VERSION)
    .exitOverride()
    .configureOutput({ outputError: (text, write) => write(text.replace(/^error: /, 'lotwatch: ')) });
  addSyncCommand(program);
  addReviewCommand(program);
  addScoreCommands(program);
  addEventsCommand(program);
  addVehiclesCommand(program);
  addHistoryCommand(program);
  addSourceCommands(program);
  addWarningsCommand(program);
  addServeCommand(program);
  return refuseEmptyValues(program);
}
