import { z } from 'zod';
import {
  SCORE_REASONS,
  scoreBaselineBodySchema,
  scoreEventBodySchema,
  scoreUpdateSchema,
  type ScoreReason,
  type ScoreUpdate,
} from '../../../shared/events.ts';
import { NO_MONEY } from '../../store/journal/journal.ts';
import { STORED_KINDS } from '../../store/journal/kinds.ts';
import { parseExtra, tailOf, type Arrived, type WireKind } from './wire.ts';

const extraSchema = scoreEventBodySchema.pick({ previous: true, coverage: true });

export const scoreUpdateKind: WireKind = {
  toWire: (row) => {
    const { previous, coverage, said, reason, avi, ati, cis } = STORED_KINDS['ai-scores:update'](row);
    const { ts, id, dealerId, source, runId } = tailOf(row);
    return {
      payload: { vin: row.vin, dealerId, reason: said ?? reason, avi, ati, cis, ts, id, source, runId },
      extra: { previous, coverage },
      state: { scores: { avi, ati, cis } },
    };
  },
  fromLog: (payload, _id, extra) => {
    const update = scoreUpdateSchema.parse(payload);
    const { avi, ati, cis } = update;
    const event = arrived(update, extraSchema.parse(parseExtra(extra)));
    return { event, state: { scores: JSON.stringify({ avi, ati, cis }) } };
  },
  fromChannel: (payload) => {
    const update = scoreUpdateSchema.parse(payload);
    if (update.id !== undefined) return null;
    const { avi, ati, cis } = update;
    const coverage = { avi: Number(avi !== null), ati: Number(ati !== null), cis: Number(cis !== null) };
    return arrived(update, { previous: null, coverage });
  },
};

function arrived(update: ScoreUpdate, rest: z.infer<typeof extraSchema>): Arrived {
  const { vin, dealerId = '', source = '', runId = '', avi, ati, cis } = update;
  const body = JSON.stringify({ avi, ati, cis, ...reasonOf(update.reason), ...rest });
  const ts = Date.parse(update.ts);
  return { ...NO_MONEY, type: 'ai-scores:update', vin, dealerId, source, runId, ts, body };
}

function reasonOf(reason: string): { reason: ScoreReason; said?: string } {
  const known = SCORE_REASONS.find((name) => name === reason);
  return known === undefined ? { reason: 'other', said: reason } : { reason: known };
}

const baselineSchema = scoreBaselineBodySchema.extend({
  ts: z.iso.datetime({ offset: true }),
  source: z.string(),
  runId: z.string(),
});

export const scoreBaselineKind: WireKind = {
  toWire: (row) => ({
    payload: { ...STORED_KINDS['ai-scores:baseline'](row), ...tailOf(row) },
    extra: {},
    state: null,
  }),
  fromLog: (payload) => {
    const { scored, ts, source, runId } = baselineSchema.parse(payload);
    const place = { vin: '', dealerId: '', source, runId, ts: Date.parse(ts) };
    const body = JSON.stringify({ scored });
    return { event: { ...NO_MONEY, type: 'ai-scores:baseline', ...place, body }, state: null };
  },
};
