import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

/** A rule of one class alone says what the class is; two of them in two files are two things of one name. */
const DEFINES = /^\.([a-z][a-z-]*) \{/gm;

describe('the stylesheets', () => {
  it('define each class in one file, so that none puts its looks on another', () => {
    const definedIn = new Map<string, Set<string>>();
    for (const file of readdirSync(import.meta.dirname).filter((name) => name.endsWith('.css'))) {
      for (const [, name] of readFileSync(join(import.meta.dirname, file), 'utf8').matchAll(DEFINES)) {
        definedIn.set(name ?? '', (definedIn.get(name ?? '') ?? new Set()).add(file));
      }
    }
    expect(definedIn.size).toBeGreaterThan(100);
    expect([...definedIn].filter(([, files]) => files.size > 1).map(([name]) => name)).toEqual([]);
  });
});
