import { statSync } from 'node:fs';
import { basename } from 'node:path';
import { Option, type Command } from 'commander';
import { v7 as uuidv7 } from 'uuid';
import { FEED_FORMATS_TEXT } from '../../shared/feed-files.ts';
import { KNOWN_CONDITIONS, ROLES, type KnownCondition, type Role } from '../../shared/listing.ts';
import type { SyncResult } from '../../shared/lot.ts';
import { noticeWords } from '../../shared/notice-words.ts';
import { PRICE_PARTS, type PricePart } from '../../shared/price-words.ts';
import { isAddress } from '../../shared/typed-place.ts';
import type { Config } from '../config.ts';
import { defineSources, type SourceRequest } from '../jobs/sources/define.ts';
import { failureLine, syncSource, type FileOutcome, type SyncSourceRequest } from '../jobs/sync-source.ts';
import { parseAddress } from '../sources/http/addresses.ts';
import { shownAddress } from '../sources/http/failure.ts';
import { asOfOf } from '../sources/locate.ts';
import { typedPath } from '../files/typed-path.ts';
import type { Db } from '../store/open.ts';
import { sharingOfRun } from '../store/sharing/outbox.ts';
import { hasOwner } from '../store/owner-lock.ts';
import { evaluateHere, settleAlerts } from './alert-sending.ts';
import { dryRun } from './dry-run.ts';
import { fetchAddress } from './feed.ts';
import { scoreDirty } from './score-dirty.ts';
import { sharing } from './share.ts';
import { withWriter } from './with-store.ts';
import { collectConstant, collectList, collectMapping, priceParts } from './options.ts';
import { printJson, printLine, say } from '../log/terminal.ts';

type SyncOptions = {
  dealer?: string;
  condition?: KnownCondition;
  currency?: string;
  role: Role;
  source?: string;
  map?: Record<string, string[]>;
  set?: Record<string, string>;
  ownDealer?: string[];
  rowsPath?: string;
  priceIncludes?: PricePart[];
  dataDir?: string;
  asOf?: string;
  authFile?: string;
  hostKey?: string;
  json?: boolean;
  dryRun?: boolean;
};

export function addSyncCommand(program: Command): void {
  program
    .command('sync')
    .description('Read a file, the new files of a folder, or an address, and record what changed')
    .argument(
      '<path>',
      `inventory file (${FEED_FORMATS_TEXT}), a folder of daily files, or an address (https, sftp, ftps)`,
    )
    .option('--dealer <id>', 'the dealer of every row, if the file does not name one')
    .addOption(
      new Option('--condition <condition>', 'condition of rows that do not state it').choices([
        ...KNOWN_CONDITIONS,
      ]),
    )
    .option('--currency <code>', 'currency of plain numbers, three letters such as USD')
    .addOption(new Option('--role <role>', 'whose inventory it is').choices([...ROLES]).default('own'))
    .option(
      '--source <name>',
      'the source this file continues; default: the one with the same folder, dealer, role and file name',
    )
    .option(
      '--map <field=Column>',
      'the column for a field; join several with + (repeatable)',
      collectMapping,
      {},
    )
    .option('--set <field=value>', 'a constant for a field (repeatable)', collectConstant, {})
    .option(
      '--own-dealer <name>',
      'your dealers in this source; the others are competitors (repeatable)',
      collectList,
      [],
    )
    .option('--rows-path <path>', 'where the vehicles are in a JSON or XML file, such as data.results')
    .option(
      '--price-includes <parts>',
      `what is in the price, comma between: ${PRICE_PARTS.join(', ')}, or none`,
      priceParts,
    )
    .option('--data-dir <dir>', 'where this console keeps its data')
    .option('--as-of <iso>', 'the date of the data')
    .option('--dry-run', 'show what the next sync would do, without storing anything')
    .option('--auth-file <path>', 'JSON with user and password, token, or SSH key, for an address')
    .option('--host-key <fingerprint>', 'the key of an sftp server, if it is not the one known so far')
    .option('--json', 'one line of JSON per file')
    .action(sync);
}

const sync = (path: string, options: SyncOptions): Promise<void> =>
  withWriter(options.dataDir, async (db, config) => {
    if (options.dryRun === true) {
      const result = await dryRun(db, config, requestOf(path, options), options);
      return print({ file: path, ok: true, result }, options.json ?? false);
    }
    try {
      await syncAll(db, config, path, options);
    } finally {
      // A source that could not be reached is news, too.
      await settleAlerts(db, config);
    }
  });

async function syncAll(db: Db, config: Config, path: string, options: SyncOptions): Promise<void> {
  const work = isAddress(path)
    ? await addressWork(db, config, path, options)
    : () => syncPath(db, config, path, options);
  const outcomes: FileOutcome[] = [];
  const json = options.json === true;
  // With Redis a line waits until it is known what of the run was shared.
  const later = json && config.redis !== null;
  await sharing(db, config, () => {
    for (const outcome of work()) {
      outcomes.push(outcome);
      if (!later) print(outcome, json);
    }
  });
  for (const outcome of outcomes) {
    if (later) print(outcome, json, outcome.ok ? sharingOfRun(db, outcome.result.runId) : null);
    else if (!json && outcome.ok) tellSharing(db, outcome.result.runId);
  }
}

/** Downloads at once, and returns the sync of the downloaded file. */
async function addressWork(
  db: Db,
  config: Config,
  address: string,
  options: SyncOptions,
): Promise<() => Iterable<FileOutcome>> {
  const runId = uuidv7();
  const { authFile, asOf, hostKey } = options;
  const request = requestOf(address, options);
  const { source, fetched } = await fetchAddress({ db, config, runId }, request, {
    authFile,
    asOf,
    hostKey,
  });
  if (fetched.kind === 'file') {
    const { file, http } = fetched;
    const due = { slug: source.slug, runId, asOf: asOf ?? null, file, http };
    return () => syncSources(db, config, [due]);
  }
  say(`nothing new at ${shownAddress(parseAddress(address).url)}`);
  return () => [];
}

