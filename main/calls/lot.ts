import { ok } from '../../shared/result.ts';
import type { lotCalls as contract } from '../../shared/lot-list/calls.ts';
import { listViews } from '../store/lot/views.ts';
import type { CallHandlers } from './context.ts';

/** The inventory list. A screen has one question of a kind at a time: the latest is the one that counts. */
export const lotCalls: CallHandlers<keyof typeof contract | 'summary.day'> = {
  'lot.page': async (input, { reader }) => ok(await reader.run('lotPage', input).done),
  'lot.rows': async (input, { reader, turns }) =>
    ok(await turns.take('lot.rows', reader.run('lotRows', input))),
  'lot.sums': async (input, { reader, turns }) =>
    ok(await turns.take('lot.sums', reader.run('lotSums', input))),
  'lot.counts': async (input, { reader }) => ok(await reader.run('lotCounts', input).done),
  'lot.values': async (input, { reader, turns }) =>
    ok(await turns.take('lot.values', reader.run('lotValues', input))),
  'lot.vins': async (input, { reader }) => ok(await reader.run('lotVins', input).done),
  'summary.day': async ({ since, dealerId }, { reader, turns }) =>
    ok(await turns.take('summary.day', reader.run('daySummary', { since: Date.parse(since), dealerId }))),
  'marks.watch': async (input, { writeWorker, committed }) => {
    const changed = await writeWorker.run('watchVehicles', input).done;
    committed();
    return ok({ changed });
  },
  'marks.note': async (input, { writeWorker, committed }) => {
    const changed = await writeWorker.run('noteVehicles', input).done;
    committed();
    return ok({ changed });
  },
  'views.list': (_input, { db }) => ok(listViews(db)),
  'views.save': async (input, { writeWorker }) => ok(await writeWorker.run('saveView', input).done),
  'views.remove': async (input, { writeWorker }) => ok(await writeWorker.run('removeView', input).done),
};
