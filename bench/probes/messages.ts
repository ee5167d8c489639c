import { setTimeout as sleep } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { EVERY_CHANGE } from '../../shared/list-filter.ts';
import { MAX_DELTA_ROWS, SNAPSHOT_ROWS } from '../../main/feeds/journal-feed.ts';
import { FeedSession, FRAME_MS } from '../../main/feeds/session.ts';
import type { Frame } from '../../shared/frame.ts';
import type { TaggedFrame } from '../../shared/wire.ts';
import { changeEvent } from '../data/change-event.ts';
import { probeArguments, reportProbe } from '../measure/probe.ts';

/**
 * Events on their way to a window, at a steady rate: through the product's FeedSession (`session`), or one message per
 * event (`single`, the reference), or nowhere (`none`: what making the events costs, which is taken off both). The feed hears of every event by itself, the worst a journal can do. The window is a thread
 * that gets them by structured clone, as over Electron's IPC. Costs are processor time of both ends. What is
 * more than a screen can show travels as a snapshot of the newest rows (JournalFeed).
 */
const SECONDS = 3;
const WARM_UP_MS = 700;

const [mode = '', rateText = ''] = probeArguments(2);
const rate = Number(rateText);
const receiver = `
  const { parentPort } = require('node:worker_threads');
  let messages = 0, rows = 0, newest = 0;
  parentPort.on('message', (frames) => {
    if (frames === 'end') { parentPort.postMessage({ messages, rows, newest }); messages = rows = 0; return; }
    messages += 1;
    for (const { frame } of frames) { rows += frame.data.rows.length; newest = frame.seq; }
  });`;
const window = new Worker(receiver, { eval: true });
const ended = (): Promise<{ messages: number; rows: number; newest: number }> =>
  new Promise((resolve) => {
    window.once('message', resolve);
    window.postMessage('end');
  });

/** What was made and not read yet, newest last. */
let waiting: ReturnType<typeof changeEvent>[] = [];
let notify = (): void => undefined;
const feed = {
  name: 'changes',
  since: (position: { readonly seq: number } | null): readonly Frame[] => {
    const rows = waiting.toReversed();
    waiting = [];
    const newest = rows[0]?.seq ?? position?.seq ?? 0;
    const mark = { feed: 'changes', epoch: 'bench', seq: newest } as const;
    const isTooMuch = rows.length > MAX_DELTA_ROWS;
    if (position === null || isTooMuch) {
      const data = { rows: rows.slice(0, SNAPSHOT_ROWS), more: isTooMuch, hides: false };
      return [{ ...mark, after: 0, kind: 'snapshot', data }];
    }
    if (rows.length === 0) return [];
    return [{ ...mark, after: position.seq, kind: 'delta', data: { rows, hides: false } }];
  },
  onChange: (listener: (change: 'more') => void) => {
    notify = () => listener('more');
    return () => undefined;
  },
} as const;
const send = (frames: readonly TaggedFrame[]): void => window.postMessage(frames);
const failed = (error: unknown): void => {
  throw error;
};
let take = (event: ReturnType<typeof changeEvent>): void => void event;
if (mode === 'session') {
  new FeedSession({ alerts: feed, changes: feed, lot: feed, scores: feed }, send, failed).subscribe(
    1,
    'changes',
    null,
    EVERY_CHANGE,
  );
  take = (event) => {
    waiting.push(event);
    notify();
  };
} else if (mode === 'single') {
  take = (event) => {
    const data = { rows: [event], hides: false };
    const frame = { feed: 'changes', epoch: 'bench', after: event.seq - 1, seq: event.seq } as const;
    send([{ subscription: 1, frame: { ...frame, kind: 'delta', data } }]);
  };
}

let seq = 0;
async function run(milliseconds: number): Promise<number> {
  const from = performance.now();
  const first = seq;
  for (let elapsed = 0; elapsed < milliseconds; elapsed = performance.now() - from) {
    const due = first + Math.floor((Math.min(elapsed, milliseconds) * rate) / 1000);
    for (; seq < due; seq += 1) take(changeEvent(seq + 1));
    await sleep(1);
  }
  await sleep(2 * FRAME_MS);
  return performance.now() - from;
}

await run(WARM_UP_MS);
await ended();
const before = seq;
const cpu = process.cpuUsage();
const took = await run(SECONDS * 1000);
const { messages, rows, newest } = await ended();
const { user, system } = process.cpuUsage(cpu);
const sent = seq - before;
if (mode !== 'none' && newest !== seq)
  throw new Error(`Events up to ${seq} went out, up to ${newest} arrived`);
await window.terminate();
reportProbe({
  ms: took,
  messages,
  events: sent,
  rows,
  frames: took / FRAME_MS,
  usPerEvent: (user + system) / sent,
});
