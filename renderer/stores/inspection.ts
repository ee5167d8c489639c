import type { StoreApi } from 'zustand/vanilla';
import { createStore } from 'zustand/vanilla';
import type { Inspection, SourceSettings } from '../../shared/lot.ts';
import type { FeedAuth } from '../../shared/schedule.ts';
import type { Api } from '../api.ts';

/** While someone types, one look at the end of it is enough. */
const LOOK_AFTER_MS = 350;

export type Inspecting = {
  /** The last good look; stays while a new one is under way. */
  readonly found: Inspection | null;
  readonly error: string | null;
  readonly looking: boolean;
};

const NOTHING: Inspecting = { found: null, error: null, looking: false };

export type LookOptions = {
  /** How an address lets us in; absent = as it is stored, or not at all. */
  readonly auth?: FeedAuth | undefined;
  /** Of an sftp server, where a person says what it is. */
  readonly hostKey?: string | undefined;
  /** Without waiting for someone to stop typing. */
  readonly now?: boolean;
};

/** How a path would be understood with some settings, looked at again whenever they change. */
export type InspectionStore = {
  readonly store: StoreApi<Inspecting>;
  look(path: string, settings: SourceSettings, options?: LookOptions): void;
};

export function createInspectionStore(api: Api): InspectionStore {
  const store = createStore<Inspecting>(() => NOTHING);
  let timer: ReturnType<typeof setTimeout> | null = null;
  /** An answer to an earlier question must not stand beside the present one. */
  let question = 0;

  const ask = async (
    path: string,
    settings: SourceSettings,
    { auth, hostKey }: LookOptions,
    mine: number,
  ): Promise<void> => {
    const answer = await api.call('sources.inspect', {
      path,
      settings,
      ...(auth && { auth }),
      ...(hostKey !== undefined && { hostKey }),
    });
    if (mine !== question) return;
    store.setState(
      answer.ok
        ? { found: answer.value, error: null, looking: false }
        : { found: null, error: answer.error.message, looking: false },
    );
  };

  return {
    store,
    look: (path, settings, options = {}) => {
      question += 1;
      const mine = question;
      if (timer !== null) clearTimeout(timer);
      if (path === '') {
        store.setState(NOTHING);
        return;
      }
      store.setState({ looking: true });
      timer = setTimeout(
        () => void ask(path, settings, options, mine),
        options.now === true ? 0 : LOOK_AFTER_MS,
      );
    },
  };
}
