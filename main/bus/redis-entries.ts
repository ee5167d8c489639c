import { z } from 'zod';
import { LotwatchError } from '../../shared/result.ts';
import { MAX_TEXT, type LoggedEntry } from './bus.ts';

/** The fields of an entry in the order in which the script that appends writes them (redis-script.ts). */
const FIELDS = ['n', 'epoch', 'id', 'type', 'json', 'facts', 'extra', 'origin'] as const;

const entriesSchema = z.array(z.unknown());
const anyEntrySchema = z.tuple([z.string(), z.array(z.string())]);

/** Entries as XRANGE and the inside of XREAD answer them. Fields that are missing are empty: the reader refuses them. */
export function parseEntries(reply: unknown): LoggedEntry[] {
  return entriesSchema.parse(reply).map((raw) => asWritten(raw) ?? inAnyOrder(raw));
}

/** The entry where it stands exactly as we write it, else null: looking twice at every field costs more than reading it. */
function asWritten(raw: unknown): LoggedEntry | null {
  if (!Array.isArray(raw) || raw.length !== 2) return null;
  const [entry, flat]: readonly unknown[] = raw;
  if (typeof entry !== 'string' || !Array.isArray(flat) || flat.length !== 2 * FIELDS.length) return null;
  for (let i = 0; i < FIELDS.length; i += 1) if (flat[2 * i] !== FIELDS[i]) return null;
  const values: readonly unknown[] = flat;
  const [, n, , epoch, , id, , type, , json, , facts, , extra, , origin] = values;
  return typeof n === 'string' &&
    typeof epoch === 'string' &&
    typeof id === 'string' &&
    typeof type === 'string' &&
    typeof json === 'string' &&
    typeof facts === 'string' &&
    typeof extra === 'string' &&
    typeof origin === 'string'
    ? cut({ entry, n: Number(n), epoch, id, type, json, facts, extra, origin })
    : null;
}

const TEXTS = ['epoch', 'id', 'type', 'json', 'facts', 'extra', 'origin'] as const;

/** A copy of the beginning of what is far too long: what is gathered stays small whatever others write. */
function cut(entry: LoggedEntry): LoggedEntry {
  if (sizeOf(entry) <= MAX_TEXT) return entry;
  const texts = TEXTS.map((name) => {
    const text = entry[name];
    // Through bytes: a slice would keep all of the text it is of.
    return [name, text.length > MAX_TEXT ? Buffer.from(text.slice(0, MAX_TEXT + 1)).toString() : text];
  });
  return { ...entry, ...Object.fromEntries(texts) };
}

/** Characters. */
export const sizeOf = (entry: LoggedEntry): number =>
  TEXTS.reduce((sum, name) => sum + entry[name].length, 0);

function inAnyOrder(raw: unknown): LoggedEntry {
  const [entry, flat] = anyEntrySchema.parse(raw);
  const fields = new Map<string, string>();
  for (let i = 0; i + 1 < flat.length; i += 2) fields.set(flat[i] ?? '', flat[i + 1] ?? '');
  const get = (name: (typeof FIELDS)[number]): string => fields.get(name) ?? '';
  return cut({
    entry,
    n: Number(get('n')),
    epoch: get('epoch'),
    id: get('id'),
    type: get('type'),
    json: get('json'),
    facts: get('facts'),
    extra: get('extra'),
    origin: get('origin'),
  });
}

/** XREAD of one stream: nothing, [[key, entries]] in RESP 2, {key: entries} in RESP 3. */
export function parseRead(reply: unknown, key: string): LoggedEntry[] {
  if (reply === null || reply === undefined) return [];
  if (Array.isArray(reply))
    return parseEntries(z.tuple([z.tuple([z.string(), z.unknown()])]).parse(reply)[0][1]);
  if (typeof reply === 'object' && key in reply)
    return parseEntries(Object.entries(reply).find(([name]) => name === key)?.[1]);
  throw new LotwatchError('unavailable', 'Redis answered a read of the log in an unknown form');
}
