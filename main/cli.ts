import { CommanderError } from 'commander';
import { toFailure } from '../shared/result.ts';
import { commandLine } from './cli/program.ts';
import { sayUnreadableSettings } from './cli/unreadable.ts';
import { endIfStuck } from './files/stuck-workers.ts';
import { say } from './log/terminal.ts';

/** A command that failed gets this long to end by itself. */
const EXIT_MS = 10_000;

sayUnreadableSettings();

// A reader that closes early ("lotwatch events | head") is no fault.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  // A console that runs goes on when what it prints cannot be kept, as on a full disk.
  if (process.argv[2] !== 'serve') process.exit(error.code === 'EPIPE' ? 0 : 1);
});
// What goes wrong with saying what went wrong is no reason to end.
process.stderr.on('error', () => undefined);

try {
  const program = await commandLine(process.argv[2] ?? null);
  await program.parseAsync(process.argv);
  endIfStuck();
} catch (error) {
  // Whatever might still be open: who started us waits for the end, not for it.
  setTimeout(() => process.exit(), EXIT_MS).unref();
  if (error instanceof CommanderError) process.exitCode = error.exitCode;
  else {
    say(toFailure(error).message);
    process.exitCode = 1;
  }
}
