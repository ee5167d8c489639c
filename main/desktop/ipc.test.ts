import { EventEmitter } from 'node:events';
import type { BrowserWindow } from 'electron';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { IPC, MAX_MESSAGE_BYTES } from '../../shared/channels.ts';
import { WHOLE_LOT } from '../../shared/list-filter.ts';
import type { TaggedFrame } from '../../shared/wire.ts';
import { openIpcAdapter } from './ipc.ts';

type Handler = (event: unknown, ...args: unknown[]) => unknown;
const { handlers } = vi.hoisted(() => ({ handlers: new Map<string, Handler>() }));
vi.mock('electron', () => ({
  ipcMain: { handle: (channel: string, handler: Handler) => handlers.set(channel, handler) },
}));

const log = { info: vi.fn(), warn: vi.fn(), error: vi.fn(), debug: vi.fn() };

/** A core that records what reaches it; each screen keeps its own way to send. */
function scriptedCore() {
  const screens: { send: (frames: readonly TaggedFrame[]) => void; log: unknown[][] }[] = [];
  return {
    screens,
    openScreen: (_abilities: unknown, send: (frames: readonly TaggedFrame[]) => void) => {
      const received: unknown[][] = [];
      screens.push({ send, log: received });
      return {
        call: async (...args: unknown[]) => {
          received.push(['call', ...args]);
          return { ok: true, value: 7 } as const;
        },
        subscribe: (...args: unknown[]) => void received.push(['subscribe', ...args]),
        unsubscribe: (...args: unknown[]) => void received.push(['unsubscribe', ...args]),
        setVisible: (...args: unknown[]) => void received.push(['setVisible', ...args]),
        close: () => void received.push(['close']),
      };
    },
  };
}

function fakeWindow(url = 'app://lotwatch/index.html') {
  const mainFrame = { url, origin: 'app://lotwatch', parent: null, frameTreeNodeId: 1 };
  const webContents = Object.assign(new EventEmitter(), {
    mainFrame,
    isDestroyed: () => false,
    send: vi.fn(),
  });
  const window = Object.assign(new EventEmitter(), {
    webContents,
    shown: true,
    isVisible: () => window.shown,
    isMinimized: () => false,
  });
  return { window, webContents, mainFrame, event: { sender: webContents, senderFrame: mainFrame } };
}

function open() {
  const core = scriptedCore();
  const adapter = openIpcAdapter({ core, log, abilities: { adapter: 'desktop' } });
  const one = fakeWindow();
  adapter.admit(one.window as unknown as BrowserWindow);
  return { core, adapter, ...one };
}

const invoke = async (channel: string, event: unknown, ...args: unknown[]) =>
  handlers.get(channel)?.(event, ...args);

beforeEach(() => {
  handlers.clear();
  log.error.mockClear();
});

