import type { StoreApi } from 'zustand/vanilla';
import type { CallName, FeedName } from '../shared/channels.ts';
import type { CallInput, CallOutput, FeedDelta, FeedFilter, FeedSnapshot } from '../shared/contract.ts';
import type { FeedPosition, Frame } from '../shared/frame.ts';
import type { Result } from '../shared/result.ts';
import { fail } from '../shared/result.ts';
import type { Bridge } from '../shared/wire.ts';
import type { Connection } from './connection.ts';
import { ALWAYS_OPEN } from './connection.ts';
import { exchangeToken, hasToken, isSignedIn } from './session.ts';
import { createSocketBridge } from './socket.ts';
import { text } from './text.ts';

/** The contract as screens call it: typed by name, and every failure a Result. */
export type Api = {
  readonly adapter: Bridge['adapter'];
  readonly connection: StoreApi<Connection>;
  /** Never rejects: a lost core answers `unavailable`, a broken contract `internal`. */
  call<Name extends CallName>(name: Name, input: CallInput<Name>): Promise<Result<CallOutput<Name>>>;
  /** Frames arrive in order; returns the way to end it. */
  subscribe<Name extends FeedName>(
    feed: Name,
    position: FeedPosition | null,
    filter: FeedFilter<Name>,
    onFrame: (frame: Frame<FeedSnapshot<Name>, FeedDelta<Name>>) => void,
  ): () => void;
};

/** Gives a bridge the contract's types. The core has checked what it sends, so they are stated here, not checked again. */
export function typedApi(bridge: Bridge, connection: StoreApi<Connection>): Api {
  return {
    adapter: bridge.adapter,
    connection,
    async call<Name extends CallName>(name: Name, input: CallInput<Name>) {
      try {
        return (await bridge.call(name, input)) as Result<CallOutput<Name>>;
      } catch (thrown) {
        if (connection.getState().status !== 'open') return fail('unavailable', text.connection.lost);
        return fail('internal', text.connection.callFailed(name, thrown));
      }
    },
    subscribe: (feed, position, filter, onFrame) =>
      bridge.subscribe(feed, position, filter, onFrame as (frame: Frame) => void),
  };
}

/** The preload's bridge in the desktop app, else a WebSocket to the gateway that served this page. */
export async function openApi(page: Window): Promise<Api> {
  if (page.lotwatch) return typedApi(page.lotwatch, ALWAYS_OPEN);
  const refused = await exchangeToken(page);
  const scheme = page.location.protocol === 'https:' ? 'wss' : 'ws';
  const socket = createSocketBridge({
    open: () => new WebSocket(`${scheme}://${page.location.host}/api/screen`),
    random: Math.random,
    refused,
    isSignedIn: () => isSignedIn(page),
  });
  // A new address pasted into this tab loads nothing: only its fragment differs. Before the screens follow the
  // fragment: it names the old place again by then.
  page.addEventListener('hashchange', ({ oldURL }) => {
    if (hasToken(page.location.hash)) void exchangeToken(page, new URL(oldURL).hash).then(socket.retry);
  });
  return typedApi(socket.bridge, socket.connection);
}
