import { z } from 'zod';
import {
  deltaPct,
  factsSchema,
  MONEY_EVENT_TYPES,
  msrpChangeSchema,
  SCORE_REASONS,
  scoreBaselineBodySchema,
  scoreEventBodySchema,
  scoreTripleSchema,
  scoreUpdateSchema,
  type MoneyChange,
  type ScoreReason,
  type ScoreUpdate,
} from '../../shared/events.ts';
import { toCents } from '../../shared/units.ts';
import type { LoggedEntry } from '../bus/bus.ts';
import type { OutsideEvent } from '../store/journal/journal.ts';
import type { RemotePatch } from '../store/sharing/remote-listings.ts';
import { checkFacts, isUuid, plainMoney, remembered } from './plain-money.ts';

/** What comes from outside, checked before it touches anything of ours. All of these throw on what they cannot take. */

export type FromLog = { readonly event: OutsideEvent; readonly patch: RemotePatch | null };

const idSchema = z.uuid();
const moneyTypeSchema = z.enum(MONEY_EVENT_TYPES);
const moneyExtraSchema = z.object({
  currency: z.string().max(3).nullable().default(null),
  groupId: z.string().max(200).nullable().default(null),
});
const scoreExtraSchema = scoreEventBodySchema.pick({ previous: true, coverage: true });
const baselineSchema = scoreBaselineBodySchema.extend({
  ts: z.iso.datetime({ offset: true }),
  source: z.string(),
  runId: z.string(),
});
const positionSchema = z.object({
  n: z.number().int().positive(),
  epoch: z.string().min(1),
  origin: z.string().min(1).max(100),
});

/** Of a time that was checked; most events of a run share it. */
const timeOf = remembered(Date.parse);
const moneyExtra = remembered((json) => moneyExtraSchema.parse(JSON.parse(json === '' ? '{}' : json)));

/** @throws ZodError or SyntaxError saying which part of the entry cannot be used. */
export function fromLogEntry(entry: LoggedEntry): FromLog {
  const { n, origin, facts } = entry;
  if (!isPlaced(entry)) positionSchema.parse(entry);
  const id = isUuid(entry.id) ? entry.id : idSchema.parse(entry.id);
  checkFacts(facts);
  const payload: unknown = JSON.parse(entry.json);
  if (entry.type === 'ai-scores:update') {
    const update = scoreUpdateSchema.parse(payload);
    const { avi, ati, cis } = update;
    const extra = scoreExtraSchema.parse(JSON.parse(entry.extra === '' ? '{}' : entry.extra));
    const event = { ...scoreEvent(update, extra), id, origin, facts };
    const scores = JSON.stringify({ avi, ati, cis });
    return { event, patch: { dealerId: event.dealerId, vin: event.vin, origin, scores, facts, n } };
  }
  if (entry.type === 'ai-scores:baseline') {
    const { scored, ts, source, runId } = baselineSchema.parse(payload);
    const event = {
      ...NO_MONEY,
      id,
      type: entry.type,
      vin: '',
      dealerId: '',
      source,
      runId,
      origin,
      ts: Date.parse(ts),
      facts,
    };
    return { event: { ...event, body: JSON.stringify({ scored }) }, patch: null };
  }
  const type = moneyTypeSchema.parse(entry.type);
  const change = plainMoney(payload, id) ?? msrpChangeSchema.parse(payload);
  const event = moneyEvent(type, change, id, origin, facts, moneyExtra(entry.extra));
  const { dealerId, vin, new: amount } = event;
  const patch =
    type === 'msrp:change'
      ? { dealerId, vin, origin, msrp: amount, facts, n }
      : { dealerId, vin, origin, price: amount, facts, n };
  return { event, patch };
}

const isPlaced = ({ n, epoch, origin }: LoggedEntry): boolean =>
  Number.isSafeInteger(n) && n > 0 && epoch !== '' && origin !== '' && origin.length <= 100;

/** Who published it: external publishers have no id. */
export const FOREIGN_ORIGIN = 'foreign';

