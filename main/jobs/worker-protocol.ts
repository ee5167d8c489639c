import type { GuardCheck } from '../../shared/guard.ts';
import type { Change } from '../../shared/change.ts';
import type { Preview } from '../../shared/contract.ts';
import type { StoredGateway, StoredNetwork, StoredRedis } from '../../shared/connections.ts';
import type { Role } from '../../shared/listing.ts';
import type { ScoreReason } from '../../shared/events.ts';
import type {
  Inspection,
  RecomputeResult,
  Run,
  SignalsReport,
  SourceSettings,
  Synced,
} from '../../shared/lot.ts';
import type { VehicleExplanation, VehicleHit } from '../../shared/vehicle.ts';
import type { ScoreSettings } from '../scoring/model.ts';
import type { Preferences } from '../../shared/preferences.ts';
import type { Schedule } from '../../shared/schedule.ts';
import type { Failure } from '../../shared/result.ts';
import type { FeedAuth } from '../../shared/schedule.ts';
import type { ChangeEvent, ChangeRow, ScoreRow } from '../../shared/contract.ts';
import type { ChangeFilter, ScoreFilter } from '../../shared/list-filter.ts';
import type { RowPage, RowRange } from '../store/journal/list-rows.ts';
import type { VehicleQuery } from '../../shared/vehicle-query.ts';
import type { HttpState } from '../store/sync/sources.ts';
import type { VehicleRecord } from '../store/vehicles/vehicles.ts';
import type { DecideInput, ReviewList, Verdict } from '../../shared/review.ts';
import type { AcceptHeld } from './review/accepted.ts';
import type { Carried } from './review/decide.ts';
import type { Findings } from './schedule/check-source.ts';
import type { SharedLogTasks } from '../sharing/tasks.ts';
import type { PreviewRequest } from './sources/preview.ts';
import type { DueFile } from './sources/due.ts';
import { ALERT_READ_TASKS, type AlertTasks } from './alerts/protocol.ts';
import { LOT_READ_TASKS, type LotTasks } from './lot/protocol.ts';
import type { Housekeeping } from './run/housekeeping.ts';
import type { Scope } from './score-recompute/scope.ts';

/** What the main thread asks of a worker: everything that writes or takes long (rules 15). */

export type AddSource = {
  readonly path: string;
  readonly name: string | null;
  readonly role: Role;
  readonly settings: Change<SourceSettings>;
  readonly schedule?: Schedule | undefined;
  /** Only the kind: what lets us in is kept elsewhere. */
  readonly auth?: FeedAuth['kind'];
};

export type GroupPage = {
  readonly groupId: string;
  readonly offset: number;
  readonly limit: number;
  readonly filter: ChangeFilter;
};

