import { Command } from 'commander';
import { VERSION } from '../version.ts';
import { refuseEmptyValues } from './options.ts';
import { plainLine } from '../log/terminal.ts';

type Adds = (program: Command) => void;
type CommandFile = { readonly names: readonly string[]; readonly load: () => Promise<Adds> };

/** In the order of the help. Each file is loaded by its own commands alone: all of them take half a second. */
export const COMMAND_FILES: readonly CommandFile[] = [
  { names: ['sync'], load: async () => (await import('./sync.ts')).addSyncCommand },
  { names: ['review'], load: async () => (await import('./review.ts')).addReviewCommand },
  {
    names: ['recompute', 'explain', 'signals'],
    load: async () => (await import('./scores.ts')).addScoreCommands,
  },
  { names: ['events'], load: async () => (await import('./events.ts')).addEventsCommand },
  { names: ['vehicles'], load: async () => (await import('./vehicles.ts')).addVehiclesCommand },
  { names: ['summary'], load: async () => (await import('./summary.ts')).addSummaryCommand },
  { names: ['history'], load: async () => (await import('./history.ts')).addHistoryCommand },
  { names: ['sources', 'schedule'], load: async () => (await import('./schedule.ts')).addSourceCommands },
  { names: ['warnings'], load: async () => (await import('./warnings.ts')).addWarningsCommand },
  { names: ['alerts'], load: async () => (await import('./alerts.ts')).addAlertsCommand },
  { names: ['serve'], load: async () => (await import('./serve.ts')).addServeCommand },
];

/**
 * The command line: results on standard output, one line on standard error when something is wrong.
 * @param name of the command that will be run; anything else, null too, loads all of them
 */
export async function commandLine(name: string | null): Promise<Command> {
  const program = new Command('lotwatch')
    .description('Shows a dealership live what changed on its lot: MSRP and price moves by VIN.')
    .version(VERSION)
    .exitOverride()
    .configureOutput({
      outputError: (text, write) =>
        write(`${plainLine(text.replace(/^error: /, 'lotwatch: ').trimEnd())}\n`),
    });
  const own = COMMAND_FILES.filter(({ names }) => name !== null && names.includes(name));
  const files = await Promise.all((own.length === 0 ? COMMAND_FILES : own).map(({ load }) => load()));
  for (const add of files) add(program);
  return refuseEmptyValues(program);
}
