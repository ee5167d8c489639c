import { randomUUID } from 'node:crypto';
import type { Alert } from '../../shared/alerts/alert.ts';
import type { AlertFeedState } from '../../shared/alerts/calls.ts';
import type { Message } from '../../shared/alerts/message.ts';
import type { FeedPosition, Frame } from '../../shared/frame.ts';
import { toIso } from '../../shared/units.ts';
import { alertsAfter, countAlerts, lastAlert } from '../store/alerts/read.ts';
import { mutedUntil } from '../store/alerts/rules.ts';
import type { Db } from '../store/open.ts';
import { FeedListeners, type Feed, type FeedChange } from './feed.ts';

/** Notices kept for a window that opens later. */
const KEPT_NOTICES = 20;
/** Alerts of one evaluation that listeners get one by one; the list has all. */
const MOST_AT_ONCE = 500;

/** Counts and notices of alerts; small, so that every change is sent whole. */
export class AlertFeed implements Feed<unknown> {
  readonly name = 'alerts';
  readonly #db: Db;
  readonly #now: () => number;
  readonly #listeners: FeedListeners;
  readonly #onAlert = new Set<(alert: Alert) => void>();
  readonly #epoch = randomUUID();
  #seq = 0;
  #notices: AlertFeedState['notices'] = [];
  #state: AlertFeedState;

  constructor(db: Db, now: () => number, onError: (error: unknown) => void) {
    this.#db = db;
    this.#now = now;
    this.#listeners = new FeedListeners(onError);
    this.#state = this.#read();
  }

  get state(): AlertFeedState {
    return this.#state;
  }

  /** Something was committed, perhaps by a command beside us: screens are notified where the state differs. */
  look(): void {
    const { revision: _revision, ...now } = this.#read();
    const { revision: _known, ...known } = this.#state;
    if (JSON.stringify(now) !== JSON.stringify(known)) this.refresh();
  }

  /** Alerts, rules or deliveries changed. */
  refresh(): void {
    const before = this.#state.newest;
    this.#seq += 1;
    this.#state = this.#read();
    this.#listeners.notify('more');
    if (this.#onAlert.size === 0 || this.#state.newest === before) return;
    for (const alert of alertsAfter(this.#db, before, MOST_AT_ONCE))
      for (const listener of [...this.#onAlert]) listener(alert);
  }

  /** Called with each alert that fires from now on; returns the way to end it. */
  onAlert(listener: (alert: Alert) => void): () => void {
    this.#onAlert.add(listener);
    return () => void this.#onAlert.delete(listener);
  }

  /** Shown in the window, because nothing else on this computer shows it. */
  notice({ id, rule, text, urgent, at }: Message): void {
    this.#notices = [...this.#notices, { id, rule, text, urgent, at }].slice(-KEPT_NOTICES);
    this.refresh();
  }

  since(position: FeedPosition | null): readonly Frame[] {
    const mark = { feed: this.name, epoch: this.#epoch, seq: this.#seq } as const;
    if (position?.epoch !== this.#epoch)
      return [{ ...mark, after: 0, kind: 'snapshot', data: this.#state }];
    if (position.seq >= this.#seq) return [];
    return [{ ...mark, after: position.seq, kind: 'delta', data: this.#state }];
  }

  onChange(listener: (change: FeedChange) => void): () => void {
    return this.#listeners.add(listener);
  }

  #read(): AlertFeedState {
    const muted = mutedUntil(this.#db);
    return {
      counts: countAlerts(this.#db),
      mutedUntil: muted === null || muted <= this.#now() ? null : toIso(muted),
      newest: lastAlert(this.#db),
      revision: this.#seq,
      notices: this.#notices,
    };
  }
}
