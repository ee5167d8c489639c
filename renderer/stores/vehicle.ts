import type { StoreApi } from 'zustand/vanilla';
import { createStore } from 'zustand/vanilla';
import type { LotFilter } from '../../shared/list-filter.ts';
import type { LotState } from '../../shared/lot.ts';
import type { VehicleExplanation, VehiclePage } from '../../shared/vehicle.ts';
import type { Api } from '../api.ts';
import type { FeedStore } from './feed.ts';
import { isActive } from './lot.ts';

export type VehicleState = {
  /** The last good answer stays while a newer one is under way. */
  readonly page: VehiclePage | null;
  readonly pageError: string | null;
  /** Takes longer than the page: the whole market is looked at. */
  readonly why: VehicleExplanation | null;
  readonly whyError: string | null;
};

/** One vehicle, read again whenever a run has ended: any sync or recompute may have moved it. */
export type VehicleStore = {
  readonly store: StoreApi<VehicleState>;
  start(): void;
  /** Reads it again, after a mark was set. */
  reload(): void;
  stop(): void;
};

/** Changes when a run ends, and at no other time. */
const endedRuns = (lot: LotState | null): string | null =>
  lot === null
    ? null
    : lot.runs
        .filter((run) => !isActive(run))
        .map(({ runId }) => runId)
        .join(' ');

export function createVehicleStore(
  api: Api,
  lot: FeedStore<LotState, LotFilter>,
  vin: string,
): VehicleStore {
  const store = createStore<VehicleState>(() => ({
    page: null,
    pageError: null,
    why: null,
    whyError: null,
  }));
  let ended: string | null = null;
  let unsubscribe: (() => void) | null = null;
  /** An answer to an earlier question must not take the place of a later one's. */
  let question = 0;

  const load = (): void => {
    question += 1;
    const mine = question;
    void api.call('vehicles.get', { vin }).then((answer) => {
      if (mine !== question) return;
      store.setState(
        answer.ok ? { page: answer.value, pageError: null } : { pageError: answer.error.message },
      );
    });
    void api.call('vehicles.explain', { vin }).then((answer) => {
      if (mine !== question) return;
      store.setState(
        answer.ok ? { why: answer.value, whyError: null } : { why: null, whyError: answer.error.message },
      );
    });
  };

  return {
    store,
    reload: load,
    start: () => {
      ended = endedRuns(lot.store.getState().feed.state);
      load();
      unsubscribe = lot.store.subscribe(({ feed }) => {
        const now = endedRuns(feed.state);
        if (now === ended) return;
        ended = now;
        load();
      });
    },
    stop: () => {
      unsubscribe?.();
      unsubscribe = null;
      question += 1;
    },
  };
}
