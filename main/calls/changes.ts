import { ok } from '../../shared/result.ts';
import { changeRows, withBlanks } from '../feeds/change-rows.ts';
import { groupSize } from '../store/groups.ts';
import { groupEvents } from '../store/journal-read.ts';
import type { CallHandlers } from './context.ts';

export const changeCalls: CallHandlers<'changes.page' | 'changes.group'> = {
  'changes.page': ({ before, limit }, { db }) =>
    ok(changeRows(db, before === null ? { limit } : { before, limit })),
  'changes.group': ({ groupId, offset, limit }, { db }) =>
    ok({
      events: withBlanks(db, groupEvents(db, groupId, offset, limit)),
      total: groupSize(db, groupId),
    }),
};
