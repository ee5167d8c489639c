import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { expect, it } from 'vitest';

/** Imports and exports of values: those of types alone leave nothing behind. */
const VALUES = /^(?:import|export)\s+(?!type\b)(?:[\w*{}\s,]*?\bfrom\s+)?'([^']+)';/gm;

/** Every file that the page loads, each with the one that asked for it first. */
function loaded(entry: string): Map<string, string | null> {
  const seen = new Map<string, string | null>([[entry, null]]);
  const left = [entry];
  for (let file = left.pop(); file !== undefined; file = left.pop()) {
    if (!/\.tsx?$/.test(file)) continue;
    for (const [, target = ''] of readFileSync(file, 'utf8').matchAll(VALUES)) {
      const found = target.startsWith('.') ? join(dirname(file), target) : target;
      if (seen.has(found)) continue;
      seen.set(found, file);
      if (existsSync(found)) left.push(found);
    }
  }
  return seen;
}

it('the page carries no zod: it is long to load, and makes functions from text, which the content policy forbids', () => {
  const entry = join(import.meta.dirname, 'main.tsx');
  const files = loaded(entry);
  const way: string[] = [];
  for (let at: string | null = files.has('zod') ? 'zod' : null; at !== null; at = files.get(at) ?? null)
    way.unshift(relative(import.meta.dirname, at));
  expect(way).toEqual([]);
  expect(files.size).toBeGreaterThan(200);
});
