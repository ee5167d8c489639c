import { fileURLToPath } from 'node:url';
import { readConfig, type Config } from '../config.ts';
import { openCore } from '../core.ts';
import { typedPath } from '../files/typed-path.ts';
import { openGateway } from '../gateway/gateway.ts';
import { keptSessions } from '../gateway/kept-sessions.ts';
import { programToken, tokenFile } from '../gateway/program-token.ts';
import { openLog, type Log } from '../log/log.ts';
import { keepYoungGenerationSmall } from './young-generation.ts';
import { printLine } from '../log/terminal.ts';

export type ServeOptions = {
  port?: string;
  dataDir?: string;
  sample?: boolean;
  token: boolean;
  tokenFile?: string;
};

/** Built, the screens lie beside the core. */
const RENDERER_DIR = fileURLToPath(new URL('../renderer/', import.meta.url));

/** Runs until it is stopped; prints the address for a browser on standard output. */
export async function serve(options: ServeOptions): Promise<void> {
  keepYoungGenerationSmall();
  const config = readConfig({ dataDir: options.dataDir, port: options.port });
  // Closes what is open in reverse, whichever step failed.
  await using opened = new AsyncDisposableStack();
  // Listened for before anything says that it is there: whoever reads the address may end it at once.
  const end = stopped();
  const { log, close: closeLog } = await openLog(config.dataDir, config.logLevel);
  opened.defer(closeLog);
  try {
    await open(config, options, log, opened);
  } catch (error) {
    log.error({ err: error }, 'cannot start');
    throw error;
  }
  await end;
}

async function open(
  config: Config,
  options: ServeOptions,
  log: Log,
  opened: AsyncDisposableStack,
): Promise<void> {
  const core = await openCore(config, { log, adapter: 'serve', sample: options.sample === true });
  opened.defer(() => core.close());
  const path = options.tokenFile === undefined ? tokenFile(config.dataDir) : typedPath(options.tokenFile);
  const token = options.token ? programToken(config.token, path) : null;
  const print = (url: string): void => printLine(`Lotwatch is at ${url}`);
  const gateway = await openGateway({
    core,
    port: config.port,
    token,
    rendererDir: RENDERER_DIR,
    log,
    sessions: keptSessions(config.dataDir),
    onNextUrl: print,
  });
  opened.defer(() => gateway.close());
  print(gateway.url);
  if (token !== null && config.token === null) {
    printLine(`Programs send "Authorization: Bearer" with the token in ${path}`);
  }
}

const stopped = (): Promise<void> =>
  new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve());
  });
