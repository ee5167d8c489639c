import type { BusState } from '../../shared/bus-state.ts';
import type { Message } from '../../shared/alerts/message.ts';
import { toFailure } from '../../shared/result.ts';
import { alertInputs } from '../jobs/alerts/due.ts';
import type { LogState } from '../jobs/alerts/source-readings.ts';
import { WorkerHost } from '../jobs/worker-host.ts';
import type { ProxyFor } from '../net/proxies.ts';
import { hasRules } from '../store/alerts/rules.ts';
import type { Db } from '../store/open.ts';
import type { NamedSecrets } from '../store/secret-file.ts';
import { Deliverer, type DeliveryLimits, type ShowMessage } from './deliverer.ts';

export type AlertKeeperParts = {
  readonly db: Db;
  readonly dataDir: string;
  readonly secrets: NamedSecrets;
  readonly proxyFor: ProxyFor;
  /** The console's address, for links in messages. */
  readonly consoleUrl: string;
  readonly bus: () => BusState;
  readonly show: ShowMessage;
  readonly now: () => number;
  /** Alerts or what became of messages changed. */
  readonly onChange: () => void;
  /** Somebody committed something. */
  readonly onCommit: () => void;
  readonly onCrash: (error: unknown) => void;
  readonly onError: (error: unknown) => void;
  readonly limits?: DeliveryLimits | undefined;
};

/** Ages, quiet hours and snoozes move on without a commit, ms. */
const TICK_MS = 15_000;

/** Evaluates rules in a worker of their own whenever what they look at changed, and now and then; sends what follows. */
export class AlertKeeper {
  readonly worker: WorkerHost;
  readonly #parts: AlertKeeperParts;
  readonly #deliverer: Deliverer;
  #timer: NodeJS.Timeout | null = null;
  #seen = '';
  #isDue = false;
  #evaluating: Promise<void> | null = null;
  #closed = false;

  constructor(parts: AlertKeeperParts) {
    this.#parts = parts;
    this.worker = WorkerHost.writer(parts.dataDir, parts.onCrash, 'event-writer');
    this.#deliverer = new Deliverer({
      db: parts.db,
      note: (row, end) => this.worker.run('alertsNoteSend', { row, end }).done,
      secrets: parts.secrets,
      proxyFor: parts.proxyFor,
      show: parts.show,
      now: parts.now,
      onChange: parts.onChange,
      onError: (error) => this.#report(error),
      ...(parts.limits === undefined ? {} : { limits: parts.limits }),
    });
  }

  begin(): void {
    this.#timer = setInterval(() => void this.evaluate(), TICK_MS);
    this.#timer.unref();
    void this.evaluate();
  }

  /** Something was committed. */
  refresh(): void {
    this.#parts.onCommit();
    if (this.#closed || this.#evaluating !== null || !hasRules(this.#parts.db)) return;
    if (alertInputs(this.#parts.db) !== this.#seen) void this.evaluate();
  }

  /** Settles when everything up to now is evaluated; sending goes on by itself. */
  async evaluate(): Promise<void> {
    this.#isDue = true;
    this.#evaluating ??= this.#run().finally(() => {
      this.#evaluating = null;
    });
    await this.#evaluating;
  }

  /** One try of a message that stands in no outbox. @throws SendFailure */
  send(channel: string, message: Message): Promise<void> {
    return this.#deliverer.send(channel, message);
  }

  /** A person changed what became of an alert. */
  changed(): void {
    this.#parts.onChange();
  }

  async close(): Promise<void> {
    this.#closed = true;
    if (this.#timer !== null) clearInterval(this.#timer);
    await this.#deliverer.close();
    await this.worker.close();
    await this.#evaluating;
  }

  async #run(): Promise<void> {
    const { db, consoleUrl, onChange } = this.#parts;
    while (this.#isDue && !this.#closed) {
      this.#isDue = false;
      try {
        // Noted before: what comes while it is evaluated may have been missed, and is evaluated next.
        this.#seen = alertInputs(db);
        if (hasRules(db)) await this.worker.run('alertsEvaluate', { log: this.#log(), consoleUrl }).done;
        if (this.#closed) return;
        onChange();
        if (this.#seen !== alertInputs(db) && !this.#isDue) this.#later();
      } catch (error) {
        this.#report(error);
      }
    }
    void this.#deliverer.wake();
  }

  /** It has changed meanwhile, and be it by the evaluation itself, which brings the list up to date: one more look. */
  #later(): void {
    setTimeout(() => this.refresh(), 0).unref();
  }

  #log(): LogState {
    const { status, since, reason } = this.#parts.bus();
    return { lostSince: status === 'fallback-local' ? Date.parse(since) : null, reason };
  }

  /** A worker that is closed with the console is no fault. */
  #report(error: unknown): void {
    if (!this.#closed && toFailure(error).code !== 'cancelled') this.#parts.onError(error);
  }
}