type TasksOfParts = SharedLogTasks & LotTasks & AlertTasks;
export type Tasks = TasksOfParts & {
  /** Syncs what is due of a source: its file, the new files of its folder, or the sample's next day. */
  readonly sync: {
    readonly input: {
      readonly slug: string;
      readonly runId: string;
      /** Of an address: what was downloaded. */
      readonly fetched?: { readonly file: DueFile; readonly http: HttpState };
      /** A held sync that a person let through, instead of what is due. */
      readonly held?: AcceptHeld;
    };
    readonly output: Synced;
  };
  /** An address says that nothing is new: no observation (rules 4). */
  readonly fetchUnchanged: {
    readonly input: { readonly slug: string };
    readonly output: Synced;
  };
  readonly fetchFailed: {
    readonly input: { readonly slug: string; readonly runId: string; readonly error: Failure };
    readonly output: never;
  };
  /** What a sync would do; nothing is stored. */
  readonly preview: { readonly input: PreviewRequest; readonly output: Preview };
  readonly reviewList: { readonly input: Record<string, never>; readonly output: ReviewList };
  /** Notes a decision; it is carried out when it can no longer be taken back. */
  readonly decide: { readonly input: DecideInput; readonly output: Verdict };
  readonly undoVerdict: { readonly input: { readonly verdict: number }; readonly output: Verdict };
  /** Carries out the decisions that are due; with `resume` also what a process left that ended in the middle. */
  readonly carryOut: { readonly input: { readonly resume: boolean }; readonly output: Carried };
  /** A sync that a decision let through has ended. */
  readonly endHeldSync: {
    readonly input: { readonly verdict: number; readonly held: number; readonly error: string | null };
    readonly output: null;
  };
  /** Ends what dead processes left "running", and deletes old runs. */
  readonly housekeep: { readonly input: Record<string, never>; readonly output: Housekeeping };
  readonly addSource: { readonly input: AddSource; readonly output: readonly string[] };
  readonly addSample: { readonly input: Record<string, never>; readonly output: readonly string[] };
  readonly updateSource: {
    readonly input: {
      readonly slug: string;
      readonly settings: Change<SourceSettings>;
      readonly guardOff?: readonly GuardCheck[] | undefined;
      readonly schedule?: Schedule | undefined;
      readonly auth?: FeedAuth['kind'];
    };
    readonly output: null;
  };
  /** Whether there is anything to sync; where there is not, and `note` is set, that is noted. */
  readonly checkSource: {
    readonly input: { readonly slug: string; readonly note: boolean };
    readonly output: Findings;
  };
  readonly removeSource: { readonly input: { readonly slug: string }; readonly output: null };
  /** Null when `dirty` found nothing to do. */
  readonly recompute: {
    readonly input: { readonly runId: string; readonly scope: Scope; readonly reason: ScoreReason };
    readonly output: RecomputeResult | null;
  };
  /** Spares another connection's commits the wait for the disk. */
  readonly checkpoint: { readonly input: Record<string, never>; readonly output: null };
  /** Everything into the one file, because the machine goes to sleep. */
  readonly settleLog: { readonly input: Record<string, never>; readonly output: null };
  readonly setRedis: { readonly input: StoredRedis; readonly output: null };
  readonly setNetwork: { readonly input: StoredNetwork; readonly output: null };
  readonly setGateway: { readonly input: StoredGateway; readonly output: null };
  readonly vehicles: {
    readonly input: VehicleQuery;
    readonly output: { readonly vehicles: readonly VehicleRecord[]; readonly next: number | null };
  };
  /** What a filter lets pass is found by a look at the whole journal. */
  readonly changeRows: {
    readonly input: { readonly range: RowRange; readonly filter: ChangeFilter };
    readonly output: RowPage<ChangeRow>;
  };
  readonly groupMembers: {
    readonly input: GroupPage;
    readonly output: { readonly events: ChangeEvent[]; readonly total: number };
  };
  readonly scoreRows: {
    readonly input: { readonly range: RowRange; readonly filter: ScoreFilter };
    readonly output: RowPage<ScoreRow>;
  };
  /** Looks through the whole lot: longer than a frame where it is large. */
  readonly findVehicles: {
    readonly input: {
      readonly text: string;
      readonly limit: number;
      /** Null = of all dealers of ours. */
      readonly dealerId: string | null;
    };
    readonly output: readonly VehicleHit[];
  };
  readonly explain: { readonly input: { readonly vin: string }; readonly output: VehicleExplanation };
  readonly importSignals: { readonly input: { readonly path: string }; readonly output: SignalsReport };
  readonly setScoreSettings: {
    readonly input: { readonly settings: unknown };
    readonly output: ScoreSettings;
  };
  readonly inspect: {
    readonly input: { readonly path: string; readonly settings: Change<SourceSettings> };
    readonly output: Inspection;
  };
  readonly setPreferences: { readonly input: Change<Preferences>; readonly output: Preferences };
};
export type TaskName = keyof Tasks;

/** Tasks that look at the whole lot and write nothing: they get a connection that cannot (`read-tasks.ts`). */
export const READ_TASKS = [
  'changeRows',
  'explain',
  'findVehicles',
  'groupMembers',
  'reviewList',
  'scoreRows',
  'vehicles',
  ...LOT_READ_TASKS,
  ...ALERT_READ_TASKS,
] as const satisfies readonly TaskName[];
export type ReadTaskName = (typeof READ_TASKS)[number];
export type WriteTaskName = Exclude<TaskName, ReadTaskName>;

/**
 * `event-writer`: writes all day in small transactions, and another worker makes the checkpoints. `reader`: reads only, so that
 * a look at everything keeps neither a screen nor a writer waiting.
 */
export const WORKER_ROLES = ['writer', 'event-writer', 'reader'] as const;
export type WorkerRole = (typeof WORKER_ROLES)[number];

export type ToWorker = {
  readonly id: number;
  readonly task: TaskName;
  readonly input: unknown;
  /** One 32-bit word; not 0 = stop. Shared memory, because a busy worker reads no messages. */
  readonly cancel: Int32Array;
};

export type TaskProgress = Run['progress'] & { readonly runId: string; readonly file: string | null };

export type FromWorker =
  | { readonly id: number; readonly progress: TaskProgress }
  | { readonly id: number; readonly done: unknown }
  | { readonly id: number; readonly failed: Failure };
