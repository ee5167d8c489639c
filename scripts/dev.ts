import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { build as viteBuild } from 'vite';
import { build } from './building.ts';
import { electronRuntime } from './electron-runtime.ts';
import { ROOT } from './root.ts';

/**
 * `npm run dev`: builds on every change. A change of main or preload starts the app again; one of the screens is
 * there after View, Reload. No development server: the page keeps the content policy it ships with.
 */
const runtime = await electronRuntime();
if ('missing' in runtime) throw new Error(`no Electron runtime: ${runtime.missing}`);
const { executable } = runtime;
await build({ quiet: false });

let app: ChildProcess | null = null;
const launch = (): void => {
  const previous = app;
  const next = (): void => {
    app = spawn(executable, [ROOT, ...process.argv.slice(2)], { stdio: 'inherit' });
  };
  if (previous === null || previous.exitCode !== null) return next();
  previous.once('close', next);
  previous.kill();
};
launch();

process.chdir(ROOT);
for (const config of ['vite.main.config.ts', 'vite.preload.config.ts', 'vite.renderer.config.ts']) {
  const configFile = join(ROOT, config);
  const watcher = await viteBuild({
    configFile,
    build: { watch: {}, emptyOutDir: false },
    logLevel: 'warn',
  });
  if (!('on' in watcher)) throw new Error(`${config} does not watch`);
  let first = true;
  watcher.on('event', (event) => {
    if (event.code !== 'END') return;
    if (!first && config !== 'vite.renderer.config.ts') launch();
    first = false;
  });
}
