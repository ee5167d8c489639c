import { statusEventBodySchema, vehicleStatusSchema } from '../../../shared/events.ts';
import { NO_MONEY } from '../../store/journal/journal.ts';
import { STORED_KINDS } from '../../store/journal/kinds.ts';
import { tailOf, type Arrived, type WireKind } from './wire.ts';

/** What became of a vehicle: `vehicle:status`, of ours alone. */
export const statusKind: WireKind = {
  toWire: (row) => {
    const { old, new: now } = STORED_KINDS['vehicle:status'](row);
    return { payload: { vin: row.vin, old, new: now, ...tailOf(row) }, extra: {}, state: { status: now } };
  },
  fromLog: (payload) => {
    const change = vehicleStatusSchema.parse(payload);
    return { event: arrived(change), state: { status: change.new } };
  },
  fromChannel: (payload) => {
    const change = vehicleStatusSchema.parse(payload);
    return change.id === undefined ? arrived(change) : null;
  },
};

function arrived(change: ReturnType<typeof vehicleStatusSchema.parse>): Arrived {
  const { vin, dealerId = '', source = '', runId = '', old = null, new: now } = change;
  const body = JSON.stringify(statusEventBodySchema.parse({ old, new: now }));
  return {
    ...NO_MONEY,
    type: 'vehicle:status',
    vin,
    dealerId,
    source,
    runId,
    ts: Date.parse(change.ts),
    body,
  };
}
