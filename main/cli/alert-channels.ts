import { Option, type Command } from 'commander';
import { saveChannelSchema, type Channel, type ChannelSettings } from '../../shared/alerts/channel.ts';
import { LotwatchError } from '../../shared/result.ts';
import { readTextFile } from '../files/text-file.ts';
import { publicChannels } from '../jobs/alerts/public-channel.ts';
import { checkTemplate } from '../notify/template.ts';
import { secretNameOf } from '../notify/secret-name.ts';
import { findChannel, removeChannel, saveChannel } from '../store/alerts/channels.ts';
import { transaction } from '../store/open.ts';
import { openSecretFile } from '../store/secret-file.ts';
import { collectList, wholeNumber } from './options.ts';
import { withWriter } from './with-store.ts';
import { printJson, printLine } from '../log/terminal.ts';

type Options = { readonly dataDir?: string; readonly json?: boolean };
type Common = (command: Command) => Command;
/** Read from the environment, so that it is in no list of processes and no shell history. */
const SECRET_VARIABLE = 'LOTWATCH_CHANNEL_SECRET';

/** `lotwatch alerts channel`: where alerts are sent. */
export function addChannelCommands(alerts: Command, common: Common): void {
  const channel = alerts.command('channel').description('Where alerts are sent');
  const add = (kind: ChannelSettings['kind'], what: string): Command =>
    common(channel.command(kind))
      .description(`${what}. Its secret is read from ${SECRET_VARIABLE}`)
      .option('--id <id>', 'its name in rules; the same name changes it', kind)
      .option('--ceiling <n>', 'messages a day at most', wholeNumber);
  add('webhook', 'Send alerts as JSON to an address; the secret signs them')
    .requiredOption('--url <url>', 'http or https address')
    .option('--template <file>', 'JSON with {{text}}, {{rule}}, {{url}} … for receivers such as Slack')
    .action((options: Saving & { url: string; template?: string }) =>
      save(options, {
        kind: 'webhook',
        url: options.url,
        template: options.template === undefined ? null : readTextFile(options.template),
      }),
    );
  add('email', 'Send alerts by e-mail; the secret is the password')
    .requiredOption('--host <name>', 'mail server')
    .requiredOption('--from <address>', 'the sender')
    .requiredOption('--to <address>', 'a receiver (repeatable)', collectList, [])
    .option('--port <n>', 'default: 465 with tls, 587 with starttls, else 25', wholeNumber)
    .addOption(
      new Option('--security <kind>', 'how the connection is encrypted')
        .choices(['tls', 'starttls', 'none'])
        .default('starttls'),
    )
    .option('--user <name>', 'the account, if the server asks for one')
    .action(saveEmail);
  add('ntfy', 'Send alerts to a topic of ntfy; the secret is an access token')
    .requiredOption('--topic <name>', 'the topic')
    .option('--server <url>', 'its server', 'https://ntfy.sh')
    .action((options: Saving & { topic: string; server: string }) =>
      save(options, { kind: 'ntfy', topic: options.topic, server: options.server }),
    );
  common(channel.command('list')).description('The channels').action(list);
  common(channel.command('remove'))
    .description('Remove a channel; messages not sent yet are dropped')
    .argument('<id>', 'as “channel list” names it')
    .action(remove);
}

type Saving = Options & { readonly id: string; readonly ceiling?: number };
type Email = Saving & {
  readonly host: string;
  readonly from: string;
  readonly to: string[];
  readonly port?: number;
  readonly security: 'tls' | 'starttls' | 'none';
  readonly user?: string;
};

const PORTS = { tls: 465, starttls: 587, none: 25 } as const;

const saveEmail = (options: Email): Promise<void> =>
  save(options, {
    kind: 'email',
    ...{ host: options.host, security: options.security, from: options.from, to: options.to },
    port: options.port ?? PORTS[options.security],
    user: options.user ?? null,
  });

async function save({ id, ceiling, dataDir, json }: Saving, settings: ChannelSettings): Promise<void> {
  const secret = process.env[SECRET_VARIABLE];
  const parsed = saveChannelSchema.safeParse({
    id,
    settings,
    ceiling,
    secret: secret === '' ? null : secret,
  });
  if (!parsed.success) {
    const words = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
    throw new LotwatchError('bad-input', `The channel cannot be saved: ${words.join('; ')}.`);
  }
  const channel = parsed.data;
  if (channel.settings.kind === 'webhook' && channel.settings.template !== null)
    checkTemplate(channel.settings.template);
  await withWriter(dataDir, async (db, config) => {
    const before = findChannel(db, id);
    const hasSecret = channel.secret === undefined ? (before?.hasSecret ?? false) : channel.secret !== null;
    if (channel.secret !== undefined)
      await openSecretFile(config.dataDir).write(secretNameOf(id), channel.secret);
    transaction(db, () => saveChannel(db, { ...channel, hasSecret }, Date.now()));
    const stored = publicChannels(db, Date.now()).find((one) => one.id === id);
    if (stored === undefined) throw new LotwatchError('internal', 'The channel was not stored');
    if (json === true) printJson(stored);
    else printLine(line(stored));
  });
}

const list = ({ dataDir, json }: Options): Promise<void> =>
  withWriter(dataDir, (db) => {
    for (const channel of publicChannels(db, Date.now())) {
      if (json === true) printJson(channel);
      else printLine(line(channel));
    }
  });

const remove = (id: string, { dataDir, json }: Options): Promise<void> =>
  withWriter(dataDir, async (db, config) => {
    transaction(db, () => removeChannel(db, id, Date.now()));
    await openSecretFile(config.dataDir).write(secretNameOf(id), null);
    if (json === true) printJson({ id });
  });

function line({ id, settings, sentToday, waiting, ceiling, hasSecret, trouble }: Channel): string {
  const where = {
    webhook: () => (settings.kind === 'webhook' ? settings.url : ''),
    email: () =>
      settings.kind === 'email' ? `${settings.to.join(', ')} by ${settings.host}:${settings.port}` : '',
    ntfy: () => (settings.kind === 'ntfy' ? `${settings.server}/${settings.topic}` : ''),
  }[settings.kind]();
  const secret = hasSecret ? '' : ', no secret';
  const wrong = trouble === null ? '' : `; not delivered: ${trouble}`;
  return `${id}  ${settings.kind} ${where}${secret}; ${sentToday} of ${ceiling} today, ${waiting} waiting${wrong}`;
}
