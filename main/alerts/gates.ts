import type { RuleHow } from '../../shared/alerts/rule.ts';
import { quietUntil } from './quiet.ts';

/** What keeps an alert from being sent at once. It is sent, if still true, when that is over. */

export type Mutes = {
  /** Of everything, unix ms; null = not muted. */
  readonly all: number | null;
  readonly rule: number | null;
};

export type Deferral = { readonly until: number; readonly why: 'quiet hours' | 'muted' };

/** Mutes that follow each other, or quiet hours behind a mute, are one wait; more than these come from no person. */
const MOST_WAITS = 20;

/** Null = it is sent now. Urgent rules pass quiet hours and a mute of everything, not their own mute. */
export function deferralOf(
  how: Pick<RuleHow, 'quiet' | 'urgent'>,
  mutes: Mutes,
  now: number,
): Deferral | null {
  let why: Deferral['why'] | null = null;
  let at = now;
  for (let wait = 0; wait < MOST_WAITS; wait += 1) {
    const muted = Math.max(mutes.rule ?? 0, how.urgent ? 0 : (mutes.all ?? 0));
    const quiet = how.quiet === null || how.urgent ? null : quietUntil(how.quiet, at);
    const until = muted > at ? muted : quiet;
    if (until === null) break;
    why ??= muted > at ? 'muted' : 'quiet hours';
    at = until;
  }
  return why === null ? null : { until: at, why };
}
