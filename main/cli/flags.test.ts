import type { Command, Option } from 'commander';
import { describe, expect, it } from 'vitest';
import { COMMAND_FILES, commandLine } from './program.ts';

/** What a command must be given besides options, where not any word is one. */
const ARGUMENTS: Readonly<Record<string, readonly string[]>> = {
  sync: ['lot.csv'],
  explain: ['1HGCM82633A004352'],
  signals: ['signals.csv'],
  history: ['1HGCM82633A004352'],
};
/** A value each option takes, where not any word is one. */
const VALUES: Readonly<Record<string, string>> = {
  'summary --since': '2026-08-01',
  '--condition': 'new',
  '--role': 'competitor',
  '--map': 'make=Brand',
  '--set': 'make=Ford',
  '--since': '7',
  '--limit': '7',
  '--from': '2026-08-01',
  '--to': '2026-08-21',
  '--price-includes': 'docFee,rebates',
  '--days': '7',
  '--ceiling': '7',
  '--security': 'tls',
  'alerts channel email --port': '465',
};

type Leaf = { readonly path: readonly string[]; readonly option: Option };

function leavesOf(command: Command, path: readonly string[] = []): Leaf[] {
  return [
    ...command.options
      .filter(({ required, optional }) => required || optional)
      .map((option) => ({ path, option })),
    ...command.commands.flatMap((below) => leavesOf(below, [...path, below.name()])),
  ];
}

const leaves = leavesOf(await commandLine(null)).map(({ path, option }) => ({
  path,
  flag: option.long ?? '',
}));

/** What the command would be run with; nothing is run. What it must be given besides is given. */
async function parsed(path: readonly string[], ...args: readonly string[]): Promise<unknown> {
  const program = await commandLine(path[0] ?? null);
  let given: unknown = null;
  let command = program;
  for (const name of path) {
    command = command.commands.find((below) => below.name() === name) ?? command;
  }
  command.action(() => void (given = command.opts())).configureOutput({ writeErr: () => {} });
  const words = command.registeredArguments.filter(({ required }) => required).map(() => 'word');
  const needed = command.options
    .filter(({ mandatory, long }) => mandatory && !args.some((arg) => arg.startsWith(long ?? ' ')))
    .flatMap(({ long }) => [long ?? '', 'needed']);
  await program.parseAsync([...path, ...(ARGUMENTS[path.join(' ')] ?? words), ...needed, ...args], {
    from: 'user',
  });
  return given;
}

it('each file of commands adds those by which it is loaded, and no other', async () => {
  const all = (await commandLine(null)).commands.map((command) => command.name());
  expect(COMMAND_FILES.flatMap(({ names }) => names)).toEqual(all);
  for (const { names } of COMMAND_FILES)
    for (const name of names)
      // oxlint-disable-next-line no-await-in-loop -- each is loaded as a command line of its own
      expect((await commandLine(name)).commands.map((command) => command.name())).toEqual(names);
});

it('the command line finds the options of every command', () => {
  expect(leaves.map(({ path, flag }) => [...path, flag].join(' '))).toEqual(
    expect.arrayContaining(['serve --port', 'serve --data-dir', 'sync --as-of', 'review list --data-dir']),
  );
});

describe.each(leaves)('lotwatch $path $flag', ({ path, flag }) => {
  it('means the same with a space and with an equals sign', async () => {
    const value = VALUES[[...path, flag].join(' ')] ?? VALUES[flag] ?? 'word';
    const spaced = await parsed(path, flag, value);
    expect(spaced).not.toEqual(await parsed(path));
    expect(await parsed(path, `${flag}=${value}`)).toEqual(spaced);
  });

  it.each([[[]], [['']], [[' ']], [['--json']]])('asks for the value when %j follows', async (after) => {
    await expect(parsed(path, flag, ...after)).rejects.toThrow(
      new RegExp(`${flag}.*(?:missing|needs a value)`),
    );
  });

  it('asks for the value when nothing follows the equals sign', async () => {
    await expect(parsed(path, `${flag}=`)).rejects.toThrow(/needs a value/);
  });
});

it('the command line refuses flags and words that it does not know', async () => {
  await expect(parsed(['serve'], '--datadir', 'x')).rejects.toThrow(/unknown option '--datadir'/);
  await expect(parsed(['serve'], 'x')).rejects.toThrow(/too many arguments/);
});
