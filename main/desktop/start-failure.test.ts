import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { LotwatchError } from '../../shared/result.ts';
import { describeStartFailure } from './start-failure.ts';

it('leaves our own words as they are', () => {
  expect(describeStartFailure(new LotwatchError('store', 'made by Lotwatch 9'))).toBe('made by Lotwatch 9');
});

it('says of a folder which one, why and what to do', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'lotwatch-fail-'));
  const file = join(folder, 'file');
  await writeFile(file, '');
  try {
    mkdirSync(join(file, 'logs'), { recursive: true });
    expect.unreachable();
  } catch (error) {
    const said = describeStartFailure(error);
    expect(said).toContain(file);
    expect(said).toContain('a part of the path is a file');
    expect(said).toContain('--data-dir');
  }
  await rm(folder, { recursive: true });
});

it.each([new Error('odd'), 'odd'])('passes on what it has no words for', (error) => {
  expect(describeStartFailure(error)).toBe('odd');
});
