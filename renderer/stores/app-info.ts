import type { StoreApi } from 'zustand/vanilla';
import type { CallOutput } from '../../shared/contract.ts';
import type { Api } from '../api.ts';

export type AppInfo = CallOutput<'app.info'>;

/** What this console is; stays null where the core did not answer, and comes with the next connection. */
export async function loadAppInfo(api: Api, store: StoreApi<AppInfo | null>): Promise<void> {
  const answer = await api.call('app.info', {});
  if (answer.ok) store.setState(answer.value, true);
}
