import { z } from 'zod';
import { TASKS, type RUN_STATES } from './lot.ts';

/** What a program asks for through the gateway, and what becomes of it. */
export const jobRequestSchema = z.strictObject({
  task: z.enum(TASKS),
  dealerId: z.string().trim().min(1).max(200),
  /** Limits a recompute to these vehicles; a sync reads its whole source whatever stands here. */
  vins: z.array(z.string().trim().min(1).max(64)).min(1).max(10_000).optional(),
  /** Stored with the job. */
  reason: z.string().trim().min(1).max(200).optional(),
});
export type JobRequest = z.infer<typeof jobRequestSchema>;

export type Task = (typeof TASKS)[number];
export type JobStatus = (typeof RUN_STATES)[number];

/** A job as `GET /api/jobs/:id` shows it. Times are ISO 8601 UTC. */
export type JobView = {
  readonly jobId: string;
  readonly task: Task;
  /** Null for a job that was not ordered for a dealer. */
  readonly dealerId: string | null;
  readonly status: JobStatus;
  readonly reason: string | null;
  readonly createdAt: string;
  readonly startedAt: string | null;
  readonly endedAt: string | null;
  readonly progress: { readonly phase: string; readonly rows: number; readonly totalRows: number | null };
  /** Counts, summed over its sources; null until it is done. */
  readonly result: Readonly<Record<string, number>> | null;
  /** What there is to say about how it ended. */
  readonly message: string | null;
  readonly sources: readonly string[];
};
