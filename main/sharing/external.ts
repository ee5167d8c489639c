import { EVENT_TYPES, kindOf } from '../../shared/event-kinds.ts';
import { MAX_TEXT, type Bus } from '../bus/bus.ts';
import type { Received } from './apply.ts';
import type { SharedLogWriter } from './tasks.ts';

/** What other programs may publish. */
const CHANNELS = EVENT_TYPES.filter((type) => kindOf(type).channel);
/** Received and not yet stored; beyond it a flood is dropped and counted instead of filling memory. */
const MAX_WAITING = 100_000;
const MAX_WAITING_CHARS = 32_000_000;
const BATCH = 1_000;
/** Characters of a payload that is refused for its length. */
const SHOWN = 1_000;
/** Payloads that came through the log carry an id; most of what a channel brings is that, and no work for the worker. */
const HAS_ID = /"id"\s*:\s*"[0-9a-fA-F-]{36}"/;

export type ExternalOptions = {
  readonly bus: Bus;
  readonly writeWorker: SharedLogWriter;
  readonly onTaken: (taken: { readonly accepted: number; readonly rejected: number }) => void;
  readonly onError: (error: unknown) => void;
};

/** Listens to the channels for events without an id and hands them to the worker in batches. Returns the way to end it. */
export function receiveExternal({ bus, writeWorker, onTaken, onError }: ExternalOptions): () => void {
  let waiting: Received[] = [];
  let chars = 0;
  let busy = false;
  let stopped = false;
  const flush = async (): Promise<void> => {
    busy = true;
    try {
      while (waiting.length > 0 && !stopped) {
        const received = waiting.slice(0, BATCH);
        waiting = waiting.slice(BATCH);
        chars -= received.reduce((sum, { json }) => sum + json.length, 0);
        try {
          onTaken(await writeWorker.run('ingestExternal', { received }).done);
        } catch (error) {
          onTaken({ accepted: 0, rejected: received.length });
          throw error;
        }
      }
    } catch (error) {
      onError(error);
    } finally {
      busy = false;
    }
  };
  const leave = CHANNELS.map((channel) =>
    bus.subscribe(channel, (json) => {
      if (HAS_ID.test(json) && json.length <= MAX_TEXT && json.startsWith('{')) return;
      if (waiting.length >= MAX_WAITING || chars >= MAX_WAITING_CHARS) {
        onTaken({ accepted: 0, rejected: 1 });
        return;
      }
      // Longer than anything sensible: its beginning suffices to refuse and to show it. Through bytes, as a slice would
      // keep all of it.
      const short = json.length <= MAX_TEXT ? json : Buffer.from(json.slice(0, SHOWN)).toString();
      waiting.push({ channel, json: short });
      chars += short.length;
      if (!busy) void flush();
    }),
  );
  return () => {
    stopped = true;
    for (const end of leave) end();
  };
}
