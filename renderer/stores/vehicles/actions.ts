import type { LotTarget } from '../../../shared/lot-list/calls.ts';
import type { LotQuery } from '../../../shared/lot-list/query.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import type { Api } from '../../api.ts';
import { text } from '../../text.ts';
import type { Clipboard } from '../clipboard.ts';
import type { Notices } from '../notices.ts';
import { reportRecompute } from '../run-results.ts';

const words = text.vehicles;
/** As many as one answer holds. */
const VINS_MAX = 1_000_000;

/** What can be done with vehicles that are picked. Each says how it went. */
export type VehicleActions = {
  recompute(target: LotTarget): Promise<void>;
  watch(target: LotTarget, watch: boolean): Promise<void>;
  /** Null removes it; the answer is why it could not be written, null when it was. */
  note(target: LotTarget, note: string | null): Promise<string | null>;
  copyVins(target: LotTarget, sort: LotQuery['sort']): Promise<void>;
};

export function createVehicleActions(
  api: Api,
  { notices, clipboard }: { readonly notices: Notices; readonly clipboard: Clipboard },
  changed: () => void,
): VehicleActions {
  const vinsOf = async (target: LotTarget, sort: LotQuery['sort']): Promise<Result<readonly string[]>> => {
    if (target.kind === 'vins') return ok(target.vins);
    const answer = await api.call('lot.vins', { query: { ...target.selection, sort }, limit: VINS_MAX });
    if (!answer.ok) return answer;
    if (answer.value.more) return fail('bad-input', words.tooMany(VINS_MAX));
    const without = new Set(target.without);
    return ok(answer.value.vins.filter((vin) => !without.has(vin)));
  };

  return {
    recompute: async (target) => {
      const answer = await api.call('scores.recompute', { scope: target });
      if (!answer.ok) return notices.problem(answer.error.message);
      void reportRecompute(api, notices, answer.value.runId);
    },
    watch: async (target, watch) => {
      const answer = await api.call('marks.watch', { target, watch });
      if (!answer.ok) return notices.problem(answer.error.message);
      changed();
      notices.done(watch ? words.watched(answer.value.changed) : words.unwatched(answer.value.changed));
    },
    note: async (target, note) => {
      const answer = await api.call('marks.note', { target, note });
      if (!answer.ok) return answer.error.message;
      changed();
      notices.done(words.noted(answer.value.changed, note === null));
      return null;
    },
    copyVins: async (target, sort) => {
      const vins = await vinsOf(target, sort);
      if (!vins.ok) return notices.problem(vins.error.message);
      await clipboard.copy(vins.value.join('\n'), words.copied(vins.value.length));
    },
  };
}
