import { ipcMain } from 'electron';
import type { BrowserWindow, IpcMainInvokeEvent, WebContents } from 'electron';
import { IPC, MAX_MESSAGE_BYTES } from '../../shared/channels.ts';
import type { Result } from '../../shared/result.ts';
import { callMessageSchema, subscribeMessageSchema, unsubscribeMessageSchema } from '../../shared/wire.ts';
import type { ScreenHost, AdapterAbilities, ScreenSession } from '../adapter.ts';
import type { Log } from '../log/log.ts';
import { APP_ORIGIN, isOwnPage } from './origin.ts';

/**
 * The contract over Electron's IPC, and the only file that touches ipcMain and webContents.send. Order of every
 * message: sender check, size, schema, session. What fails before the session rejects and is logged.
 */
export type IpcAdapter = {
  /** From now on this window's main frame may speak; it stops when the window is gone. */
  admit(window: BrowserWindow): void;
};

type Admitted = { readonly window: BrowserWindow; session: ScreenSession | null };

export function openIpcAdapter(options: {
  readonly core: ScreenHost;
  readonly log: Log;
  readonly abilities: AdapterAbilities;
  /** Sees every answer on its way out, for what the desktop itself follows (the colour scheme). */
  readonly onAnswer?: (call: string, result: Result<unknown>) => void;
}): IpcAdapter {
  const { core, log } = options;
  const admitted = new Map<WebContents, Admitted>();

  const sessionOf = (entry: Admitted): ScreenSession => {
    if (entry.session) return entry.session;
    const contents = entry.window.webContents;
    const session: ScreenSession = core.openScreen(options.abilities, (frames) => {
      // A page that took this one's place numbers its subscriptions afresh: it must not get these frames.
      if (entry.session === session && !contents.isDestroyed()) contents.send(IPC.frames, frames);
    });
    entry.session = session;
    session.setVisible(isShown(entry.window));
    return session;
  };

  const handle = (
    channel: string,
    run: (session: ScreenSession, args: readonly unknown[]) => unknown,
  ): void => {
    ipcMain.handle(channel, (event, ...args: unknown[]) => {
      try {
        const entry = admitted.get(event.sender);
        if (!entry || !isTrusted(event)) throw new Error('this sender may not speak to the core');
        checkSize(args);
        return run(sessionOf(entry), args);
      } catch (error) {
        const from = event.senderFrame?.url.slice(0, 200) ?? 'a frame that is gone';
        log.error({ channel, from, err: error }, 'message refused');
        throw new Error(`refused: ${channel}`, { cause: error });
      }
    });
  };

  handle(IPC.call, (session, [name, input, ...rest]) => {
    refuseMore(rest);
    const message = callMessageSchema.parse({ call: name, id: 0, input });
    return session.call(message.call, message.input).then((result) => {
      options.onAnswer?.(message.call, result);
      return result;
    });
  });
  handle(IPC.subscribe, (session, [feed, subscription, position, filter, ...rest]) => {
    refuseMore(rest);
    session.subscribe(subscribeMessageSchema.parse({ subscribe: feed, subscription, position, filter }));
  });
  handle(IPC.unsubscribe, (session, [subscription, ...rest]) => {
    refuseMore(rest);
    session.unsubscribe(unsubscribeMessageSchema.parse({ unsubscribe: subscription }).unsubscribe);
  });

  return {
    admit(window) {
      const contents = window.webContents;
      const entry: Admitted = { window, session: null };
      admitted.set(contents, entry);
      const end = (): void => {
        entry.session?.close();
        entry.session = null;
      };
      // At commit, not at start: until then the old page still speaks, and its words must not open a session
      // whose subscription numbers the new page would use again.
      contents.on('did-navigate', end);
      contents.on('render-process-gone', end);
      contents.on('destroyed', () => {
        end();
        admitted.delete(contents);
      });
      const follow = (): void => entry.session?.setVisible(isShown(window));
      window.on('show', follow);
      window.on('restore', follow);
      window.on('hide', follow);
      window.on('minimize', follow);
    },
  };
}

function isShown(window: BrowserWindow): boolean {
  return window.isVisible() && !window.isMinimized();
}

/** Frames inside our page, and our window gone elsewhere, are strangers. */
function isTrusted({ sender, senderFrame }: IpcMainInvokeEvent): boolean {
  if (senderFrame === null || senderFrame.parent !== null) return false;
  if (senderFrame.frameTreeNodeId !== sender.mainFrame.frameTreeNodeId) return false;
  return senderFrame.origin === APP_ORIGIN && isOwnPage(senderFrame.url);
}

/** Structured clone carries more than JSON does; what JSON cannot hold is refused here by JSON.stringify itself. */
function checkSize(args: readonly unknown[]): void {
  const bytes = Buffer.byteLength(JSON.stringify(args));
  if (bytes > MAX_MESSAGE_BYTES) throw new Error(`message of ${bytes} bytes, at most ${MAX_MESSAGE_BYTES}`);
}

function refuseMore(rest: readonly unknown[]): void {
  if (rest.length > 0) throw new Error(`${rest.length} arguments too many`);
}
