import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { ALERT_STATES } from '../../shared/alerts/alert.ts';
import type { HttpApi } from '../adapter.ts';
import { refuse } from './refuse.ts';

/** Each has up to 50 vehicles with it. */
const MAX_LIMIT = 100;

const querySchema = z.strictObject({
  state: z.enum(ALERT_STATES).optional(),
  rule: z.string().trim().min(1).max(80).optional(),
  since: z.iso.datetime({ offset: true }).optional(),
  /** `next` of the page before. */
  before: z.coerce.number().int().positive().optional(),
  limit: z.coerce.number().int().min(1).max(MAX_LIMIT).default(MAX_LIMIT),
});

/** `GET /api/alerts`: what fired, newest first, in pages. */
export function serveAlerts(app: FastifyInstance, httpApi: HttpApi): void {
  app.get('/api/alerts', async (request, reply) => {
    const parsed = querySchema.safeParse(request.query);
    if (!parsed.success) {
      const [issue] = parsed.error.issues;
      const what = issue?.path.join('.') || 'The query';
      const known = Object.keys(querySchema.shape).join(', ');
      return refuse(reply, 400, `${what}: ${issue?.message ?? 'bad value'}. There are ${known}.`);
    }
    const { state, rule, since, before, limit } = parsed.data;
    return httpApi.alerts({
      states: state === undefined ? [] : [state],
      ruleId: rule ?? null,
      since: since === undefined ? null : Date.parse(since),
      before: before ?? null,
      limit,
    });
  });
}
