import { beforeEach, expect, it, vi } from 'vitest';
import { CALLS, FEEDS, IPC } from '../shared/channels.ts';
import type { Bridge } from '../shared/wire.ts';

const electron = vi.hoisted(() => ({
  exposed: new Map<string, unknown>(),
  invoke: vi.fn(async () => 'answer'),
  listeners: new Map<string, (event: unknown, frames: unknown) => void>(),
}));
vi.mock('electron', () => ({
  contextBridge: { exposeInMainWorld: (key: string, value: unknown) => electron.exposed.set(key, value) },
  ipcRenderer: {
    invoke: electron.invoke,
    on: (channel: string, listener: () => void) => electron.listeners.set(channel, listener),
  },
}));
await import('./preload.ts');
const bridge = electron.exposed.get('lotwatch') as Bridge;
beforeEach(() => void electron.invoke.mockClear());

it('puts exactly adapter, call and subscribe on window.lotwatch', () => {
  expect([...electron.exposed.keys()]).toEqual(['lotwatch']);
  expect(Object.keys(bridge).sort()).toEqual(['adapter', 'call', 'subscribe']);
  expect(bridge.adapter).toBe('desktop');
});

it('passes every call of the list on, and no other', async () => {
  for (const name of CALLS) expect(await bridge.call(name, { a: 1 })).toBe('answer');
  expect(electron.invoke.mock.calls).toEqual(CALLS.map((name) => [IPC.call, name, { a: 1 }]));
  await expect(bridge.call('app.quit' as 'app.info', {})).rejects.toThrow('lotwatch has no "app.quit"');
});

it('hands frames to their subscription, without the event, until it is ended', () => {
  const got: unknown[][] = [];
  const ends = FEEDS.map((feed) =>
    bridge.subscribe(feed, null, {} as never, (...args) => void got.push([feed, ...args])),
  );
  const ids = (electron.invoke.mock.calls as unknown[][]).map((call) => call[2]);
  expect(new Set(ids).size).toBe(FEEDS.length);
  const frames = ids.map((subscription) => ({ subscription, frame: { of: subscription } }));
  electron.listeners.get(IPC.frames)?.({ sender: 'raw' }, frames);
  expect(got).toEqual(FEEDS.map((feed, index) => [feed, { of: ids[index] }]));
  for (const end of ends) end();
  for (const end of ends) end();
  electron.listeners.get(IPC.frames)?.({}, frames);
  expect(got).toHaveLength(FEEDS.length);
  const ended = (electron.invoke.mock.calls as unknown[][]).filter(
    ([channel]) => channel === IPC.unsubscribe,
  );
  expect(ended.map((call) => call[1])).toEqual(ids);
});
