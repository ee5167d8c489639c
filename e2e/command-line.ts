import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ROOT } from '../scripts/root.ts';
import { environment } from './adapters.ts';

const run = promisify(execFile);

/** Runs `lotwatch …` on a data folder to its end, also beside a console that is open on it. */
export async function lotwatchCommand(dataDir: string, ...args: readonly string[]): Promise<string> {
  const { stdout } = await run(process.execPath, [join(ROOT, 'bin', 'lotwatch.js'), ...args], {
    env: environment(dataDir),
    timeout: 60_000,
  });
  return stdout;
}