const requestOf = (path: string, options: SyncOptions): SourceRequest => ({
  path,
  name: options.source ?? null,
  role: options.role,
  settings: {
    ...(options.dealer === undefined ? {} : { dealer: options.dealer }),
    ...(options.condition === undefined ? {} : { condition: options.condition }),
    ...(options.currency === undefined ? {} : { currency: options.currency }),
    ...(options.rowsPath === undefined ? {} : { rowsPath: options.rowsPath }),
    ...(options.priceIncludes === undefined ? {} : { priceIncludes: options.priceIncludes }),
    ...given('mapping', options.map),
    ...given('constants', options.set),
    ...(options.ownDealer?.length ? { ownDealers: options.ownDealer } : {}),
  },
});

function* syncPath(db: Db, config: Config, path: string, options: SyncOptions): Generator<FileOutcome> {
  const absolute = typedPath(path);
  const sources = defineSources(db, requestOf(path, options));
  const due = sources.map((source) => {
    const request = { slug: source.slug, runId: uuidv7(), asOf: options.asOf ?? null };
    return statSync(absolute).isDirectory()
      ? request
      : { ...request, file: { file: absolute, asOf: asOfPath(absolute, options.asOf) } };
  });
  let read = 0;
  for (const outcome of syncSources(db, config, due)) {
    read += 1;
    yield outcome;
  }
  if (read === 0) say(`nothing new in ${absolute}`);
}

function* syncSources(
  db: Db,
  config: Config,
  requests: readonly SyncSourceRequest[],
): Generator<FileOutcome> {
  const hooks = {
    now: Date.now,
    isCancelled: () => false,
    onProgress: () => undefined,
    onYoung: tellYoung,
  };
  for (const request of requests) {
    for (const outcome of syncSource(db, request, hooks)) {
      if (outcome.ok && !hasOwner(config.dataDir)) scoreDirty(db);
      // File by file: what one changed is one word, however many are read at once.
      evaluateHere(db, config);
      yield outcome;
    }
  }
}

function tellYoung(names: readonly string[]): void {
  for (const name of names) say(`${name} may still be being written; sync again in a moment`);
}

/** Where the channels carry less than the log, their listeners learn the rest here (rules 26). */
function tellSharing(db: Db, runId: string): void {
  const shared = sharingOfRun(db, runId);
  if (shared === null || shared.sent === 0 || shared.published === shared.sent) return;
  printLine(
    `${shared.sent} events are in the shared log, ${shared.published} of them were published on the channels`,
  );
}

/** What is not said again stays as the source has it. */
const given = <Name extends string, T extends object>(
  name: Name,
  value: T | undefined,
): { [key in Name]?: T } =>
  value === undefined || Object.keys(value).length === 0
    ? {}
    : ({ [name]: value } as { [key in Name]?: T });

const asOfPath = (file: string, flag: string | undefined): number =>
  asOfOf({ asOfFlag: flag ?? null, fileName: basename(file), mtimeMs: statSync(file).mtimeMs });

function print(outcome: FileOutcome, json: boolean, shared: ReturnType<typeof sharingOfRun> = null): void {
  if (!outcome.ok) {
    say(failureLine(outcome.file, outcome.error.message));
    process.exitCode = 1;
  } else if (json) printJson(shared === null ? outcome.result : { ...outcome.result, shared });
  else for (const each of [sentence(outcome.result), ...noticeLines(outcome.result)]) printLine(each);
}

/** What is news in words; what the source's files said before is only counted. */
function noticeLines({ notices, asOf, source, unchanged }: SyncResult): string[] {
  if (unchanged) return [];
  const news = notices.filter(({ since }) => since === asOf);
  const before = notices.length - news.length;
  const lines = news.map((notice) => `  note: ${noticeWords(notice)}`);
  if (before > 0)
    lines.push(`  ${before} ${before === 1 ? 'note' : 'notes'} as before: lotwatch warnings ${source}`);
  return lines;
}

function sentence(result: SyncResult): string {
  const { source, file, vehicles, rows, rejectedRows, warnings } = result;
  const head = `${result.dryRun ? 'would do: ' : ''}${source}: ${file}, ${rows} rows, ${vehicles} vehicles`;
  const bad = rejectedRows + warnings === 0 ? '' : `; ${rejectedRows} rows rejected, ${warnings} warnings`;
  return `${head}; ${came(result)}${heldBack(result)}${bad}`;
}

function came(result: SyncResult): string {
  const { added, returned, removed, sold, msrpChanges, priceChanges, statusChanges } = result;
  if (result.held !== null)
    return `held for review, nothing was stored: ${result.held.reason} See lotwatch review list`;
  if (result.baseline) return 'first sync, the baseline for changes';
  if (result.unchanged && removed === 0) return 'unchanged';
  const statuses = statusChanges === 0 ? '' : `, ${statusChanges} status changes`;
  const soldToo = sold === 0 ? '' : `, ${sold} sold`;
  return `${added} new, ${returned} back, ${removed} gone${soldToo}, ${msrpChanges} MSRP and ${priceChanges} price changes${statuses}`;
}

const heldBack = ({ quarantined, pending }: SyncResult): string =>
  quarantined + pending === 0
    ? ''
    : `; ${quarantined} implausible values held for review, ${pending} to be confirmed by the next file`;
