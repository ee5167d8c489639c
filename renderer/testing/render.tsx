import type { RenderResult } from '@testing-library/react';
import { render } from '@testing-library/react';
import type { UserEvent } from '@testing-library/user-event';
import { userEvent } from '@testing-library/user-event';
import type { ReactNode } from 'react';
import type { LotState } from '../../shared/lot.ts';
import type { Preferences } from '../../shared/preferences.ts';
import { DEFAULT_PREFERENCES } from '../../shared/preferences.ts';
import { ok } from '../../shared/result.ts';
import { Providers } from '../providers.tsx';
import type { ScriptedApi } from '../stores/scripted-api.ts';
import { createScriptedApi } from '../stores/scripted-api.ts';
import type { Stores } from '../stores/stores.ts';
import { openStores } from '../stores/stores.ts';
import { lotState } from './lot.ts';

/** A view in its window, with the core behind it that the test plays. */
export type Rendered = Omit<RenderResult, 'rerender'> & {
  readonly core: ScriptedApi;
  readonly stores: Stores;
  /** A person at this window: types, presses and clicks as a browser reports it. */
  readonly user: UserEvent;
  /** The lot as it is from now on. */
  setLot(some: Partial<LotState>): void;
};

/**
 * Renders a view (a `*.test.tsx`: those run with a DOM) on real stores. The core knows the preferences and a lot; what
 * else it is asked it answers as `prepare` says, and else refuses. Wait for what appears with `findBy…`.
 */
export async function renderView(
  view: ReactNode,
  options: {
    readonly preferences?: Partial<Preferences>;
    readonly lot?: Partial<LotState>;
    /** Gives the core its answers before the stores ask. */
    readonly prepare?: (core: ScriptedApi) => void;
  } = {},
): Promise<Rendered> {
  const core = createScriptedApi();
  let preferences: Preferences = { ...DEFAULT_PREFERENCES, ...options.preferences };
  core.answer('settings.get', () => ok(preferences));
  core.answer('settings.set', (change: Partial<Preferences>) => {
    preferences = { ...preferences, ...change };
    return ok(preferences);
  });
  options.prepare?.(core);
  window.location.hash = '';
  const stores = openStores(core.api, window);
  await stores.preferences.load();
  let seq = 0;
  const setLot = (some: Partial<LotState>): void => {
    seq += 1;
    core.send({
      feed: 'lot',
      epoch: 'test',
      after: seq - 1,
      seq,
      kind: 'snapshot',
      data: lotState(some),
    });
  };
  setLot(options.lot ?? {});
  const shown = render(
    <Providers stores={stores} env="test">
      {view}
    </Providers>,
  );
  return { ...shown, core, stores, user: userEvent.setup(), setLot };
}
