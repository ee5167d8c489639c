import type { CallOutput, CallRequest } from '../../shared/contract.ts';
import type { CallName } from '../../shared/channels.ts';
import type { Result } from '../../shared/result.ts';
import type { BusControl } from '../bus/control.ts';
import type { AdapterAbilities } from '../adapter.ts';
import type { HttpSources } from '../jobs/sources/http-sources.ts';
import type { Exports } from '../jobs/lot/exports.ts';
import type { Runner } from '../jobs/runner.ts';
import type { WorkerHost } from '../jobs/worker-host.ts';
import type { ReadTaskName } from '../jobs/worker-protocol.ts';
import type { AlertKeeper } from '../notify/alert-keeper.ts';
import type { ChannelsService } from '../notify/channels-service.ts';
import type { ListReader } from './list-reader.ts';
import type { NetworkSettingsService } from './network-settings-service.ts';
import type { RedisSettingsService } from './redis-settings-service.ts';
import type { Turns } from './turns.ts';
import type { StoreIdentity } from '../store/meta.ts';
import type { Db } from '../store/open.ts';

/** What the calls work with. Reading is done here, on the main thread, while it takes less than a frame. */
export type CallContext = {
  readonly db: Db;
  readonly identity: StoreIdentity;
  readonly dataDir: string;
  readonly version: string;
  /** For short writes; the runner has a worker of its own. */
  readonly writeWorker: WorkerHost;
  /** What takes longer than a frame to find. */
  readonly reader: WorkerHost<ReadTaskName>;
  /** Looks into files and tries syncs out: a slow drive keeps no setting from being saved. */
  readonly trials: WorkerHost;
  /** Of the screen that calls. */
  readonly turns: Turns;
  readonly runner: Runner;
  readonly lists: ListReader;
  /** Tables of the inventory list. */
  readonly exports: Exports;
  /** Sources that are addresses. */
  readonly httpSources: HttpSources;
  readonly bus: BusControl;
  readonly alerts: Pick<AlertKeeper, 'worker' | 'evaluate' | 'changed'>;
  /** Where alerts are sent. */
  readonly channels: ChannelsService;
  readonly redis: RedisSettingsService;
  readonly network: NetworkSettingsService;
  /** When its schedule reads a source next, unix ms. */
  readonly nextRunAt: (slug: string) => number | null;
  /** Notifies the feeds of a commit. */
  readonly committed: () => void;
  /** Notifies the feeds that rows left the journal. */
  readonly removed: () => void;
};

export type CallHandler<Name extends CallName> = (
  /** Parsed by the contract. */
  input: CallRequest<Name>,
  context: CallContext,
  abilities: AdapterAbilities,
) => Result<CallOutput<Name>> | Promise<Result<CallOutput<Name>>>;

export type CallHandlers<Names extends CallName> = { readonly [Name in Names]: CallHandler<Name> };
