import type { BusReport, BusTest } from '../../shared/diagnostics.ts';

/** A server to share events through; `url` may hold a password and is never shown. */
export type BusTarget = {
  readonly url: string;
  /** Before the channel names (`dai:msrp:change`); null = none. */
  readonly namespace: string | null;
};

/** The bus as settings and diagnostics handle it. */
export type BusControl = {
  /** Cheap: kept figures, no question to the server. */
  report(): BusReport;
  /** Connects to `target` (null = the one in use), asks, and leaves. Never rejects; settles within 5 s. */
  test(target: BusTarget | null): Promise<BusTest>;
  /** Switches to another server, or with null to none, without a restart. */
  use(target: BusTarget | null): Promise<void>;
};
