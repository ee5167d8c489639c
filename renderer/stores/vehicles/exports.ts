import type { LotTarget } from '../../../shared/lot-list/calls.ts';
import type { ExportFormat } from '../../../shared/lot-list/export.ts';
import type { Api } from '../../api.ts';
import { text } from '../../text.ts';
import type { Notices } from '../notices.ts';
import type { PreferencesStore } from '../preferences.ts';
import { queryOf } from './view-query.ts';
import type { LotViewsStore } from './views.ts';

const words = text.exports;

/** Tables of the inventory list as files; each says how many rows it has and where it is, or why there is none. */
export type VehicleExports = {
  /** What is shown now, or what was chosen of it (null = all), in the order and by the columns that are shown. */
  write(format: ExportFormat, target: LotTarget | null): Promise<void>;
  cancel(exportId: string): Promise<void>;
};

export function createVehicleExports(
  api: Api,
  notices: Notices,
  parts: {
    readonly views: LotViewsStore;
    readonly preferences: PreferencesStore;
    /** Has the page fetch a file to keep. */
    readonly fetchFile: (address: string, name: string) => void;
  },
): VehicleExports {
  const { views, preferences, fetchFile } = parts;
  return {
    write: async (format, target) => {
      const { working, current } = views.store.getState();
      if (working === null || current === null) return;
      const dealerId = preferences.store.getState().value?.live.dealerId ?? null;
      const columns = working.columns.map(({ column }) => column);
      const query = queryOf(working, dealerId);
      const asked = { query, target, columns, format, title: current.name };
      const started = await api.call('exports.start', asked);
      if (!started.ok) return notices.problem(started.error.message);
      const { exportId } = started.value;
      // The person closed the dialog.
      if (exportId === null) return;
      const answer = await api.call('exports.outcome', { exportId });
      if (!answer.ok) return notices.problem(answer.error.message);
      const outcome = answer.value;
      if (outcome.state === 'failed') return notices.problem(words.failed(outcome.message));
      if (outcome.state === 'cancelled') return notices.done(words.cancelled);
      const { place } = outcome;
      if (place.kind === 'download') fetchFile(place.address, place.name);
      notices.done(words.done(outcome));
    },
    cancel: async (exportId) => {
      const answer = await api.call('exports.cancel', { exportId });
      if (!answer.ok) notices.problem(answer.error.message);
    },
  };
}
