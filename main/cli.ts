import { Command, CommanderError } from 'commander';
import { toFailure } from '../shared/result.ts';
import { addEventsCommand } from './cli/events.ts';
import { addReviewCommand } from './cli/review.ts';
import { addScoreCommands } from './cli/scores.ts';
import { addSourceCommands } from './cli/schedule.ts';
import { addServeCommand } from './cli/serve.ts';
import { addSyncCommand } from './cli/sync.ts';
import { addVehiclesCommand } from './cli/vehicles.ts';
import { VERSION } from './version.ts';

/** The command line: results on standard output, one line on standard error when something is wrong. */
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
addSourceCommands(program);
addServeCommand(program);

// A reader that closes early ("lotwatch events | head") is no fault.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));

try {
  await program.parseAsync(process.argv);
} catch (error) {
  if (error instanceof CommanderError) process.exitCode = error.exitCode;
  else {
    process.stderr.write(`lotwatch: ${toFailure(error).message.replaceAll(/\s*\n\s*/g, ' ')}\n`);
    process.exitCode = 1;
  }
}
