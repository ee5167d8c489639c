import { contextBridge, ipcRenderer } from 'electron';
import { CALLS, FEEDS, IPC } from '../shared/channels.ts';
import type { Frame } from '../shared/frame.ts';
import type { Bridge, TaggedFrame } from '../shared/wire.ts';

/** `window.lotwatch`, derived from the channel list. No logic here: main checks what comes through. */
const receivers = new Map<number, (frame: Frame) => void>();
let nextSubscription = 1;

ipcRenderer.on(IPC.frames, (_event, frames: readonly TaggedFrame[]) => {
  for (const { subscription, frame } of frames) receivers.get(subscription)?.(frame);
});

const known = (list: readonly string[], name: string): void => {
  if (!list.includes(name)) throw new Error(`lotwatch has no "${name}"`);
};

const bridge: Bridge = {
  adapter: 'desktop',
  call: async (name, input) => {
    known(CALLS, name);
    return ipcRenderer.invoke(IPC.call, name, input);
  },
  subscribe: (feed, position, filter, onFrame) => {
    known(FEEDS, feed);
    const subscription = nextSubscription++;
    receivers.set(subscription, onFrame);
    // Unanswered on purpose: a refusal is a fault of ours and shows as an unhandled rejection.
    void ipcRenderer.invoke(IPC.subscribe, feed, subscription, position, filter);
    return () => {
      if (receivers.delete(subscription)) void ipcRenderer.invoke(IPC.unsubscribe, subscription);
    };
  },
};

contextBridge.exposeInMainWorld('lotwatch', bridge);
