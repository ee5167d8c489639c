import { EVENT_TYPES, kindOf } from '../../shared/event-kinds.ts';
import type { JournalEvent } from '../../shared/events.ts';

/** Events as the incumbent's clients read them from a stream of server-sent events. */

/** Of the stream, but of no journal: what fired just now. */
export const ALERT = 'alert';

export const STREAM_TYPES: readonly string[] = [
  ...EVENT_TYPES.flatMap((type) => kindOf(type).stream?.name ?? []),
  ALERT,
];

/** Null where the event is none of the stream. */
export const streamTypeOf = ({ type }: JournalEvent): string | null => kindOf(type).stream?.name ?? null;

/** One block; without an id a client that reconnects resumes from the last one it had. */
export function block(type: string, id: string | null, timestamp: string, data: unknown): string {
  const line = JSON.stringify({ type, timestamp, data });
  return `event: ${type}\n${id === null ? '' : `id: ${id}\n`}data: ${line}\n\n`;
}

/** The event's block, or null where it is none of the stream. */
export function eventBlock(event: JournalEvent, epoch: string): string | null {
  const { stream } = kindOf(event.type);
  if (stream === null) return null;
  // Additive: who made it, where that is not this console.
  // Another console's is like ours: its shape is the one that clients know.
  const from = event.from === 'program' ? { from: event.from } : {};
  return block(stream.name, `${epoch}-${event.seq}`, event.ts, { ...stream.data(event), ...from });
}

/** A position in the journal; `gap` = the newest gap behind it that was told, 0 = none. */
export type StreamPosition = { readonly epoch: string; readonly seq: number; readonly gap: number };

/** As an id; that of an event is the one without a gap. */
export const positionId = ({ epoch, seq, gap }: StreamPosition): string =>
  gap === 0 ? `${epoch}-${seq}` : `${epoch}-${seq}.${gap}`;

/** The position in an id of ours, or null where the text is none. */
export function parseId(id: string): StreamPosition | null {
  const [, epoch, seq, gap = '0'] = /^(.{1,100})-(\d{1,15})(?:\.(\d{1,15}))?$/.exec(id) ?? [];
  return epoch === undefined ? null : { epoch, seq: Number(seq), gap: Number(gap) };
}
