import type { Notice, StandingNotice } from './notice.ts';

/** Two notices of one key are the same news: it came back, whatever its count. */
export const noticeKey = ({ code, field, column, value }: Omit<Notice, 'count' | 'sample'>): string =>
  JSON.stringify([code, field, column, value]);

/** What this sync gave, each as old as its news is. @param asOf ISO date of this sync */
export function standing(
  notices: readonly Notice[],
  before: readonly StandingNotice[],
  asOf: string,
): StandingNotice[] {
  const since = new Map(before.map((notice) => [noticeKey(notice), notice.since]));
  return notices.map((notice) => ({ ...notice, since: since.get(noticeKey(notice)) ?? asOf }));
}
