import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './root.ts';

const PACKAGE = join(ROOT, 'node_modules', 'electron');
/** A download over a slow line; without any line the installer gives up by itself within seconds. */
const DOWNLOAD_DEADLINE_MS = 300_000;

/** From when on a person wonders what is going on. */
const PATIENCE_MS = 2_000;

export type Runtime = { readonly executable: string } | { readonly missing: string };

/**
 * Where Electron's runtime is, downloading it once where it is not: the npm package brings it only on demand.
 * `ELECTRON_OVERRIDE_DIST_PATH` names a folder that holds another, as for the package itself.
 */
export async function electronRuntime(deadlineMs: number = DOWNLOAD_DEADLINE_MS): Promise<Runtime> {
  const override = process.env['ELECTRON_OVERRIDE_DIST_PATH'];
  if (override) {
    const executable = join(override, executableName());
    return existsSync(executable) ? { executable } : { missing: `there is none at ${executable}` };
  }
  if (!existsSync(PACKAGE)) return { missing: 'the package electron is not installed' };
  const before = installed();
  if (before !== null) return { executable: before };
  const say = (): void => void process.stderr.write('lotwatch: downloading the Electron runtime, once …\n');
  const patience = setTimeout(say, PATIENCE_MS);
  const problem = await download(deadlineMs);
  clearTimeout(patience);
  const after = installed();
  if (after !== null) return { executable: after };
  return {
    missing: `it is not here and could not be downloaded (${problem ?? 'no executable came with it'})`,
  };
}

/** Chromium refuses its sandbox to root, which only build machines and containers are. */
export function sandboxSwitches(): string[] {
  return process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : [];
}

function installed(): string | null {
  const note = join(PACKAGE, 'path.txt');
  if (!existsSync(note)) return null;
  const executable = join(PACKAGE, 'dist', readFileSync(note, 'utf8').trim());
  return existsSync(executable) ? executable : null;
}

function executableName(): string {
  if (process.platform === 'win32') return 'electron.exe';
  return process.platform === 'darwin' ? 'Electron.app/Contents/MacOS/Electron' : 'electron';
}

/** Runs the package's own installer; null if it says that it worked. */
function download(deadlineMs: number): Promise<string | null> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [join(PACKAGE, 'install.js')], {
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let said = '';
    child.stderr.on('data', (part: Buffer) => {
      said += part.toString();
    });
    const deadline = setTimeout(() => {
      said = `no answer within ${Math.round(deadlineMs / 1000)} s`;
      child.kill('SIGKILL');
    }, deadlineMs);
    const end = (problem: string | null): void => {
      clearTimeout(deadline);
      resolve(problem);
    };
    child.on('error', (error) => end(error.message));
    child.on('close', (code) => end(code === 0 ? null : firstLine(said)));
  });
}

function firstLine(text: string): string {
  return text.trim().split('\n')[0]?.slice(0, 160) || 'the installer failed';
}
