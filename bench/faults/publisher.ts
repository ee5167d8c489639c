import { parentPort, workerData } from 'node:worker_threads';
import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import { appendEvents } from '../../main/store/journal/journal.ts';
import { readIdentity } from '../../main/store/meta.ts';
import { openWriter, transaction } from '../../main/store/open.ts';

/**
 * Makes events on a console at a steady rate, as a job does: journal and outbox in one transaction. A thread of the
 * console's own process, so that a kill of the console is a kill of it.
 */
const { dataDir, perSecond, name } = z
  .object({ dataDir: z.string(), perSecond: z.number(), name: z.string() })
  .parse(workerData);
const BATCH_MS = 20;
/** With an event's old price it identifies every event, whatever its id. */
const RUN = uuidv7();

const db = openWriter(dataDir);
const { instanceId } = readIdentity(db);
const facts = {
  year: 2026,
  make: 'Ford',
  model: 'F-150',
  trim: null,
  condition: 'new',
  dealerName: name,
} as const;
let [made, running] = [0, true];
const from = performance.now();
const timer = setInterval(() => {
  const due = Math.floor(((performance.now() - from) * perSecond) / 1000);
  const events = Array.from({ length: Math.max(0, due - made) }, (_, i) => {
    const number = made + i;
    // 500 vehicles that move again and again, so that the state has something to win.
    const vin = `1FTFW1E5${String(number % 500).padStart(9, '0')}`;
    const old = 4_000_000 + number;
    return {
      id: uuidv7(),
      type: 'price:change',
      vin,
      dealerId: name,
      old,
      new: old + 100,
      deltaPct: 0,
      currency: null,
      facts,
      groupId: null,
    } as const;
  });
  made += events.length;
  const context = {
    source: name,
    runId: RUN,
    origin: instanceId,
    ts: Date.now(),
    recordedAt: Date.now(),
    sample: false,
  };
  if (running && events.length > 0) transaction(db, () => appendEvents(db, context, events));
}, BATCH_MS);
parentPort?.on('message', () => {
  running = false;
  clearInterval(timer);
  db.close();
  parentPort?.postMessage('stopped');
  parentPort?.close();
});
