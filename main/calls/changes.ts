import { ok } from '../../shared/result.ts';
import { changeRows } from '../feeds/change-rows.ts';
import { groupSize } from '../store/journal/groups.ts';
import { groupEvents } from '../store/journal/journal-read.ts';
import type { CallHandlers } from './context.ts';

export const changeCalls: CallHandlers<'changes.page' | 'changes.group'> = {
  'changes.page': ({ before, limit }, { db }) =>
    ok(changeRows(db, before === null ? { limit } : { before, limit })),
  'changes.group': ({ groupId, offset, limit }, { db }) =>
    ok({
      events: groupEvents(db, groupId, offset, limit).map((event) => ({
        kind: 'event' as const,
        ...event,
      })),
      total: groupSize(db, groupId),
    }),
};
