import { createHash } from 'node:crypto';
import { cp, glob, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { build as viteBuild } from 'vite';
import { ROOT } from './root.ts';

const CONFIGS = ['vite.main.config.ts', 'vite.preload.config.ts', 'vite.renderer.config.ts'];
const SOURCES = [
  'shared/**/*.ts',
  'main/**/*.{ts,sql,csv}',
  'renderer/**/*',
  'vite.*.config.ts',
  'package.json',
];
const STAMP = join(ROOT, 'dist', '.built');

/** Builds main, preload and renderer into dist/ and leaves the stamp that {@link ensureBuilt} compares. */
export async function build({ quiet }: { quiet: boolean }): Promise<void> {
  // Taken first: an edit during the build makes the next start build again.
  const digest = await sourceDigest();
  await rm(STAMP, { force: true });
  // The configurations name their folders from the top of the checkout.
  const cwd = process.cwd();
  process.chdir(ROOT);
  try {
    for (const config of CONFIGS) {
      const configFile = join(ROOT, config);
      await viteBuild({ configFile, logLevel: quiet ? 'error' : 'warn' });
    }
    await copySample();
  } finally {
    process.chdir(cwd);
  }
  await writeFile(STAMP, digest);
  if (!quiet) process.stderr.write('built dist/\n');
}

/** Builds only if a source differs from what dist/ was made of. */
export async function ensureBuilt({ quiet }: { quiet: boolean }): Promise<void> {
  if (existsSync(STAMP) && (await readFile(STAMP, 'utf8')) === (await sourceDigest())) return;
  await build({ quiet });
}

/** By content, not by time: a checkout or a clock that jumps changes nothing. */
async function sourceDigest(): Promise<string> {
  const paths: string[] = [];
  for await (const entry of glob(SOURCES, { cwd: ROOT, withFileTypes: true })) {
    if (entry.isFile() && !/\.test\.tsx?$/.test(entry.name)) paths.push(join(entry.parentPath, entry.name));
  }
  const hash = createHash('sha256');
  for (const path of paths.sort())
    hash
      .update(path)
      .update('\0')
      .update(await readFile(path));
  return hash.digest('hex');
}

async function copySample(): Promise<void> {
  const from = join(ROOT, 'main', 'sources', 'sample');
  const to = join(ROOT, 'dist', 'main', 'sample');
  await mkdir(to, { recursive: true });
  for await (const name of glob('*.csv', { cwd: from })) await cp(join(from, name), join(to, name));
}