/** A payload received on a channel; null for one with an id, which comes through the log. `id` is what it gets from us. */
export function fromChannel(
  type: string,
  json: string,
  id: string,
  factsOf: (vin: string) => string,
): OutsideEvent | null {
  const payload: unknown = JSON.parse(json);
  const part = { id, origin: FOREIGN_ORIGIN };
  if (type === 'ai-scores:update') {
    const update = scoreUpdateSchema.parse(payload);
    if (update.id !== undefined) return null;
    const known = {
      avi: Number(update.avi !== null),
      ati: Number(update.ati !== null),
      cis: Number(update.cis !== null),
    };
    return {
      ...scoreEvent(update, { previous: null, coverage: known }),
      ...part,
      facts: factsOf(update.vin),
    };
  }
  const change = msrpChangeSchema.parse(payload);
  if (change.id !== undefined) return null;
  return moneyEvent(moneyTypeSchema.parse(type), change, id, FOREIGN_ORIGIN, factsOf(change.vin), NO_EXTRA);
}

const stateSchema = z.object({
  origin: z.string(),
  msrp: z.number().nullable().optional(),
  price: z.number().nullable().optional(),
  scores: scoreTripleSchema.optional(),
  facts: factsSchema,
  n: z.number().int(),
});

/** A field of the log's state hash. */
export function fromState(field: string, json: string): RemotePatch {
  const { scores, facts, msrp, price, ...rest } = stateSchema.parse(JSON.parse(json));
  const bar = field.lastIndexOf('|');
  return {
    dealerId: field.slice(0, bar),
    vin: field.slice(bar + 1),
    ...rest,
    facts: JSON.stringify(facts),
    ...(typeof msrp === 'number' ? { msrp: toCents(msrp) } : {}),
    ...(typeof price === 'number' ? { price: toCents(price) } : {}),
    ...(scores === undefined
      ? {}
      : { scores: JSON.stringify({ avi: scores.avi, ati: scores.ati, cis: scores.cis }) }),
  };
}

const NO_MONEY = {
  feed: 'scores',
  old: null,
  new: null,
  deltaPct: null,
  currency: null,
  groupId: null,
} as const;

const NO_EXTRA = { currency: null, groupId: null } as const;

type Body = Pick<OutsideEvent, Exclude<keyof OutsideEvent, 'id' | 'origin' | 'facts'>>;

/** Written out in one piece: copies of it cost more than its checks. */
function moneyEvent(
  type: OutsideEvent['type'],
  change: MoneyChange,
  id: string,
  origin: string,
  facts: string,
  extra: z.infer<typeof moneyExtraSchema>,
): OutsideEvent {
  const old = change.old === undefined || change.old === null ? null : toCents(change.old);
  const now = toCents(change.new);
  const { dealerId = '', source = '', runId = '' } = change;
  return {
    feed: 'changes',
    id,
    type,
    vin: change.vin,
    dealerId,
    source,
    runId,
    origin,
    ts: timeOf(change.ts),
    old,
    new: now,
    deltaPct: change.deltaPct ?? deltaPct(old, now),
    currency: extra.currency,
    facts,
    body: null,
    groupId: extra.groupId,
  };
}

function scoreEvent(update: ScoreUpdate, rest: z.infer<typeof scoreExtraSchema>): Body {
  const { vin, dealerId = '', source = '', runId = '', avi, ati, cis } = update;
  const body = JSON.stringify({ avi, ati, cis, ...reasonOf(update.reason), ...rest });
  return {
    ...NO_MONEY,
    type: 'ai-scores:update',
    vin,
    dealerId,
    source,
    runId,
    ts: Date.parse(update.ts),
    body,
  };
}

function reasonOf(reason: string): { reason: ScoreReason; said?: string } {
  const known = SCORE_REASONS.find((name) => name === reason);
  return known === undefined ? { reason: 'other', said: reason } : { reason: known };
}

/** In a line: which field, what is wrong with it. */
export function whyRefused(error: unknown): string {
  if (error instanceof z.ZodError) {
    const [issue] = error.issues;
    return `${issue?.path.join('.') || 'the payload'}: ${issue?.message ?? 'not valid'}`;
  }
  return error instanceof SyntaxError ? 'not JSON' : error instanceof Error ? error.message : String(error);
}
