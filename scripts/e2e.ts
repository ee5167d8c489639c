import { hasDisplay } from './provision.ts';
import { run } from './run.ts';

/** `npm run e2e`: both projects, under a virtual display where there is none. Arguments go to Playwright. */
export function runEndToEnd(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<number> {
  const playwright = ['playwright', 'test', '-c', 'e2e/playwright.config.ts', ...args];
  const [command = '', ...rest] =
    process.platform === 'linux' && !hasDisplay() ? ['xvfb-run', '-a', ...playwright] : playwright;
  return run(command, rest, env);
}

if (import.meta.main) process.exitCode = await runEndToEnd(process.argv.slice(2));
