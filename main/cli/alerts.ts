import type { Command } from 'commander';
import { LotwatchError } from '../../shared/result.ts';
import { ruleWords } from '../../shared/alerts/measures.ts';
import { parseRule } from '../../shared/alerts/parse-rule.ts';
import type { StoredRule } from '../../shared/alerts/alert.ts';
import { toIso } from '../../shared/units.ts';
import { normaliseVin } from '../../shared/vin.ts';
import { parseJson, readTextFile } from '../files/text-file.ts';
import { rehearse } from '../jobs/alerts/rehearse.ts';
import { publicRule } from '../jobs/alerts/public-rule.ts';
import { whyTold } from '../jobs/alerts/why.ts';
import { acknowledge } from '../store/alerts/alerts.ts';
import { pageAlerts } from '../store/alerts/read.ts';
import { listRules, mustFindRule, removeRule, saveRule, switchRule } from '../store/alerts/rules.ts';
import { transaction, type Db } from '../store/open.ts';
import { settleAlerts } from './alert-sending.ts';
import { addChannelCommands } from './alert-channels.ts';
import { printLines, wholeNumber } from './options.ts';
import { withWriter } from './with-store.ts';
import { printJson, printLine } from '../log/terminal.ts';

type Options = { readonly dataDir?: string; readonly json?: boolean };

/** `lotwatch alerts`: rules, what fired, and where it is sent. */
export function addAlertsCommand(program: Command): void {
  const alerts = program
    .command('alerts')
    .description('Rules that notify people, what fired, and channels');
  common(alerts.command('list'))
    .description('The rules')
    .action((options: Options) =>
      withWriter(options.dataDir, (db) => {
        const rules = listRules(db).map((rule) => publicRule(db, rule, Date.now()));
        return print(rules, options, ruleLine);
      }),
    );
  common(alerts.command('add'))
    .description('Add a rule from a file; see the guide for its form')
    .requiredOption('--file <rule.json>', 'the rule, as JSON')
    .action(add);
  const ofRule = (name: string): Command =>
    common(alerts.command(name)).argument('<id>', 'as “alerts list” names it');
  ofRule('remove')
    .description('Remove a rule; what it fired stays in the history')
    .action(changing((db, id) => removeRule(db, id, Date.now())));
  ofRule('on')
    .description('Turn a rule on; it looks from now on')
    .action(changing((db, id) => switchRule(db, id, true, Date.now())));
  ofRule('off')
    .description('Turn a rule off')
    .action(changing((db, id) => switchRule(db, id, false, Date.now())));
  ofRule('test')
    .description('What a rule would have done over the last days; sends nothing')
    .option('--days <n>', 'how many days back', wholeNumber, 30)
    .action(test);
  common(alerts.command('history'))
    .description('What fired, newest first')
    .option('--since <iso>', 'from then on')
    .action(history);
  common(alerts.command('why'))
    .description('Why you were notified about a vehicle, or were not: every rule and every gate')
    .argument('<vin>', 'the vehicle')
    .action(why);
  common(alerts.command('ack'))
    .description('Acknowledge an alert: it is silent until it ends')
    .argument('<id>', 'as “alerts history” names it')
    .option('--reason <text>', 'why', '')
    .option(
      '--by <name>',
      'who; default: this account',
      process.env['USER'] ?? process.env['USERNAME'] ?? '',
    )
    .action(ack);
  addChannelCommands(alerts, common);
}

const common = (command: Command): Command =>
  command
    .option('--data-dir <dir>', 'where this console keeps its data')
    .option('--json', 'JSON, one object a line');

async function print<T>(
  values: readonly T[],
  { json }: Options,
  line: (value: T) => string,
): Promise<void> {
  if (json === true) return printLines(values);
  for (const value of values) printLine(line(value));
}

