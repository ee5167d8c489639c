import { z } from 'zod';
import { EVENT_KINDS } from '../../../shared/event-kinds.ts';
import {
  deltaPct,
  msrpChangeSchema,
  type MoneyChange,
  type MoneyEventType,
} from '../../../shared/events.ts';
import { toCents, toUnits } from '../../../shared/units.ts';
import { plainMoney, remembered } from './plain-money.ts';
import { parseExtra, tailOf, type Arrived, type WireKind } from './wire.ts';

const extraSchema = z.object({
  currency: z.string().max(3).nullable().default(null),
  groupId: z.string().max(200).nullable().default(null),
  /** Null = earlier versions and other programs do not say. */
  arrival: z.boolean().nullable().default(null),
});
type Extra = z.infer<typeof extraSchema>;
const NO_EXTRA: Extra = { currency: null, groupId: null, arrival: null };

/** Of a time that was checked; most events of a run share it. */
const timeOf = remembered(Date.parse);
const readExtra = remembered((json) => extraSchema.parse(parseExtra(json)));

/** Changes of MSRP and of the selling price: the same payload, each on its own channel. */
export const moneyKind = (type: MoneyEventType): WireKind => {
  const { field } = EVENT_KINDS[type];
  return {
    toWire: (row) => {
      const now = toUnits(row.new ?? 0);
      return {
        payload: {
          vin: row.vin,
          old: toUnits(row.old),
          new: now,
          deltaPct: row.delta_pct,
          ...tailOf(row),
        },
        // Only a first value comes with a vehicle or without one.
        extra: {
          ...{ currency: row.currency, groupId: row.group_id },
          ...(row.old === null ? { arrival: row.arrival === 1 } : {}),
        },
        state: { [field]: now },
      };
    },
    fromLog: (payload, id, extra) => {
      const change = plainMoney(payload, id) ?? msrpChangeSchema.parse(payload);
      const event = arrived(type, change, readExtra(extra));
      return { event, state: { [field]: event.new } };
    },
    fromChannel: (payload) => {
      const change = msrpChangeSchema.parse(payload);
      // What it says of the size of the move is reckoned again: it is theirs to be wrong about.
      return change.id === undefined ? arrived(type, { ...change, deltaPct: null }, NO_EXTRA) : null;
    },
  };
};

/** Written out in one piece: copies of it cost more than its checks. */
function arrived(type: MoneyEventType, change: MoneyChange, extra: Extra): Arrived {
  const old = change.old === undefined || change.old === null ? null : toCents(change.old);
  const now = toCents(change.new);
  const { dealerId = '', source = '', runId = '' } = change;
  return {
    type,
    vin: change.vin,
    dealerId,
    source,
    runId,
    ts: timeOf(change.ts),
    old,
    new: now,
    deltaPct: change.deltaPct ?? deltaPct(old, now),
    currency: extra.currency,
    body: null,
    groupId: extra.groupId,
    arrival: extra.arrival ?? old === null,
  };
}
