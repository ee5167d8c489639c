import { execFile } from 'node:child_process';
import type { DoorKind } from './doors.ts';
import { commandOf, environment } from './doors.ts';

export type End = { readonly code: number; readonly message: string };

/** Starts the console and waits for it to give up. */
export function startAndFail(door: DoorKind, dataDir: string, flags: readonly string[] = []): Promise<End> {
  const [command, ...args] = [...commandOf(door), ...flags] as const;
  return new Promise((resolve) => {
    execFile(command, args, { env: environment(dataDir), timeout: 30_000 }, (error, _stdout, stderr) => {
      const code = typeof error?.code === 'number' ? error.code : error ? -1 : 0;
      const said = stderr.split('\n').filter((line) => line.startsWith('lotwatch: '));
      resolve({ code, message: said.join('\n') });
    });
  });
}
