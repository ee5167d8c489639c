import { EventEmitter } from 'node:events';
import type { Notification, NotificationConstructorOptions } from 'electron';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Message } from '../../shared/alerts/message.ts';
import type { ScreenHost } from '../adapter.ts';
import { followAlerts } from './alert-badge.ts';
import { alertShower } from './show-alert.ts';

const MESSAGE: Message = {
  ...{ id: 'a', rule: 'Price drops', at: '2026-11-25T14:31:00.000Z', state: 'firing', count: 1 },
  ...{
    text: '2026 Honda Accord: Price −$1,000',
    url: 'http://127.0.0.1:3000/',
    vehicles: [],
    urgent: false,
  },
};

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function desktop(answer: 'show' | 'failed' | null, supported = true) {
  const made: NotificationConstructorOptions[] = [];
  const notices: EventEmitter[] = [];
  const onClick = vi.fn();
  const show = alertShower({
    isSupported: () => supported,
    create: (options) => {
      made.push(options);
      const notice = Object.assign(new EventEmitter(), {
        show: () => answer !== null && notice.emit(answer),
      });
      notices.push(notice);
      return notice as unknown as Notification;
    },
    onClick,
  });
  return { show, made, notices, onClick };
}

it('an alert is shown with its rule and its words, and a click hands it on', async () => {
  const { show, made, notices, onClick } = desktop('show');
  expect(await show(MESSAGE)).toBe(true);
  expect(await show({ ...MESSAGE, urgent: true })).toBe(true);
  expect(made).toMatchObject([
    { title: 'Price drops', body: MESSAGE.text, urgency: 'normal' },
    { title: 'Urgent: Price drops', urgency: 'critical' },
  ]);
  notices[0]?.emit('click');
  expect(onClick).toHaveBeenCalledExactlyOnceWith(MESSAGE);
});

it('a system that cannot, refuses or keeps silent leaves it to the window', async () => {
  expect(await desktop('show', false).show(MESSAGE)).toBe(false);
  expect(await desktop('failed').show(MESSAGE)).toBe(false);
  const silent = desktop(null).show(MESSAGE);
  await vi.advanceTimersByTimeAsync(5_000);
  expect(await silent).toBe(false);
});

it('the app’s icon has the number of firing alerts, and is asked only when it changes', () => {
  const setBadgeCount = vi.fn(() => true);
  const close = vi.fn();
  let send: Parameters<ScreenHost['openScreen']>[1] = () => undefined;
  const core: ScreenHost = {
    openScreen: (_abilities, frames) => {
      send = frames;
      return { close, subscribe: vi.fn(), unsubscribe: vi.fn(), setVisible: vi.fn(), call: vi.fn() };
    },
  };
  const end = followAlerts(core, { setBadgeCount });
  const state = (firing: number) => ({
    counts: { firing, acknowledged: 0, snoozed: 0, resolved: 0 },
    ...{ mutedUntil: null, newest: firing, revision: firing, notices: [] },
  });
  const mark = { feed: 'alerts', epoch: 'e', after: 0, seq: 1 };
  for (const firing of [0, 2, 2, 0])
    send([{ subscription: 1, frame: { ...mark, kind: 'snapshot', data: state(firing) } }]);
  expect(setBadgeCount.mock.calls).toEqual([[2], [0]]);
  end();
  expect(close).toHaveBeenCalledOnce();
});
