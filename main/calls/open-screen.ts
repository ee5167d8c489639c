import type { ScreenHost, ScreenSession } from '../adapter.ts';
import type { Feeds } from '../feeds/feed.ts';
import { FeedSession } from '../feeds/session.ts';
import type { Log } from '../log/log.ts';
import { runCall } from './call.ts';
import type { CallContext } from './context.ts';
import { Turns } from './turns.ts';

/** One window or tab at a time: its calls and its feeds, ended together. */
export const screenOpener =
  (
    feeds: Feeds,
    context: Omit<CallContext, 'turns'>,
    log: Log,
    onError: (error: unknown) => void,
  ): ScreenHost['openScreen'] =>
  (adapter, send): ScreenSession => {
    const session = new FeedSession(feeds, send, onError);
    const turns = new Turns();
    return {
      call: (name, input) => runCall(name, input, { ...context, turns }, adapter, log),
      subscribe: ({ subscribe, subscription, position, filter }) =>
        session.subscribe(subscription, subscribe, position, filter),
      unsubscribe: (subscription) => session.unsubscribe(subscription),
      setVisible: (visible) => session.setVisible(visible),
      close: () => {
        session.close();
        turns.close();
      },
    };
  };
