import type { z } from 'zod';
import {
  presenceEventBodySchema,
  scoreBaselineBodySchema,
  scoreEventBodySchema,
  statusEventBodySchema,
  type EventHead,
  type EventOf,
  type EventType,
  type MoneyEvent,
} from '../../../shared/events.ts';
import { toUnits } from '../../../shared/units.ts';
import { readJson } from '../stored.ts';

/** Columns of the journal that differ by kind: money kinds use the first five, all others `body`, as JSON. */
export type OwnColumns = {
  /** Cents. */
  readonly old: number | null;
  readonly new: number | null;
  readonly delta_pct: number | null;
  readonly currency: string | null;
  readonly body: string | null;
};

/** What an event of a kind has beyond what all have. */
export type OwnOf<Type extends EventType> = Omit<EventOf<Type>, keyof EventHead | 'type'>;

/** Events of these kinds keep what is theirs in `body`. */
export type BodyType = Exclude<EventType, MoneyEvent['type']>;

const money = ({ old, new: now, delta_pct: deltaPct, currency }: OwnColumns): OwnOf<MoneyEvent['type']> => {
  const delta = old === null ? null : (now ?? 0) - old;
  return { old: toUnits(old), new: toUnits(now ?? 0), delta: toUnits(delta), deltaPct, currency };
};

/** @param fallback counts, part by part, for what cannot be read: a damaged row's, or a later version's */
const inBody =
  <T>(what: string, schema: z.ZodType<T>, fallback: T) =>
  ({ body }: Pick<OwnColumns, 'body'>): T =>
    readJson(what, body ?? '', schema, fallback);

/** How each kind is read back from its row. */
export const STORED_KINDS = {
  'msrp:change': money,
  'price:change': money,
  'vehicle:status': inBody('Status of an event', statusEventBodySchema, { old: null, new: 'unavailable' }),
  'vehicle:presence': inBody('What became of a vehicle', presenceEventBodySchema, {
    ...{ state: 'gone', price: null, currency: null, missingSince: null, held: false },
  }),
  'ai-scores:update': inBody('Scores of an event', scoreEventBodySchema, {
    ...{ avi: null, ati: null, cis: null, previous: null, coverage: { avi: 0, ati: 0, cis: 0 } },
    // What a later version gave as its reason.
    reason: 'other',
  }),
  'ai-scores:baseline': inBody('Scores of an event', scoreBaselineBodySchema, { scored: 0 }),
} as const satisfies { readonly [Type in EventType]: (columns: OwnColumns) => OwnOf<Type> };
