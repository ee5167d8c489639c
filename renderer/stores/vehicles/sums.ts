import type { StoreApi } from 'zustand/vanilla';
import { createStore } from 'zustand/vanilla';
import type { LotSelection } from '../../../shared/lot-list/query.ts';
import type { LotSums } from '../../../shared/lot-list/row.ts';
import type { Api } from '../../api.ts';
import { fingerprint } from './view-query.ts';

export type LotTotals = {
  /** Of what is shown; null until they are known the first time. */
  readonly sums: LotSums | null;
  /** What is here answers an earlier question. */
  readonly stale: boolean;
  readonly asOf: string | null;
  /** How many there are without any filter. */
  readonly every: number | null;
  /** How many each view has, by its id. */
  readonly counts: ReadonlyMap<string, number>;
};

export type SumsQuestion = {
  readonly selection: LotSelection;
  readonly every: LotSelection;
  readonly views: readonly { readonly id: string; readonly selection: LotSelection }[];
};

export type LotSumsStore = {
  readonly store: StoreApi<LotTotals>;
  /** What is asked from now on; says whether that is something else. */
  about(question: SumsQuestion): boolean;
  read(): Promise<void>;
};

export function createLotSums(api: Api): LotSumsStore {
  const store = createStore<LotTotals>(() => ({
    sums: null,
    stale: false,
    asOf: null,
    every: null,
    counts: new Map(),
  }));
  let wanted: SumsQuestion | null = null;

  const readCounts = async (question: SumsQuestion): Promise<void> => {
    const selections = [question.every, ...question.views.map(({ selection }) => selection)];
    const answer = await api.call('lot.counts', { selections: selections.slice(0, 40) });
    if (!answer.ok || question !== wanted) return;
    const [every = null, ...others] = answer.value.counts;
    const counts = new Map(question.views.map(({ id }, at) => [id, others[at] ?? 0]));
    store.setState({ every, counts });
  };

  const readSums = async (question: SumsQuestion): Promise<void> => {
    const answer = await api.call('lot.sums', { selection: question.selection });
    if (!answer.ok || question !== wanted) return;
    store.setState({ sums: answer.value.sums, asOf: answer.value.asOf, stale: false });
  };

  return {
    store,
    about: (question) => {
      if (wanted !== null && fingerprint(question) === fingerprint(wanted)) return false;
      const isOther = wanted === null || fingerprint(question.selection) !== fingerprint(wanted.selection);
      wanted = question;
      if (isOther) store.setState({ stale: store.getState().sums !== null });
      return true;
    },
    read: async () => {
      if (wanted === null) return;
      await Promise.all([readSums(wanted), readCounts(wanted)]);
    },
  };
}
