import { fileURLToPath } from 'node:url';
import type { Command } from 'commander';
import { readConfig } from '../config.ts';
import { keepYoungGenerationSmall } from './young-generation.ts';
import { openCore } from '../core.ts';
import { openGateway } from '../gateway/gateway.ts';
import { programToken, tokenFile } from '../gateway/program-token.ts';
import { typedPath } from '../typed-path.ts';
import { openLog } from '../log/log.ts';

type ServeOptions = {
  port?: string;
  dataDir?: string;
  sample?: boolean;
  token: boolean;
  tokenFile?: string;
};

/** Built, the screens lie beside the core. */
const RENDERER_DIR = fileURLToPath(new URL('../renderer/', import.meta.url));

export function addServeCommand(program: Command): void {
  program
    .command('serve')
    .description('Open the console for a browser on this machine')
    .option('--port <n>', 'port on 127.0.0.1; 0 takes any free one')
    .option('--data-dir <dir>', 'where this console keeps its data')
    .option('--sample', 'show the built-in sample while there is no source')
    .option('--token-file <path>', 'file that keeps the token for programs; default: in the data folder')
    .option('--no-token', 'allow every program on this machine without a token')
    .action(serve);
}

/** Runs until it is told to stop; prints the address for a browser on standard output. */
async function serve(options: ServeOptions): Promise<void> {
  keepYoungGenerationSmall();
  const config = readConfig({ dataDir: options.dataDir, port: options.port });
  const { log, close: closeLog } = await openLog(config.dataDir, config.logLevel);
  try {
    const core = await openCore(config, { log, door: 'serve', sample: options.sample === true });
    try {
      const path =
        options.tokenFile === undefined ? tokenFile(config.dataDir) : typedPath(options.tokenFile);
      const token = options.token ? programToken(config.token, path) : null;
      const print = (url: string): void => void process.stdout.write(`Lotwatch is at ${url}\n`);
      const gateway = await openGateway({
        core,
        port: config.port,
        token,
        rendererDir: RENDERER_DIR,
        log,
        onNextUrl: print,
      });
      print(gateway.url);
      if (token !== null && config.token === null) {
        process.stdout.write(`Programs send "Authorization: Bearer" with the token in ${path}\n`);
      }
      await stopped();
      await gateway.close();
    } finally {
      await core.close();
    }
  } finally {
    await closeLog();
  }
}

const stopped = (): Promise<void> =>
  new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve());
  });
