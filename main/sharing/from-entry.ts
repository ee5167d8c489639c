import { z } from 'zod';
import { SHARED_TYPES, type SharedType } from '../../shared/event-kinds.ts';
import { amountSchema, factsSchema, scoreTripleSchema } from '../../shared/events.ts';
import { VEHICLE_STATUSES } from '../../shared/status.ts';
import { toCents } from '../../shared/units.ts';
import { MAX_TEXT, type LoggedEntry } from '../bus/bus.ts';
import type { EventRow } from '../store/journal/journal.ts';
import type { RemotePatch } from '../store/sharing/remote-listings.ts';
import { FOREIGN_ORIGIN } from './foreign.ts';
import { WIRE_KINDS } from './kinds/kinds.ts';
import { checkFacts, isUuid } from './kinds/plain-money.ts';

/** What comes from outside, checked before it touches anything of ours. All of these throw on what they cannot take. */

export type FromLog = { readonly event: EventRow; readonly patch: RemotePatch | null };

const idSchema = z.uuid();
const typeSchema = z.enum(SHARED_TYPES);
const textsSchema = z.object({
  json: z.string().max(MAX_TEXT),
  facts: z.string().max(MAX_TEXT),
  extra: z.string().max(MAX_TEXT),
  origin: z.string().min(1).max(100),
});

/** @throws ZodError or SyntaxError saying which part of the entry cannot be used. */
export function fromLogEntry(entry: LoggedEntry): FromLog {
  const { n, origin, facts } = entry;
  if (!isShort(entry)) textsSchema.parse(entry);
  const id = isUuid(entry.id) ? entry.id : idSchema.parse(entry.id);
  checkFacts(facts);
  const kind = WIRE_KINDS[isType(entry.type) ? entry.type : typeSchema.parse(entry.type)];
  const { event, state } = kind.fromLog(JSON.parse(entry.json), id, entry.extra);
  const { dealerId, vin } = event;
  return {
    event: { ...event, id, origin, facts },
    patch: state === null ? null : { dealerId, vin, origin, ...state, facts, n },
  };
}

const isType = (type: string): type is SharedType => Object.hasOwn(WIRE_KINDS, type);

const isShort = ({ json, facts, extra, origin }: LoggedEntry): boolean =>
  json.length <= MAX_TEXT &&
  facts.length <= MAX_TEXT &&
  extra.length <= MAX_TEXT &&
  origin !== '' &&
  origin.length <= 100;

/** A payload received on a channel; null for one with an id, which comes through the log. `id` is what it gets from us. */
export function fromChannel(
  type: string,
  json: string,
  id: string,
  factsOf: (vin: string) => string,
): EventRow | null {
  const payload: unknown = JSON.parse(json);
  const arrived = WIRE_KINDS[typeSchema.parse(type)].fromChannel?.(payload) ?? null;
  return arrived === null ? null : { ...arrived, id, origin: FOREIGN_ORIGIN, facts: factsOf(arrived.vin) };
}

const fieldSchema = z
  .string()
  .max(300)
  .regex(/^.{0,200}\|[^|]{1,64}$/s, 'not the name of a listing');
const stateSchema = z.object({
  origin: z.string().min(1).max(100),
  msrp: amountSchema.nullable().optional(),
  price: amountSchema.nullable().optional(),
  status: z.enum(VEHICLE_STATUSES).optional(),
  scores: scoreTripleSchema.optional(),
  facts: factsSchema,
  n: z.number().int().positive(),
});

/** A field of the log's state hash. */
export function fromState(field: string, json: string): RemotePatch {
  fieldSchema.parse(field);
  z.string().max(MAX_TEXT).parse(json);
  const { scores, facts, msrp, price, status, ...rest } = stateSchema.parse(JSON.parse(json));
  const bar = field.lastIndexOf('|');
  return {
    dealerId: field.slice(0, bar),
    vin: field.slice(bar + 1),
    ...rest,
    facts: JSON.stringify(facts),
    ...(typeof msrp === 'number' ? { msrp: toCents(msrp) } : {}),
    ...(typeof price === 'number' ? { price: toCents(price) } : {}),
    ...(status === undefined ? {} : { status }),
    ...(scores === undefined
      ? {}
      : { scores: JSON.stringify({ avi: scores.avi, ati: scores.ati, cis: scores.cis }) }),
  };
}

/** In a line: which field, what is wrong with it. */
export function whyRefused(error: unknown): string {
  if (error instanceof z.ZodError) {
    const [issue] = error.issues;
    return `${issue?.path.join('.') || 'the payload'}: ${issue?.message ?? 'not valid'}`;
  }
  return error instanceof SyntaxError ? 'not JSON' : error instanceof Error ? error.message : String(error);
}