describe('the contract over IPC', () => {
  it('takes calls and subscriptions of our page to its session and frames back', async () => {
    const { core, event, webContents } = open();
    expect(await invoke(IPC.call, event, 'app.info', {})).toEqual({ ok: true, value: 7 });
    await invoke(IPC.subscribe, event, 'lot', 3, { epoch: 'e', seq: 4 }, WHOLE_LOT);
    await invoke(IPC.unsubscribe, event, 3);
    expect(core.screens[0]?.log).toEqual([
      ['setVisible', true],
      ['call', 'app.info', {}],
      [
        'subscribe',
        { subscribe: 'lot', subscription: 3, position: { epoch: 'e', seq: 4 }, filter: WHOLE_LOT },
      ],
      ['unsubscribe', 3],
    ]);
    core.screens[0]?.send([]);
    expect(webContents.send).toHaveBeenCalledExactlyOnceWith(IPC.frames, []);
  });

  it.each([
    ['a window that was never admitted', () => fakeWindow().event],
    [
      'an iframe',
      (it: ReturnType<typeof open>) => ({
        ...it.event,
        senderFrame: { ...it.mainFrame, parent: it.mainFrame, frameTreeNodeId: 2 },
      }),
    ],
    [
      'a frame that is not the window’s own',
      (it: ReturnType<typeof open>) => ({
        ...it.event,
        senderFrame: { ...it.mainFrame, frameTreeNodeId: 2 },
      }),
    ],
    ['a frame that is gone', (it: ReturnType<typeof open>) => ({ ...it.event, senderFrame: null })],
    [
      'a page of another origin',
      (it: ReturnType<typeof open>) => ({
        ...it.event,
        senderFrame: { ...it.mainFrame, origin: 'https://evil.example', url: 'https://evil.example/' },
      }),
    ],
    [
      'another host of the scheme',
      (it: ReturnType<typeof open>) => ({
        ...it.event,
        senderFrame: { ...it.mainFrame, origin: 'app://other', url: 'app://other/index.html' },
      }),
    ],
    [
      'an opaque origin at our address',
      (it: ReturnType<typeof open>) => ({ ...it.event, senderFrame: { ...it.mainFrame, origin: 'null' } }),
    ],
  ])('refuses %s on every channel, loudly', async (_name, eventOf) => {
    const opened = open();
    const event = eventOf(opened);
    await expect(invoke(IPC.call, event, 'app.info', {})).rejects.toThrow('refused');
    await expect(invoke(IPC.subscribe, event, 'lot', 1, null)).rejects.toThrow('refused');
    await expect(invoke(IPC.unsubscribe, event, 1)).rejects.toThrow('refused');
    expect(opened.core.screens).toEqual([]);
    expect(log.error).toHaveBeenCalledTimes(3);
  });

  const cycle: Record<string, unknown> = {};
  cycle['self'] = cycle;
  it.each([
    ['an unknown call', IPC.call, ['app.quit', {}]],
    ['a call that is no name', IPC.call, [{ toString: 'app.info' }, {}]],
    ['an inherited name', IPC.call, ['constructor', {}]],
    ['one argument too many', IPC.call, ['app.info', {}, 1]],
    ['an input too large', IPC.call, ['app.info', 'x'.repeat(MAX_MESSAGE_BYTES)]],
    ['an input JSON cannot hold', IPC.call, ['app.info', 1n]],
    ['an input that contains itself', IPC.call, ['app.info', cycle]],
    ['an unknown feed', IPC.subscribe, ['secrets', 1, null]],
    ['a subscription below 1', IPC.subscribe, ['lot', 0, null]],
    ['a broken position', IPC.subscribe, ['lot', 1, { epoch: 1, seq: 'x' }]],
    ['a missing position', IPC.subscribe, ['lot', 1]],
    ['a subscription that is no number', IPC.unsubscribe, ['1']],
  ])('refuses %s, loudly', async (_name, channel, args) => {
    const { core, event } = open();
    await expect(invoke(channel, event, ...args)).rejects.toThrow('refused');
    expect(core.screens.flatMap((screen) => screen.log).filter(([what]) => what !== 'setVisible')).toEqual(
      [],
    );
    expect(log.error).toHaveBeenCalledOnce();
  });

  it('ends the session when the page goes, and the next page gets none of its frames', async () => {
    const { core, event, webContents } = open();
    await invoke(IPC.subscribe, event, 'lot', 1, null);
    webContents.emit('did-navigate');
    expect(core.screens[0]?.log.at(-1)).toEqual(['close']);
    await invoke(IPC.subscribe, event, 'lot', 1, null);
    core.screens[0]?.send([]);
    expect(webContents.send).not.toHaveBeenCalled();
    core.screens[1]?.send([]);
    expect(webContents.send).toHaveBeenCalledOnce();
  });

  it.each(['render-process-gone', 'destroyed'])('ends the session on %s', async (name) => {
    const { core, event, webContents } = open();
    await invoke(IPC.subscribe, event, 'lot', 1, null);
    webContents.emit(name);
    expect(core.screens[0]?.log.at(-1)).toEqual(['close']);
  });

  it('takes nothing more from a window that is gone', async () => {
    const { event, webContents } = open();
    webContents.emit('destroyed');
    await expect(invoke(IPC.call, event, 'app.info', {})).rejects.toThrow('refused');
  });

  it('passes to the session whether the window is visible', async () => {
    const { core, event, window } = open();
    await invoke(IPC.subscribe, event, 'lot', 1, null);
    window.shown = false;
    window.emit('hide');
    window.shown = true;
    window.emit('show');
    expect(core.screens[0]?.log.slice(-2)).toEqual([
      ['setVisible', false],
      ['setVisible', true],
    ]);
  });
});
