import { toFailure } from '../../shared/result.ts';
import type { ProxyFor } from '../net/proxies.ts';
import { DESKTOP, findChannel } from '../store/alerts/channels.ts';
import { dueMessages, nextDue, type SendEnd, type WaitingMessage } from '../store/alerts/outbox.ts';
import type { Reader } from '../store/open.ts';
import type { NamedSecrets } from '../store/secret-file.ts';
import { sendEmail } from './email.ts';
import { sendNtfy } from './ntfy.ts';
import { POST_LIMITS, type PostLimits } from './post.ts';
import { secretNameOf } from './secret-name.ts';
import { SendFailure } from './send-failure.ts';
import { sendWebhook } from './webhook.ts';

/** Shows a message on this computer; false = the system refuses, and the window shows it. */
export type ShowMessage = (message: WaitingMessage['message']) => Promise<boolean>;

export type DelivererParts = {
  readonly db: Reader;
  /** Written by a worker, or by a command's own connection. */
  readonly note: (row: number, end: SendEnd) => Promise<unknown>;
  readonly secrets: NamedSecrets;
  readonly proxyFor: ProxyFor;
  /** Null = nobody sits here: what is for this computer waits for a console. */
  readonly show: ShowMessage | null;
  readonly now: () => number;
  /** Something was sent or given up. */
  readonly onChange: () => void;
  readonly onError: (error: unknown) => void;
  readonly limits?: DeliveryLimits;
};

export type DeliveryLimits = PostLimits & {
  /** Before the second try, ms; doubled before each further one. */
  readonly firstWaitMs: number;
  readonly longestWaitMs: number;
  /** After that a message is given up. */
  readonly giveUpMs: number;
};

export const DELIVERY_LIMITS: DeliveryLimits = {
  ...POST_LIMITS,
  firstWaitMs: 30_000,
  longestWaitMs: 3_600_000,
  giveUpMs: 24 * 3_600_000,
};

/** Read at once; the outbox is the only buffer. */
const AT_ONCE = 50;
/** Timers are set for at most so long: the clock may be put forward. */
const LONGEST_SLEEP_MS = 60_000;

/** Sends what waits in the outbox, each channel by itself and in order, at least once. */
export class Deliverer {
  readonly #parts: DelivererParts;
  readonly #limits: DeliveryLimits;
  readonly #abort = new AbortController();
  readonly #publicHosts = new Set<string>();
  #running: Promise<void> | null = null;
  #timer: NodeJS.Timeout | null = null;
  #again = false;

  constructor(parts: DelivererParts) {
    this.#parts = parts;
    this.#limits = parts.limits ?? DELIVERY_LIMITS;
  }

  /** There may be something to send. Settles when what is due now was tried. */
  wake(): Promise<void> {
    if (this.#abort.signal.aborted) return Promise.resolve();
    this.#again = true;
    this.#running ??= this.#run().finally(() => {
      this.#running = null;
      this.#sleep();
    });
    return this.#running;
  }

  /** What is on its way is given up, and sent again at the next start. */
  async close(): Promise<void> {
    this.#abort.abort();
    if (this.#timer !== null) clearTimeout(this.#timer);
    await this.#running;
  }

  #sleep(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    if (this.#abort.signal.aborted) return;
    const due = nextDue(this.#parts.db);
    if (due === null) return;
    // What nobody here can show stays due: it is looked at again after a while.
    const wait = Math.min(Math.max(due - this.#parts.now(), 1_000), LONGEST_SLEEP_MS);
    this.#timer = setTimeout(() => void this.wake(), wait);
    this.#timer.unref();
  }

  async #run(): Promise<void> {
    try {
      while (this.#again && !this.#abort.signal.aborted) {
        this.#again = false;
        const due = dueMessages(this.#parts.db, this.#parts.now(), AT_ONCE);
        const sendable = due.filter(({ channel }) => channel !== DESKTOP || this.#parts.show !== null);
        const channels = Map.groupBy(sendable, ({ channel }) => channel);
        await Promise.all([...channels.values()].map((messages) => this.#sendAll(messages)));
        if (sendable.length > 0) {
          this.#again = true;
          this.#parts.onChange();
        }
      }
    } catch (error) {
      this.#parts.onError(error);
    }
  }

  /** One that has to wait does not hold up the others for longer than its own try. */
  async #sendAll(messages: readonly WaitingMessage[]): Promise<void> {
    for (const message of messages) {
      if (this.#abort.signal.aborted) return;
      const end = await this.#try(message);
      if (end !== null) await this.#parts.note(message.row, end);
    }
  }

  /** Null = we are closing: nothing is known, and it is sent again. */
  async #try(waiting: WaitingMessage): Promise<SendEnd | null> {
    const isOld = this.#parts.now() - waiting.createdAt > this.#limits.giveUpMs;
    // A notice on this computer that nobody was there to see is in the list; days later it would only startle.
    if (waiting.channel === DESKTOP && isOld)
      return { state: 'failed', reason: 'No console was open for a day.' };
    try {
      await this.send(waiting.channel, waiting.message);
      return { state: 'sent' };
    } catch (error) {
      if (this.#abort.signal.aborted) return null;
      const failure =
        error instanceof SendFailure ? error : new SendFailure(toFailure(error).message, true);
      return this.#endOf(waiting, failure);
    }
  }

  #endOf({ tries, createdAt }: WaitingMessage, { message, isRetryable, waitMs }: SendFailure): SendEnd {
    if (!isRetryable) return { state: 'failed', reason: message };
    const { firstWaitMs, longestWaitMs, giveUpMs } = this.#limits;
    const wait = Math.min(Math.max(firstWaitMs * 2 ** tries, waitMs ?? 0), longestWaitMs);
    const dueAt = this.#parts.now() + wait;
    if (dueAt > createdAt + giveUpMs)
      return { state: 'failed', reason: `${message} It was tried ${tries + 1} times.` };
    return { state: 'waiting', dueAt, reason: message };
  }

  /** One try. @throws SendFailure */
  async send(id: string, message: WaitingMessage['message']): Promise<void> {
    const { db, show, secrets, proxyFor } = this.#parts;
    if (id === DESKTOP) {
      await show?.(message);
      return;
    }
    const channel = findChannel(db, id);
    if (channel === null) throw new SendFailure(`There is no channel named ${id}.`, false);
    const secret = channel.hasSecret ? await secrets.read(secretNameOf(id)) : null;
    if (channel.hasSecret && secret === null)
      throw new SendFailure(
        'Its secret cannot be read here: it is kept by the desktop app, or was lost. Enter it again.',
        true,
      );
    const tools = {
      proxyFor,
      limits: this.#limits,
      signal: this.#abort.signal,
      publicHosts: this.#publicHosts,
    };
    const { settings } = channel;
    if (settings.kind === 'webhook') await sendWebhook(settings, message, secret, tools);
    else if (settings.kind === 'ntfy') await sendNtfy(settings, message, secret, tools);
    else await sendEmail(settings, message, secret, this.#limits);
  }
}
