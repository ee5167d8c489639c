import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { EVENT_TYPES, isShared, kindOf, SHARED_TYPES } from '../../../shared/event-kinds.ts';
import type { EventType, JournalEvent } from '../../../shared/events.ts';
import type { LogEntry } from '../../bus/bus.ts';
import { JournalFeed } from '../../feeds/journal-feed.ts';
import { eventBlock } from '../../gateway/sse-text.ts';
import { openTestStore, type TestStore } from '../../store/fixture.ts';
import { CONTEXT, EVERY_KIND, idOf } from '../../store/journal/event.fixture.ts';
import { appendEvents, outsideWriter } from '../../store/journal/journal.ts';
import { eventsSince } from '../../store/journal/journal-read.ts';
import { changeRows, scoreRows } from '../../store/journal/list-rows.ts';
import { transaction } from '../../store/open.ts';
import { nextWaiting } from '../../store/sharing/outbox.ts';
import { useSharedLog } from '../../store/sharing/shared-logs.ts';
import { FOREIGN_ORIGIN } from '../foreign.ts';
import { fromChannel, fromLogEntry } from '../from-entry.ts';
import { toLogEntry } from '../to-entry.ts';

let here: TestStore;
let there: TestStore;
beforeEach(() => {
  [here, there] = [openTestStore(), openTestStore()];
});
afterEach(() => {
  here.close();
  there.close();
});

/** Journals the kind's event here and returns it as it goes into the shared log. */
function send(type: EventType): LogEntry {
  transaction(here.writer, () => {
    useSharedLog(here.writer, 'log', 0);
    appendEvents(here.writer, CONTEXT, [EVERY_KIND[type]]);
  });
  const [row] = nextWaiting(here.writer, 10);
  if (row === undefined) throw new Error('It waits for nothing');
  return toLogEntry(row, true);
}

const only = (store: TestStore): JournalEvent => {
  const [event] = eventsSince(store.reader, 0, 10, { local: true });
  if (event === undefined) throw new Error('The journal is empty');
  return event;
};

/** What a screen that opens is sent of the kind's list. */
async function rowsOf(store: TestStore, type: EventType): Promise<unknown> {
  const name = kindOf(type).list;
  const rows = { changes: changeRows, scores: scoreRows }[name];
  const onError = (error: unknown): never => {
    throw error;
  };
  const feed = new JournalFeed(name, (range) => rows(store.reader, range), {
    db: store.reader,
    epoch: 'e',
    onError,
  });
  const [frame] = await feed.since(null, null);
  return frame?.kind === 'snapshot' ? frame.data : frame;
}

describe.each(SHARED_TYPES)('%s', (type) => {
  it('is the same event after store, wire and another console, and a row of its list on both', async () => {
    const entry = send(type);
    expect(entry.announce).toBe(kindOf(type).channel);
    const { event, patch } = fromLogEntry({ ...entry, entry: '1-1', n: 1, epoch: 'e' });
    expect(patch === null).toBe(entry.state === null);
    transaction(there.writer, () => outsideWriter(there.writer, CONTEXT.recordedAt)(event));
    const sent = only(here);
    expect(sent).toMatchObject({ type, vin: EVERY_KIND[type].vin, dealerId: EVERY_KIND[type].dealerId });
    expect(only(there)).toEqual(sent);
    const row = { rows: [expect.objectContaining(sent)], more: false, hides: false };
    expect(await rowsOf(here, type)).toEqual(row);
    expect(await rowsOf(there, type)).toEqual(row);
  });

  it('goes to other programs as its channel has it, and comes from them', () => {
    const { json } = send(type);
    const { id: _id, ...payload } = JSON.parse(json) as Record<string, unknown>;
    const received = (text: string) =>
      fromChannel(type, text, idOf(99), () => JSON.stringify(EVERY_KIND[type].facts));
    expect(received(json), 'what has an id comes through the log').toBeNull();
    const event = received(JSON.stringify(payload));
    expect(event === null).toBe(!kindOf(type).channel);
    if (event === null) return;
    expect(event).toMatchObject({ id: idOf(99), type, origin: FOREIGN_ORIGIN });
    transaction(there.writer, () => outsideWriter(there.writer, 0)(event));
    const { columns } = kindOf(type);
    expect(columns(only(there))).toEqual(columns(only(here)));
  });

  it('is a block of the stream of server-sent events where it has a name there', () => {
    send(type);
    const name = kindOf(type).stream?.name ?? null;
    const block = eventBlock(only(here), 'e');
    if (name === null) expect(block).toBeNull();
    else expect(block).toMatch(new RegExp(`^event: ${name}\nid: e-1\ndata: \\{"type":"${name}"`));
  });
});

describe.each(EVENT_TYPES.filter((type) => !isShared(type)))('%s', (type) => {
  it('is a row of its list here, and goes nowhere else', async () => {
    expect(() => send(type)).toThrow('It waits for nothing');
    const stored = only(here);
    expect(stored).toMatchObject({ type, vin: EVERY_KIND[type].vin });
    expect(await rowsOf(here, type)).toEqual({
      rows: [expect.objectContaining(stored)],
      more: false,
      hides: false,
    });
    expect([...eventsSince(here.reader, 0, 10)]).toEqual([]);
    expect(eventBlock(stored, 'e')).toBeNull();
    const { channel, stream } = kindOf(type);
    expect({ channel, stream }).toEqual({ channel: false, stream: null });
  });

  it('is refused where it comes from outside', () => {
    const entry = send('price:change');
    const found = { ...entry, type, entry: '1-1', n: 1, epoch: 'e' };
    expect(() => fromLogEntry(found)).toThrow(/type|Invalid/i);
    expect(() => fromChannel(type, entry.json, idOf(99), () => '{}')).toThrow();
  });
});

it('no two kinds share a name on the stream', () => {
  const given = EVENT_TYPES.map((type) => kindOf(type).stream?.name).filter((name) => name !== undefined);
  expect(new Set(given).size).toBe(given.length);
});

it('a kind that only a later version knows waits in the outbox and holds nothing up', () => {
  send('msrp:change');
  here.writer.exec("UPDATE journal SET type = 'vehicle:moon'");
  expect(send('price:change').type).toBe('price:change');
});
