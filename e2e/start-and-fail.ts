import { execFile } from 'node:child_process';
import type { AdapterKind } from './adapters.ts';
import { commandOf, environment } from './adapters.ts';

export type End = { readonly code: number; readonly message: string };

/** Starts the console and waits for it to give up. */
export function startAndFail(
  adapter: AdapterKind,
  dataDir: string,
  flags: readonly string[] = [],
): Promise<End> {
  const [command, ...args] = [...commandOf(adapter), ...flags] as const;
  return new Promise((resolve) => {
    execFile(command, args, { env: environment(dataDir), timeout: 30_000 }, (error, _stdout, stderr) => {
      const code = typeof error?.code === 'number' ? error.code : error ? -1 : 0;
      const said = stderr.split('\n').filter((line) => line.startsWith('lotwatch: '));
      resolve({ code, message: said.join('\n') });
    });
  });
}
