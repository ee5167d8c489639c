import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { ensureBuilt } from './building.ts';
import { openBrowser } from './open-browser.ts';
import { electronRuntime, sandboxSwitches } from './electron-runtime.ts';
import { ROOT } from './root.ts';

/** `npm start`: the desktop app; where its runtime cannot be had, the same screens in the browser (one core, three adapters). */
await ensureBuilt({ quiet: false });
const runtime = await electronRuntime();
const rest = process.argv.slice(2);
/** In a group of its own: Ctrl-C in a terminal reaches us alone, and the child only through us. */
const detached = process.platform !== 'win32';

if ('executable' in runtime) {
  follow(
    spawn(runtime.executable, [...sandboxSwitches(), ROOT, ...rest], {
      stdio: ['ignore', 'inherit', 'inherit'],
      detached,
      windowsHide: false,
    }),
  );
} else {
  process.stderr.write(
    `lotwatch: no Electron runtime, ${runtime.missing}; opening in the browser instead.\n`,
  );
  const cli = join(ROOT, 'bin', 'lotwatch.js');
  const args = [cli, 'serve', '--sample', '--port', '0', ...rest];
  const server = follow(spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'], detached }));
  let opened = false;
  server.stdout?.on('data', (part: Buffer) => {
    process.stdout.write(part);
    const [url] = /http:\/\/127\.0\.0\.1:\d+\/\S*/.exec(part.toString()) ?? [];
    if (url === undefined || opened) return;
    opened = true;
    openBrowser(url);
  });
}

/** Ends as the child ends, and passes on what ends us: once, because a second signal makes it drop everything. */
function follow(child: ChildProcess): ChildProcess {
  let passed = false;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      if (!passed) child.kill(signal);
      passed = true;
    });
  }
  child.on('error', (error) => {
    process.stderr.write(`lotwatch: ${error.message}\n`);
    process.exitCode = 1;
  });
  child.on('close', (code) => {
    process.exitCode = code ?? 1;
  });
  return child;
}
