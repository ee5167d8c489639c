import { ok } from '../../shared/result.ts';
import type { CallHandlers } from './context.ts';

export const changeCalls: CallHandlers<'changes.page' | 'changes.group'> = {
  'changes.page': async ({ before, limit, filter }, { lists }) => {
    const range = before === null ? { limit } : { before, limit };
    const { rows, more } = await lists.changes(range, filter);
    return ok({ rows, more });
  },
  'changes.group': async (page, { lists }) => ok(await lists.members(page)),
};
