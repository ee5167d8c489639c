import type { Rule } from '../../../shared/alerts/rule.ts';
import type { Rehearsal, Why } from '../../../shared/alerts/answers.ts';
import type { ChannelRow } from '../../store/alerts/channels.ts';
import type { SendEnd } from '../../store/alerts/outbox.ts';
import type { LogState } from './source-readings.ts';

type Task<Input, Output> = { readonly input: Input; readonly output: Output };
/** Until it changes, until a moment (unix ms). */
export type SnoozeEnd = number | null;

/** What is asked of workers about alerts. Whoever changes a rule has it evaluated at once: it begins then. */
export type AlertTasks = {
  /** How many alerts were raised. */
  readonly alertsEvaluate: Task<{ readonly log: LogState | null; readonly consoleUrl: string }, number>;
  /** The rule's id. */
  readonly alertsSaveRule: Task<{ readonly id: string | null; readonly rule: Rule }, string>;
  readonly alertsRemoveRule: Task<{ readonly id: string }, null>;
  readonly alertsSwitchRule: Task<{ readonly id: string; readonly on: boolean }, null>;
  /** `id` null = all rules. */
  readonly alertsMute: Task<{ readonly id: string | null; readonly until: number | null }, null>;
  readonly alertsAcknowledge: Task<
    { readonly ids: readonly string[]; readonly by: string; readonly reason: string },
    null
  >;
  readonly alertsSnooze: Task<
    { readonly ids: readonly string[]; readonly by: string; readonly until: SnoozeEnd },
    null
  >;
  readonly alertsSaveChannel: Task<ChannelRow, null>;
  readonly alertsRemoveChannel: Task<{ readonly id: string }, null>;
  readonly alertsNoteSend: Task<{ readonly row: number; readonly end: SendEnd }, null>;
  readonly alertsTry: Task<{ readonly rule: Rule; readonly days: number }, Rehearsal>;
  /** Rules to begin with, each rehearsed. */
  readonly alertsStarters: Task<{ readonly days: number }, { rule: Rule; tried: Rehearsal }[]>;
  readonly alertsWhy: Task<{ readonly vin: string }, Why>;
};

export const ALERT_READ_TASKS = ['alertsStarters', 'alertsTry', 'alertsWhy'] as const;
export type AlertReadTask = (typeof ALERT_READ_TASKS)[number];
