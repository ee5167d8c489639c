import { spawn } from 'node:child_process';
import { delimiter, join } from 'node:path';
import { ROOT } from './root.ts';

/** Runs a program of this checkout with its output on the terminal, unless that is ignored; the exit code, or 1 if it could not be started. */
export function run(
  command: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
  stdio: 'inherit' | 'ignore' = 'inherit',
): Promise<number> {
  // As npm does, so that scripts work the same when they are started directly.
  const path = [join(ROOT, 'node_modules', '.bin'), process.env['PATH']].join(delimiter);
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: ROOT,
      stdio,
      env: { ...process.env, PATH: path, ...env },
      // Programs of npm packages are .cmd files on Windows, which only a shell starts.
      shell: process.platform === 'win32',
    });
    child.on('error', (error) => {
      process.stderr.write(`${command}: ${error.message}\n`);
      resolve(1);
    });
    child.on('close', (code) => resolve(code ?? 1));
  });
}
