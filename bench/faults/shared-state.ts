import type { RedisServer } from '../../main/bus/redis-server.fixture.ts';
import { fromState } from '../../main/sharing/from-entry.ts';
import type { FaultConsole } from './console.ts';

/** Over all consoles. */
export type Count = { readonly missing: number; readonly double: number };

/** What publishers committed, beside what stands in every console's journal. */
export function countEvents(
  consoles: readonly FaultConsole[],
  publishers: readonly FaultConsole[],
): Count & { events: number } {
  const made = new Set<string>();
  for (const publisher of publishers) {
    for (const row of publisher.rows(`SELECT id FROM journal WHERE dealer_id = '${publisher.name}'`))
      made.add(String(row['id']));
  }
  let [missing, double] = [0, 0];
  for (const one of consoles) {
    const found = one.rows('SELECT id, run_id, old FROM journal');
    const ids = new Set(found.map((row) => String(row['id'])));
    for (const id of made) if (!ids.has(id)) missing += 1;
    // By what an event says, not by its id: the same change reported under two ids would be double, too.
    double +=
      found.length - new Set(found.map((row) => `${String(row['run_id'])} ${String(row['old'])}`)).size;
  }
  return { events: made.size, missing, double };
}

/** Listings of which a console's table says something else than the log's state (rules 22). */
export function differingState(console: FaultConsole, redis: RedisServer): number {
  const lines = redis.cli('--raw', 'HGETALL', '{lotwatch}:state').split('\n');
  const wanted = new Map<string, string>();
  for (let i = 0; i + 1 < lines.length; i += 2) {
    const { dealerId, vin, price, n } = fromState(lines[i] ?? '', lines[i + 1] ?? '');
    wanted.set(`${dealerId}|${vin}`, `${price} ${n}`);
  }
  const found = new Map(
    console
      .rows('SELECT dealer_id, vin, price, n FROM remote_listings')
      .map((row) => [
        `${String(row['dealer_id'])}|${String(row['vin'])}`,
        `${String(row['price'])} ${String(row['n'])}`,
      ]),
  );
  const fields = new Set([...wanted.keys(), ...found.keys()]);
  return [...fields].filter((field) => wanted.get(field) !== found.get(field)).length;
}
