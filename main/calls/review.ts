import { fail } from '../../shared/result.ts';
import type { CallHandlers } from './context.ts';

type Names = 'review.decide' | 'review.history' | 'review.list' | 'sources.preview';

const soon = fail('unavailable', 'Not built yet');

export const reviewCalls: CallHandlers<Names> = {
  'review.decide': async () => soon,
  'review.history': async () => soon,
  'review.list': async () => soon,
  'sources.preview': async () => soon,
};
