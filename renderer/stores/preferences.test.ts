import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { DEFAULT_GUARD } from '../../shared/guard.ts';
import type { Preferences } from '../../shared/preferences.ts';
import { fail, ok } from '../../shared/result.ts';
import { createPreferencesStore } from './preferences.ts';
import { createScriptedApi } from './scripted-api.ts';

const STORED: Preferences = {
  colorScheme: 'auto',
  live: {
    types: ['msrp', 'price', 'status'],
    thresholdOn: false,
    minPercent: 1,
    minAmount: 500,
    dealerId: null,
    comfortable: false,
    make: null,
    model: null,
    hideNew: false,
  },
  looked: null,
  scores: { reasons: [], minMove: 0 },
  vehicles: { viewId: null, working: null, preview: false },
  displayName: '',
  singleKeys: true,
  doneLast: [],
  wall: { competitors: false, name: '' },
  groupAtLeast: 5,
  guard: DEFAULT_GUARD,
  otherPrograms: 'show',
  evidenceYears: null,
};

async function open() {
  const core = createScriptedApi();
  let stored = STORED;
  core.answer('settings.get', () => ok(stored));
  core.answer('settings.set', (change: Partial<Preferences>) => ok((stored = { ...stored, ...change })));
  const preferences = createPreferencesStore(core.api);
  await preferences.load();
  const saved = (): unknown[] =>
    core.calls.filter(({ name }) => name === 'settings.set').map(({ input }) => input);
  return { ...core, preferences, saved, value: () => preferences.store.getState().value };
}

describe('preferences', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('show at once and store once', async () => {
    const { preferences, saved, value } = await open();
    for (const minPercent of [2, 3, 4]) preferences.setLive({ minPercent });
    expect(value()?.live.minPercent).toBe(4);
    expect(saved()).toEqual([]);
    await vi.advanceTimersByTimeAsync(400);
    expect(saved()).toEqual([{ live: { ...STORED.live, minPercent: 4 } }]);
  });

  it('store what waits when the window closes', async () => {
    const { preferences, saved } = await open();
    preferences.set({ colorScheme: 'dark' });
    await preferences.flush();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(saved()).toEqual([{ colorScheme: 'dark' }]);
  });

  it('keep what could not be stored, say so, and store it with the next change', async () => {
    const { preferences, saved, value, answer } = await open();
    answer('settings.set', () => fail('store', 'the disk is full'));
    preferences.set({ colorScheme: 'dark' });
    await vi.advanceTimersByTimeAsync(400);
    expect(preferences.store.getState().error).toBe('the disk is full');
    expect(value()?.colorScheme).toBe('dark');
    answer('settings.set', (change: Partial<Preferences>) => ok({ ...STORED, ...change }));
    preferences.set({ groupAtLeast: 9 });
    await vi.advanceTimersByTimeAsync(400);
    expect(saved().at(-1)).toEqual({ colorScheme: 'dark', groupAtLeast: 9 });
    expect(preferences.store.getState().error).toBeNull();
  });

  it('are not overwritten by a late answer to an earlier change', async () => {
    const { preferences, value, answer } = await open();
    let finish = (): void => {};
    answer(
      'settings.set',
      (change: Partial<Preferences>) =>
        new Promise((resolve) => {
          finish = () => resolve(ok({ ...STORED, ...change }));
        }),
    );
    preferences.set({ groupAtLeast: 7 });
    await vi.advanceTimersByTimeAsync(400);
    preferences.set({ groupAtLeast: 8 });
    finish();
    await vi.advanceTimersByTimeAsync(0);
    expect(value()?.groupAtLeast).toBe(8);
  });
});
