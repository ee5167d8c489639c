import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { SourceSettings } from '../../shared/lot.ts';
import { fail, ok } from '../../shared/result.ts';
import { createInspectionStore } from './inspection.ts';
import { createScriptedApi } from './scripted-api.ts';

const SETTINGS: SourceSettings = {
  mapping: {},
  constants: {},
  dealer: null,
  condition: 'new',
  currency: null,
  ownDealers: [],
};
const found = (format: string) => ({
  kind: 'file' as const,
  files: [],
  format,
  columns: [],
  mapped: {},
  samples: [],
  notes: [],
});

describe('looking at a path', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('looks once when someone has stopped typing', async () => {
    const { api, answer, calls } = createScriptedApi();
    answer('sources.inspect', ({ path }: { path: string }) => ok(found(path)));
    const inspection = createInspectionStore(api);
    for (const path of ['/a', '/ab', '/abc']) inspection.look(path, SETTINGS);
    expect(inspection.store.getState().looking).toBe(true);
    await vi.advanceTimersByTimeAsync(350);
    expect(calls).toHaveLength(1);
    expect(inspection.store.getState()).toMatchObject({ found: { format: '/abc' }, looking: false });
  });

  it('never shows the answer to an earlier path', async () => {
    const { api, answer } = createScriptedApi();
    const finish: (() => void)[] = [];
    answer(
      'sources.inspect',
      ({ path }: { path: string }) => new Promise((resolve) => finish.push(() => resolve(ok(found(path))))),
    );
    const inspection = createInspectionStore(api);
    inspection.look('/slow', SETTINGS);
    await vi.advanceTimersByTimeAsync(350);
    inspection.look('/fast', SETTINGS);
    await vi.advanceTimersByTimeAsync(350);
    finish[1]?.();
    await vi.advanceTimersByTimeAsync(0);
    finish[0]?.();
    await vi.advanceTimersByTimeAsync(0);
    expect(inspection.store.getState().found?.format).toBe('/fast');
  });

  it('takes the last look away with a failure or an empty path', async () => {
    const { api, answer } = createScriptedApi();
    answer('sources.inspect', () => fail('source', '/x: no such file'));
    const inspection = createInspectionStore(api);
    inspection.look('/x', SETTINGS);
    await vi.advanceTimersByTimeAsync(350);
    expect(inspection.store.getState()).toEqual({ found: null, error: '/x: no such file', looking: false });
    inspection.look('', SETTINGS);
    expect(inspection.store.getState()).toEqual({ found: null, error: null, looking: false });
  });
});
