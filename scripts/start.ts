import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { ensureBuilt } from './building.ts';
import { openBrowser } from './open-browser.ts';
import { electronRuntime, sandboxSwitches } from './electron-runtime.ts';
import { ROOT } from './root.ts';

/** `npm start`: the desktop app; where its runtime cannot be had, the same screens in the browser (one core, three doors). */
await ensureBuilt({ quiet: false });
const runtime = await electronRuntime();
const rest = process.argv.slice(2);

if ('executable' in runtime) {
  follow(
    spawn(runtime.executable, [...sandboxSwitches(), ROOT, ...rest], {
      stdio: 'inherit',
      windowsHide: false,
    }),
  );
} else {
  process.stderr.write(
    `lotwatch: no Electron runtime, ${runtime.missing}; opening in the browser instead.\n`,
  );
  const cli = join(ROOT, 'bin', 'lotwatch.js');
  const args = [cli, 'serve', '--sample', '--port', '0', ...rest];
  const server = follow(spawn(process.execPath, args, { stdio: ['inherit', 'pipe', 'inherit'] }));
  let opened = false;
  server.stdout?.on('data', (part: Buffer) => {
    process.stdout.write(part);
    const [url] = /http:\/\/127\.0\.0\.1:\d+\/\S*/.exec(part.toString()) ?? [];
    if (url === undefined || opened) return;
    opened = true;
    openBrowser(url);
  });
}

/** Ends as the child ends, and passes on what ends us. */
function follow(child: ReturnType<typeof spawn>): ReturnType<typeof spawn> {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.on(signal, () => child.kill(signal));
  child.on('error', (error) => {
    process.stderr.write(`lotwatch: ${error.message}\n`);
    process.exitCode = 1;
  });
  child.on('close', (code) => {
    process.exitCode = code ?? 1;
  });
  return child;
}
