import { createHash } from 'node:crypto';
import { cp, glob, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { build as viteBuild } from 'vite';
import { ROOT } from './root.ts';

/** Each configuration and the folder of dist/ it fills; preload adds its one file to main's. */
const PARTS = [
  ['vite.main.config.ts', 'main'],
  ['vite.preload.config.ts', 'main'],
  ['vite.renderer.config.ts', 'renderer'],
] as const;
const SOURCES = [
  'shared/**/*.ts',
  'main/**/*.{ts,sql,csv}',
  'renderer/**/*',
  'vite.*.config.ts',
  'package.json',
];
const DIST = join(ROOT, 'dist');
const STAMP = '.built';

/**
 * Builds main, preload and renderer and leaves the stamp that {@link ensureBuilt} compares. Built beside dist/ and put
 * in its place when complete: a console that runs meanwhile, or a build that fails, never leaves half of one.
 */
export async function build({ quiet }: { quiet: boolean }): Promise<void> {
  // Taken first: an edit during the build makes the next start build again.
  const digest = await sourceDigest();
  const next = join(ROOT, '.artifacts', `build-${process.pid}`);
  // The configurations name their folders from the top of the checkout.
  const cwd = process.cwd();
  process.chdir(ROOT);
  try {
    for (const [config, part] of PARTS) {
      await viteBuild({
        configFile: join(ROOT, config),
        logLevel: quiet ? 'error' : 'warn',
        build: { outDir: join(next, part), emptyOutDir: false },
      });
    }
    await copySample(next);
    await writeFile(join(next, STAMP), digest);
    await replaceDist(next);
  } finally {
    process.chdir(cwd);
    await rm(next, { recursive: true, force: true });
  }
  if (!quiet) process.stderr.write('built dist/\n');
}

async function replaceDist(next: string): Promise<void> {
  const previous = `${next}-previous`;
  if (existsSync(DIST)) await rename(DIST, previous);
  await rename(next, DIST);
  await rm(previous, { recursive: true, force: true });
}

/** Builds only if a source differs from what dist/ was made of. */
export async function ensureBuilt({ quiet }: { quiet: boolean }): Promise<void> {
  const stamp = join(DIST, STAMP);
  if (existsSync(stamp) && (await readFile(stamp, 'utf8')) === (await sourceDigest())) return;
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

async function copySample(dist: string): Promise<void> {
  const from = join(ROOT, 'main', 'sources', 'sample');
  const to = join(dist, 'main', 'sample');
  await mkdir(to, { recursive: true });
  for await (const name of glob('*.csv', { cwd: from })) await cp(join(from, name), join(to, name));
}
