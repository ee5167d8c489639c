import { InvalidArgumentError, Option, type Command } from 'commander';
import { PRICE_ROLE_NAMES } from '../../shared/price-words.ts';
import { type Advertised } from '../../shared/prices.ts';
import { LotwatchError } from '../../shared/result.ts';
import { normaliseVin } from '../../shared/vin.ts';
import { advertisedOf } from '../store/vehicles/advertised.ts';
import { verifyChain, type ChainVerdict } from '../store/vehicles/advertised-hash.ts';
import { ADVERTISED_COLUMNS, advertisedLines, within } from '../store/vehicles/advertised-lines.ts';
import { csvText } from '../files/csv.ts';
import { printCsv, printLines } from './options.ts';
import { printLine, say } from '../log/terminal.ts';
import { withReader } from './with-store.ts';
import { DAY_MS } from '../../shared/units.ts';

type Options = {
  from?: number;
  to?: number;
  csv?: boolean;
  json?: boolean;
  bom?: boolean;
  verify?: boolean;
  dataDir?: string;
};

/** `lotwatch history`: every price that was advertised of a vehicle, and in which row of which file that is written. */
export function addHistoryCommand(program: Command): void {
  program
    .command('history')
    .description('Every price advertised of a vehicle: from when to when, and in which file and row')
    .argument('<vin>', 'the vehicle, even if it has left the lot')
    .addOption(new Option('--from <date>', 'what was advertised on this day or later').argParser(dayStart))
    .addOption(new Option('--to <date>', 'what was advertised up to the end of this day').argParser(dayEnd))
    .addOption(new Option('--csv', 'a table, one price a line').conflicts('json'))
    .option('--json', 'one record a line, with its hash and the one before')
    .option('--bom', 'start the table with a byte order mark, for Excel')
    .option('--verify', 'exit 1 where the chain of hashes does not hold')
    .option('--data-dir <dir>', 'where this console keeps its data')
    .action(history);
}

async function history(given: string, options: Options): Promise<void> {
  const vin = normaliseVin(given);
  await withReader(options.dataDir, async (db) => {
    const all = advertisedOf(db, vin);
    if (all.length === 0)
      throw new LotwatchError(
        'not-found',
        `Nothing is recorded of ${vin}. Prices are recorded from the first sync with this version on.`,
      );
    // The chain is judged whole, whatever part of it is asked for.
    const chain = verifyChain(vin, all);
    const { from = -Infinity, to = Infinity } = options;
    const records = all.filter((record) => within(record, from, to));
    if (options.json === true)
      await printLines(records.map((record) => ({ vin, ...record, chainHolds: chain.holds })));
    else if (options.csv === true)
      await printCsv(csvText(ADVERTISED_COLUMNS, advertisedLines(vin, records), options.bom === true));
    else for (const each of [...sentences(records), chainWords(chain, all)]) printLine(each);
    if (options.verify !== true) return;
    if (options.json === true || options.csv === true) say(chainWords(chain, all));
    if (!chain.holds) process.exitCode = 1;
  });
}

const day = (iso: string): string => iso.slice(0, 10);

function* sentences(records: readonly Advertised[]): Generator<string> {
  for (const { source, from, to, prices, currency, file, digest, row } of records) {
    const time = `${day(from)} to ${to === null ? 'now' : day(to)}`;
    const place = `${source}: ${file}${row === null ? '' : `, row ${row}`}, SHA-256 ${digest.slice(0, 12)}…`;
    const shown = (prices ?? []).filter(({ amount }) => amount !== null);
    const words = shown
      .map(({ name, role, amount }) => `${PRICE_ROLE_NAMES[role]} ${amount} (${name})`)
      .join(', ');
    const what = prices === null ? 'not listed' : shown.length === 0 ? 'no price' : words;
    yield `${time}  ${what}${currency === null || shown.length === 0 ? '' : ` ${currency}`}  ${place}`;
  }
}

function chainWords(chain: ChainVerdict, all: readonly Advertised[]): string {
  const { records, deleted, holds, broken } = chain;
  const [were, its] = deleted === 1 ? ['older one was', 'its'] : ['older ones were', 'their last'];
  const older =
    deleted === 0
      ? ''
      : ` ${deleted} ${were} deleted, as Settings asks; the first that was kept has ${its} hash.`;
  if (holds) return `Chain: ${records} records, unbroken.${older} Last hash ${all.at(-1)?.hash ?? ''}`;
  return `Chain: broken at record ${broken?.n ?? 0} of ${broken?.source ?? ''}: it is not what was recorded.`;
}

function dayStart(text: string): number {
  const at = Date.parse(text);
  if (Number.isNaN(at)) throw new InvalidArgumentError('Write a date such as 2026-08-21.');
  return at;
}

/** A day without a time means all of it. */
const dayEnd = (text: string): number =>
  dayStart(text) + (/^\d{4}-\d{2}-\d{2}$/.test(text.trim()) ? DAY_MS - 1 : 0);
