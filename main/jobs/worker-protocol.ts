import type { GuardCheck } from '../../shared/guard.ts';
import type { Change } from '../../shared/change.ts';
import type { Preview } from '../../shared/contract.ts';
import type { StoredGateway, StoredRedis } from '../../shared/connections.ts';
import type { Role } from '../../shared/listing.ts';
import type { ScoreReason } from '../../shared/events.ts';
import type {
  Inspection,
  RecomputeResult,
  Run,
  SignalsReport,
  SourceSettings,
  SyncResult,
} from '../../shared/lot.ts';
import type { VehicleExplanation, VehicleHit } from '../../shared/vehicle.ts';
import type { ScoreSettings } from '../scoring/model.ts';
import type { Preferences } from '../../shared/preferences.ts';
import type { Schedule } from '../../shared/schedule.ts';
import type { Failure } from '../../shared/result.ts';
import type { FeedAuth } from '../../shared/schedule.ts';
import type { VehicleQuery } from '../../shared/vehicle-query.ts';
import type { HttpState } from '../store/sources.ts';
import type { VehicleRecord } from '../store/vehicles.ts';
import type { Decision, ReviewList } from '../../shared/review.ts';
import type { AcceptHeld } from './review/accepted.ts';
import type { Findings } from './schedule/check-source.ts';
import type { SharedLogTasks } from './shared-log/tasks.ts';
import type { PreviewRequest } from './sources/preview.ts';
import type { DueFile } from './sources/due.ts';
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

export type Tasks = SharedLogTasks & {
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
    readonly output: readonly SyncResult[];
  };
  /** An address says that nothing is new: no observation (rules 4). */
  readonly fetchUnchanged: {
    readonly input: { readonly slug: string };
    readonly output: readonly SyncResult[];
  };
  readonly fetchFailed: {
    readonly input: { readonly slug: string; readonly runId: string; readonly error: Failure };
    readonly output: null;
  };
  /** What a sync would do; nothing is stored. */
  readonly preview: { readonly input: PreviewRequest; readonly output: Preview };
  readonly reviewList: { readonly input: Record<string, never>; readonly output: ReviewList };
  readonly decideValues: {
    readonly input: { readonly ids: readonly number[]; readonly decision: Decision };
    readonly output: { readonly decided: number; readonly events: number };
  };
  readonly rejectSyncs: { readonly input: { readonly ids: readonly number[] }; readonly output: number };
  /** Marks runs whose process is gone as interrupted, so that no screen shows them running for ever. */
  readonly sweepRuns: { readonly input: Record<string, never>; readonly output: null };
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
  /** Null when `touched` found nothing to do. */
  readonly recompute: {
    readonly input: { readonly runId: string; readonly scope: Scope; readonly reason: ScoreReason };
    readonly output: RecomputeResult | null;
  };
  /** Spares another connection's commits the wait for the disk. */
  readonly checkpoint: { readonly input: Record<string, never>; readonly output: null };
  readonly setRedis: { readonly input: StoredRedis; readonly output: null };
  readonly setGateway: { readonly input: StoredGateway; readonly output: null };
  readonly vehicles: {
    readonly input: VehicleQuery;
    readonly output: { readonly vehicles: readonly VehicleRecord[]; readonly next: number | null };
  };
  /** Looks through the whole lot: longer than a frame where it is large. */
  readonly findVehicles: {
    readonly input: { readonly text: string; readonly limit: number };
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
