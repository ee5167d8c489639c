import { z } from 'zod';
import { factsSchema, MAX_AMOUNT, type MoneyChange } from '../../../shared/events.ts';

/**
 * A quick look that recognises what consoles themselves write, in front of the schemas (speed.md, P7: zod alone costs
 * three times the JSON.parse before it). Whatever it does not know for certain returns null and goes to the schemas, so
 * it decides nothing by itself; `plain-money.test.ts` holds it to them.
 */

const UUID = z.regexes.uuid();
const timeSchema = z.iso.datetime({ offset: true });
/** Texts that repeat from event to event are checked once; cleared when full, so that memory stays bounded. */
const KNOWN = 20_000;

export const isUuid = (value: unknown): value is string => typeof value === 'string' && UUID.test(value);

const isText = (value: unknown, least: number, most: number): value is string =>
  typeof value === 'string' && value.length >= least && value.length <= most;

const isOptionalText = (value: unknown, most: number): boolean =>
  value === undefined || isText(value, 0, most);

const isAmount = (value: unknown): value is number =>
  typeof value === 'number' &&
  value >= 0 &&
  value <= MAX_AMOUNT &&
  Math.abs(value * 100 - Math.round(value * 100)) < 1e-6;

/** What `read` returns for a text, called once for each of the latest texts; what it throws is not kept. */
export function remembered<T>(read: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    const found = known.get(text);
    if (found !== undefined) return found;
    const value = read(text);
    if (known.size >= KNOWN) known.clear();
    known.set(text, value);
    return value;
  };
}

/** @throws ZodError or SyntaxError on facts that cannot be used. */
export const checkFacts = remembered((json): true => {
  factsSchema.parse(JSON.parse(json));
  return true;
});

const isTime = remembered((text) => timeSchema.safeParse(text).success);

/**
 * The payload as it is where it is plainly a money change of one of ours, else null.
 * @param known an id that was checked: mostly the payload's own
 */
export function plainMoney(payload: unknown, known?: string): MoneyChange | null {
  if (typeof payload !== 'object' || payload === null) return null;
  // Of an object of any shape; each field is checked before it is accepted.
  const {
    vin,
    old,
    new: now,
    deltaPct,
    ts,
    id,
    dealerId,
    source,
    runId,
  } = payload as Record<string, unknown>;
  const isPlain =
    isText(vin, 1, 64) &&
    (old === null || isAmount(old)) &&
    isAmount(now) &&
    (deltaPct === null || (typeof deltaPct === 'number' && Number.isFinite(deltaPct))) &&
    typeof ts === 'string' &&
    isTime(ts) &&
    (id === undefined || id === known || isUuid(id)) &&
    isOptionalText(dealerId, 200) &&
    isOptionalText(source, 200) &&
    isOptionalText(runId, 64);
  return isPlain ? (payload as MoneyChange) : null;
}
