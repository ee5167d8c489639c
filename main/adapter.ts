import type { AlertState } from '../shared/alerts/alert.ts';
import type { Message } from '../shared/alerts/message.ts';
import type { ExportFormat } from '../shared/lot-list/export.ts';
import type { TypedList } from '../shared/lot-list/typed.ts';
import type { VehicleQuery } from '../shared/vehicle-query.ts';
import type { CallName } from '../shared/channels.ts';
import type { GatewaySettings, StoredGateway } from '../shared/connections.ts';
import type { BusReport } from '../shared/diagnostics.ts';
import type { JournalEvent } from '../shared/events.ts';
import type { JobRequest, JobView } from '../shared/job.ts';
import type { Result } from '../shared/result.ts';
import type { SubscribeMessage, TaggedFrame } from '../shared/wire.ts';

/** What an adapter (desktop, gateway) needs of the core, and what the core asks of an adapter. */

/** What this adapter can do for a screen. */
export type AdapterAbilities = {
  readonly adapter: 'desktop' | 'browser';
  /** Opens the system's dialog; absent where there is none. */
  readonly pickPath?: (kind: 'file' | 'folder') => Promise<string | null>;
  /** Asks where a file of this name is to be saved, null when the person closes the dialog; absent where pages fetch it. */
  readonly savePath?: (name: string, format: ExportFormat) => Promise<string | null>;
  /** Hands the address of a listing to the system's browser; absent where a browser shows the page. */
  readonly openAddress?: (address: string) => Promise<boolean>;
  /** Shows a screen (the fragment of its address) in the second window; absent where a browser has tabs. */
  readonly openBeside?: (route: string) => void;
  /** Opens the gateway beside this adapter; absent where the adapter is the gateway. */
  readonly gateway?: GatewaySwitch;
};

/** The gateway as something to be switched. */
export type GatewaySwitch = {
  state(): Pick<GatewaySettings, 'url' | 'tokenFile' | 'error'>;
  /** Opens, moves or closes it; `state` says what failed. */
  apply(settings: StoredGateway): Promise<void>;
};

/** Where secrets are kept: by the system's keychain, or where that is none, in memory until the end. */
export type SecretStore = {
  readonly kind: 'keychain' | 'memory';
  /** Null = there is none, or it can no longer be read. */
  read(name: string): Promise<string | null>;
  /** Null = forget it. */
  write(name: string, secret: string | null): Promise<void>;
};

/** One window or browser tab. Its frames are gathered: at most one `send` per FRAME_MS however much happens. */
export type ScreenSession = {
  /** Parses `input` by the contract and runs the call. Never rejects: a fault becomes an `internal` failure. */
  call(name: CallName, input: unknown): Promise<Result<unknown>>;
  /** Checked by the contract. @throws Error where the screen asks for more than any page needs */
  subscribe(message: SubscribeMessage): void;
  unsubscribe(subscription: number): void;
  /** A hidden screen gets nothing until it is shown again, then what it missed. */
  setVisible(visible: boolean): void;
  /** Ends all its subscriptions. Idempotent. */
  close(): void;
};

export type ScreenHost = {
  openScreen(abilities: AdapterAbilities, send: (frames: readonly TaggedFrame[]) => void): ScreenSession;
};

/** The journal as a reader of events sees it: pages on demand, from any position. */
export type EventSource = {
  /** Of the numbering; another one means that a position counts for nothing. */
  readonly epoch: string;
  readonly seq: number;
  read(after: number): {
    readonly after: number;
    readonly upTo: number;
    readonly events: readonly JournalEvent[];
  };
  /** The number of the newest gap in the shared log; 0 = there was none. */
  readonly lastGap: number;
  /** The first gap of a number above `told` that stands behind a position; pages end at such positions. */
  gapAt(
    position: number,
    told: number,
  ): { readonly id: number; readonly missed: number | null; readonly reason: string } | null;
  /** Called when there is more to read, or something is missing; returns the way to end it. */
  onGrowth(listener: () => void): () => void;
};

export type AlertListQuery = {
  /** None = all. */
  readonly states: readonly AlertState[];
  readonly ruleId: string | null;
  /** Unix ms. */
  readonly since: number | null;
  readonly before: number | null;
  readonly limit: number;
};

/** What other programs may ask of the core. */
export type HttpApi = {
  readonly events: EventSource;
  busReport(): BusReport;
  submit(request: JobRequest): JobView;
  job(jobId: string): JobView | null;
  vehicles(
    query: VehicleQuery,
  ): Promise<{ readonly vehicles: readonly unknown[]; readonly next: number | null }>;
  /** A page of the inventory list; refused with the reason where what was typed is not understood. */
  vehicleList(
    typed: TypedList,
    page: { readonly cursor: string | null; readonly limit: number; readonly sample: boolean },
  ): Promise<Result<{ readonly vehicles: readonly unknown[]; readonly next: string | null }>>;
  /** A table that a page had written; null where there is none, or no longer. */
  exportFile(exportId: string): { readonly path: string; readonly name: string } | null;
  /** With history and explanation; null where no source lists it. */
  vehicle(vin: string): Promise<unknown>;
  /** What fired, newest first, each with the first of its vehicles; `next` = behind which alert to go on. */
  alerts(query: AlertListQuery): { readonly alerts: readonly unknown[]; readonly next: number | null };
  /** Called with each alert that fires from now on; returns the way to end it. */
  onAlert(listener: (alert: Message) => void): () => void;
};
