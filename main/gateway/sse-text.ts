import type { JournalEvent } from '../../shared/events.ts';

/** Events as the incumbent's clients read them from a stream of server-sent events. */

export const STREAM_TYPES = ['msrp-change', 'price-change', 'ai-score-update'] as const;
export type StreamType = (typeof STREAM_TYPES)[number];

const NAMES: Readonly<Record<JournalEvent['type'], StreamType | null>> = {
  'msrp:change': 'msrp-change',
  'price:change': 'price-change',
  'ai-scores:update': 'ai-score-update',
  // A summary for screens: its scores are read from /api/vehicles.
  'ai-scores:baseline': null,
};

export const streamTypeOf = (event: JournalEvent): StreamType | null => NAMES[event.type];

/** One block; without an id a client that reconnects resumes from the last one it had. */
export function block(type: string, id: string | null, timestamp: string, data: unknown): string {
  const line = JSON.stringify({ type, timestamp, data });
  return `event: ${type}\n${id === null ? '' : `id: ${id}\n`}data: ${line}\n\n`;
}

/** The event's block, or null where it is none of the stream. */
export function eventBlock(event: JournalEvent, epoch: string): string | null {
  const type = streamTypeOf(event);
  if (type === null) return null;
  return block(type, `${epoch}-${event.seq}`, event.ts, dataOf(event));
}

function dataOf(event: JournalEvent): unknown {
  if (event.type === 'ai-scores:baseline') return null;
  const { vin } = event;
  if (event.type !== 'ai-scores:update') {
    return { vin, old: event.old, new: event.new, deltaPct: event.deltaPct };
  }
  const { avi, ati, cis } = event;
  // Other programs give reasons of their own.
  const reason = event.said ?? event.reason;
  return {
    vin,
    dealerId: event.dealerId === '' ? null : event.dealerId,
    reason,
    scores: { avi, ati, cis },
  };
}

/** The position in an id of ours, or null where the text is none. */
export function parseId(id: string): { readonly epoch: string; readonly seq: number } | null {
  const [, epoch, seq] = /^(.{1,100})-(\d{1,15})$/.exec(id) ?? [];
  return epoch === undefined ? null : { epoch, seq: Number(seq) };
}