function ruleLine({
  id,
  rule,
  words,
  on,
  fault,
  mutedUntil,
  firedIn7Days,
  notEvaluated,
}: StoredRule): string {
  const state = fault !== null ? `paused: ${fault}` : on ? 'on' : 'off';
  const muted = mutedUntil === null ? '' : `, muted until ${mutedUntil}`;
  const old = notEvaluated.map(({ source, since }) => `, ${source} not evaluated since ${since ?? 'ever'}`);
  return `${id}  ${state}${muted}  ${rule.name}: ${words}; ${firedIn7Days} in 7 days${old.join('')}`;
}

async function add(options: Options & { readonly file: string }): Promise<void> {
  const rule = parseRule(parseJson(readTextFile(options.file), options.file), options.file);
  await withWriter(options.dataDir, async (db, config) => {
    const { id } = transaction(db, () => saveRule(db, null, rule, Date.now()));
    // It begins now, and says what is true already where it is asked to.
    await settleAlerts(db, config);
    const stored = publicRule(db, mustFindRule(db, id), Date.now());
    if (options.json === true) printJson(stored);
    else printLine(ruleLine(stored));
  });
}

const changing =
  (work: (db: Db, id: string) => void) =>
  async (id: string, options: Options): Promise<void> => {
    await withWriter(options.dataDir, async (db, config) => {
      transaction(db, () => work(db, id));
      await settleAlerts(db, config);
      if (options.json === true) printJson({ id, rules: listRules(db).length });
    });
  };

async function test(id: string, options: Options & { readonly days: number }): Promise<void> {
  await withWriter(options.dataDir, (db) => {
    const { rule } = mustFindRule(db, id);
    const found = rehearse(db, { rule, days: options.days, now: Date.now() });
    if (options.json === true) return printJson(found);
    const lines = found.alerts.map(({ at, text, deferred, sentAt }) =>
      deferred === null ? `${at}  ${text}` : `${at}  ${text} (${deferred}, sent ${sentAt})`,
    );
    const now = found.nowTrue === null ? '' : `; ${found.nowTrue} are so now`;
    lines.push(
      `${ruleWords(rule)}: ${found.fired} alerts about ${found.vehicles} vehicles in ${found.days} days, of ${found.events} changes${now}.`,
    );
    if (found.incomplete !== null) lines.push(found.incomplete);
    for (const each of lines) printLine(each);
  });
}

async function history(options: Options & { readonly since?: string }): Promise<void> {
  const since = options.since === undefined ? null : Date.parse(options.since);
  if (since !== null && Number.isNaN(since))
    throw new LotwatchError('bad-input', `--since cannot be "${options.since}"; write it like 2026-11-01.`);
  await withWriter(options.dataDir, async (db) => {
    const page = { before: null, limit: 100_000, states: [], ruleId: null, since };
    await print(pageAlerts(db, page).alerts, options, ({ id, at, state, rule, text, deliveries }) => {
      const sent = deliveries.map(({ channel, state: how, reason }) =>
        reason === null ? `${channel} ${how}` : `${channel} ${how}: ${reason}`,
      );
      return `${id}  ${at}  ${state}  ${rule}: ${text}${sent.length === 0 ? '' : `  [${sent.join('; ')}]`}`;
    });
  });
}

async function why(vin: string, options: Options): Promise<void> {
  await withWriter(options.dataDir, (db) => {
    const found = whyTold(db, normaliseVin(vin), Date.now());
    if (options.json === true) return printJson(found);
    const lines = found.rules.flatMap(({ rule, gates }) => [
      rule,
      ...gates.map(({ at, gate, words }) => `  ${at}  ${gate}: ${words}`),
    ]);
    for (const each of lines.length === 0 ? ['There are no rules.'] : lines) printLine(each);
  });
}

async function ack(
  id: string,
  options: Options & { readonly reason: string; readonly by: string },
): Promise<void> {
  await withWriter(options.dataDir, (db) => {
    const at = Date.now();
    transaction(db, () => acknowledge(db, id, options.by, options.reason, at));
    if (options.json === true) printJson({ id, by: options.by, reason: options.reason, at: toIso(at) });
  });
}
