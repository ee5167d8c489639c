import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ok } from '../../shared/result.ts';
import { DEFAULT_PREFERENCES } from '../../shared/preferences.ts';
import { createFinder } from './finder.ts';
import { createPreferencesStore } from './preferences.ts';
import { createScriptedApi } from './scripted-api.ts';

function open() {
  const core = createScriptedApi();
  core.answer('vehicles.find', ({ text }: { text: string }) =>
    ok({ vehicles: text === 'nothing' ? [] : [{ vin: `${text}-1` }, { vin: `${text}-2` }] }),
  );
  const preferences = createPreferencesStore(core.api);
  return { ...core, preferences, finder: createFinder(core.api, preferences) };
}

describe('finding vehicles', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('asks once for what was typed in one go', async () => {
    const { finder, calls } = open();
    finder.look('r');
    finder.look('rav');
    finder.look(' rav4 ');
    await vi.advanceTimersByTimeAsync(500);
    expect(calls).toEqual([{ name: 'vehicles.find', input: { text: 'rav4', limit: 12, dealerId: null } }]);
    expect(finder.store.getState()).toMatchObject({ words: 'rav4', hits: [{ vin: 'rav4-1' }, {}] });
  });

  it('answers the first at once, without asking twice for the same', async () => {
    const { finder, calls } = open();
    finder.look('rav4');
    expect(await finder.first('rav4')).toMatchObject({ vin: 'rav4-1' });
    expect(await finder.first('rav4')).toMatchObject({ vin: 'rav4-1' });
    await vi.advanceTimersByTimeAsync(500);
    expect(calls).toHaveLength(1);
    expect(await finder.first('nothing')).toBeNull();
    expect(await finder.first('  ')).toBeNull();
  });

  it('looks among the vehicles of the dealer chosen in the header', async () => {
    const { answer, preferences, finder, calls } = open();
    const live = { ...DEFAULT_PREFERENCES.live, dealerId: 'north' };
    answer('settings.get', () => ok({ ...DEFAULT_PREFERENCES, live }));
    await preferences.load();
    await finder.first('rav4');
    expect(calls.at(-1)?.input).toMatchObject({ text: 'rav4', dealerId: 'north' });
  });

  it('forgets what was found when the field is emptied', async () => {
    const { finder } = open();
    await finder.first('rav4');
    finder.look('');
    expect(finder.store.getState()).toEqual({ words: null, hits: [], error: null });
  });
});
