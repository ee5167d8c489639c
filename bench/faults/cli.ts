import { spawn } from 'node:child_process';
import { join } from 'node:path';

const CLI = join(import.meta.dirname, '../../main/cli.ts');

export type Ending = {
  readonly ms: number;
  readonly killed: boolean;
  readonly code: number | null;
  readonly output: string;
};

/** When to kill: `thenMs` after `when` was first true (asked every millisecond). */
export type KillAt = { readonly when: () => boolean; readonly thenMs: number };

/** `lotwatch sync` of one file in a process of its own, killed with SIGKILL where asked. */
export async function syncFile(
  file: string,
  dataDir: string,
  asOf: string,
  kill?: KillAt,
): Promise<Ending> {
  const from = performance.now();
  const args = [
    '--no-warnings',
    CLI,
    'sync',
    file,
    '--source',
    'fault',
    '--as-of',
    asOf,
    '--data-dir',
    dataDir,
    '--json',
  ];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (output += text));
  let due = Infinity;
  const watch = setInterval(() => {
    if (due === Infinity && kill?.when() === true) due = performance.now() + kill.thenMs;
    if (performance.now() >= due) child.kill('SIGKILL');
  }, 1);
  const [code, signal] = await new Promise<[number | null, NodeJS.Signals | null]>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (...ending) => resolve(ending));
  });
  clearInterval(watch);
  return { ms: performance.now() - from, killed: signal === 'SIGKILL', code, output };
}

/** The same, and it must end well. */
export async function syncWell(file: string, dataDir: string, asOf: string): Promise<Ending> {
  const ending = await syncFile(file, dataDir, asOf);
  if (ending.code !== 0)
    throw new Error(`A sync that nobody disturbed ended with ${ending.code}: ${ending.output}`);
  return ending;
}
