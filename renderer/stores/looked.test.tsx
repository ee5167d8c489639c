import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createStore } from 'zustand/vanilla';
import { DEFAULT_PREFERENCES, type Preferences } from '../../shared/preferences.ts';
import { ok } from '../../shared/result.ts';
import type { Looked } from './headings.ts';
import { AWAY_AFTER_MS, LOOKED_AFTER_MS, createLooked } from './looked.ts';
import type { Route } from './navigation.ts';
import { createPreferencesStore } from './preferences.ts';
import { createScriptedApi } from './scripted-api.ts';

const START = Date.parse('2025-11-25T12:00:00.000Z');
const BEFORE: Looked = { seq: 4, at: '2025-11-24T12:00:00.000Z' };
const later = (ms: number): string => new Date(START + ms).toISOString();

let inFront = true;
const ends: (() => void)[] = [];

async function open(stored: Looked | null) {
  const core = createScriptedApi();
  const sent: Partial<Preferences>[] = [];
  core.answer('settings.get', () => ok({ ...DEFAULT_PREFERENCES, looked: stored }));
  core.answer('settings.set', (change: Partial<Preferences>) => {
    sent.push(change);
    return ok({ ...DEFAULT_PREFERENCES, ...change });
  });
  const preferences = createPreferencesStore(core.api);
  const route = createStore<Route>(() => ({ view: 'live', item: null }));
  const looked = createLooked(window, route, preferences);
  const tops = { shown: 4, newest: 4 as number | null };
  looked.start(() => tops);
  ends.push(looked.stop);
  await preferences.load();
  return {
    tops,
    go: (view: Route['view']) => route.setState({ view, item: null }),
    front: (now: boolean) => {
      inFront = now;
      window.dispatchEvent(new Event(now ? 'focus' : 'blur'));
    },
    mark: () => looked.store.getState().mark,
    noted: () => preferences.store.getState().value?.looked,
  };
}

describe('where someone last looked', () => {
  beforeEach(() => {
    inFront = true;
    vi.useFakeTimers({ now: START });
    vi.spyOn(document, 'hasFocus').mockImplementation(() => inFront);
  });
  afterEach(() => {
    for (const end of ends.splice(0)) end();
    vi.restoreAllMocks();
    vi.useRealTimers();
  });

  it('is where an earlier window left it, and stays there while the list is read', async () => {
    const { tops, mark, noted } = await open(BEFORE);
    expect(mark()).toEqual(BEFORE);
    tops.shown = 9;
    vi.advanceTimersByTime(LOOKED_AFTER_MS + 60_000);
    expect(mark()).toEqual(BEFORE);
    expect(noted()).toMatchObject({ seq: 9 });
  });

  it('moves when Live is left for another screen, not for a vehicle of it', async () => {
    const { go, mark } = await open(BEFORE);
    vi.advanceTimersByTime(LOOKED_AFTER_MS);
    go('vehicle');
    go('live');
    expect(mark()).toEqual(BEFORE);
    vi.advanceTimersByTime(LOOKED_AFTER_MS + 500);
    go('jobs');
    go('live');
    expect(mark()).toEqual({ seq: 4, at: later(2 * LOOKED_AFTER_MS + 500) });
  });

  it('is not set by a glance, nor by the page of a vehicle that another screen opened', async () => {
    const { go, tops, mark, noted } = await open(BEFORE);
    tops.shown = 9;
    vi.advanceTimersByTime(LOOKED_AFTER_MS - 1);
    go('vehicles');
    go('vehicle');
    vi.advanceTimersByTime(60_000);
    expect(noted()).toEqual(BEFORE);
    go('live');
    expect(mark()).toEqual(BEFORE);
  });

  it('is when the window was last in front, for one that was away for a minute', async () => {
    const { front, tops, mark } = await open(BEFORE);
    vi.advanceTimersByTime(10_000);
    front(false);
    tops.shown = 20;
    vi.advanceTimersByTime(AWAY_AFTER_MS - 1);
    front(true);
    expect(mark()).toEqual(BEFORE);
    tops.shown = 30;
    vi.advanceTimersByTime(LOOKED_AFTER_MS + 1);
    front(false);
    tops.shown = 40;
    vi.advanceTimersByTime(AWAY_AFTER_MS);
    front(true);
    expect(mark()).toEqual({ seq: 30, at: later(10_000 + AWAY_AFTER_MS + LOOKED_AFTER_MS) });
  });

  it('is nowhere before the first look, and in no journal that begins again', async () => {
    const first = await open(null);
    expect(first.mark()).toBeNull();
    const { tops, noted } = await open({ seq: 500, at: later(-1) });
    tops.newest = 4;
    vi.advanceTimersByTime(LOOKED_AFTER_MS);
    expect(noted()).toMatchObject({ seq: 4 });
  });

  it('is noted when the window closes, though it never lost the focus', async () => {
    const { tops, noted } = await open(BEFORE);
    vi.advanceTimersByTime(LOOKED_AFTER_MS);
    tops.shown = 12;
    window.dispatchEvent(new Event('pagehide'));
    expect(noted()).toMatchObject({ seq: 12 });
  });
});
