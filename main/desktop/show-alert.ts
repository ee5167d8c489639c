import type { Notification, NotificationConstructorOptions } from 'electron';
import type { Message } from '../../shared/alerts/message.ts';

/** A system that says neither that it shows a notice nor that it does not is asked no longer, ms. */
const ANSWER_MS = 5_000;
/** Notices that are shown are kept, else the garbage collector takes their click with them. */
const KEPT = 50;

type Shown = Pick<Notification, 'on' | 'show'>;

export type NotificationPort = {
  readonly isSupported: () => boolean;
  readonly create: (options: NotificationConstructorOptions) => Shown;
  /** A person clicked it. */
  readonly onClick: (message: Message) => void;
};

/** Shows alerts as the system's own notifications; false = it refuses, or does not say that it shows them. */
export function alertShower(port: NotificationPort): (message: Message) => Promise<boolean> {
  const kept: Shown[] = [];
  return async (message) => {
    if (!port.isSupported()) return false;
    const notice = port.create({
      title: message.urgent ? `Urgent: ${message.rule}` : message.rule,
      body: message.text,
      urgency: message.urgent ? 'critical' : 'normal',
    });
    kept.push(notice);
    if (kept.length > KEPT) kept.shift();
    notice.on('click', () => port.onClick(message));
    const { promise, resolve } = Promise.withResolvers<boolean>();
    notice.on('show', () => resolve(true));
    notice.on('failed', () => resolve(false));
    const late = setTimeout(() => resolve(false), ANSWER_MS);
    notice.show();
    const shown = await promise;
    clearTimeout(late);
    return shown;
  };
}
