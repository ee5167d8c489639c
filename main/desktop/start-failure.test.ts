import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { App, Dialog } from 'electron';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { LotwatchError } from '../../shared/result.ts';
import { describeStartFailure, endStart } from './start-failure.ts';

it('a start failure shows our own words as they are', () => {
  expect(describeStartFailure(new LotwatchError('store', 'made by Lotwatch 9'))).toBe('made by Lotwatch 9');
});

it('a start failure names the folder, the reason and what to do', async () => {
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

describe('a start that fails', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  /** @param box what becomes of the message box */
  function failing(box: Promise<never> | Promise<object>, { unattended = false, isTTY = false } = {}) {
    const exit = vi.fn<(code?: number) => void>();
    const showMessageBox = vi.fn(() => box);
    const write = vi.fn(() => true);
    const done = endStart(new LotwatchError('busy', 'It runs already.\n  Use that one.'), {
      app: { exit } as unknown as App,
      dialog: { showMessageBox } as unknown as Dialog,
      stderr: { write, isTTY } as unknown as NodeJS.WriteStream,
      unattended,
    });
    return { done, exit, showMessageBox, write };
  }
  const nobodyAnswers = () => new Promise<never>(() => {});

  it.each([{ unattended: true }, { isTTY: true }])(
    'ends at once and shows nothing with %j',
    async (how) => {
      const { done, exit, showMessageBox, write } = failing(nobodyAnswers(), how);
      await done;
      expect(exit).toHaveBeenCalledExactlyOnceWith(1);
      expect(showMessageBox).not.toHaveBeenCalled();
      expect(write).toHaveBeenCalledExactlyOnceWith('lotwatch: It runs already. Use that one.\n');
    },
  );

  it('is shown to a person without blocking, and ends when it was read', async () => {
    const answered = Promise.withResolvers<object>();
    const { done, exit, showMessageBox } = failing(answered.promise);
    expect(showMessageBox).toHaveBeenCalledWith(
      expect.objectContaining({
        message: 'Lotwatch cannot start',
        detail: 'It runs already.\n  Use that one.',
      }),
    );
    expect(exit).not.toHaveBeenCalled();
    answered.resolve({ response: 0 });
    await done;
    expect(exit).toHaveBeenCalledExactlyOnceWith(1);
  });

  it('ends within a minute where nobody reads it', async () => {
    const { done, exit } = failing(nobodyAnswers());
    await vi.advanceTimersByTimeAsync(60_000);
    await done;
    expect(exit).toHaveBeenCalledExactlyOnceWith(1);
  });

  it('ends where it cannot be shown', async () => {
    const { done, exit } = failing(Promise.reject(new Error('no display')));
    await done;
    expect(exit).toHaveBeenCalledExactlyOnceWith(1);
  });
});
