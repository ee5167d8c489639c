import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { CONDITIONS } from '../../shared/listing.ts';
import { normaliseVin } from '../../shared/vin.ts';
import type { HttpApi } from '../adapter.ts';
import { refuse } from './refuse.ts';

const MAX_LIMIT = 500;
const text = z.string().trim().min(1).max(200).optional();
const flag = z.enum(['true', 'false']).optional();

const querySchema = z.strictObject({
  dealerId: text,
  vin: text,
  source: text,
  make: text,
  model: text,
  condition: z.enum(CONDITIONS).optional(),
  gone: flag,
  sample: flag,
  /** `next` of the page before. */
  after: z.coerce.number().int().min(0).optional(),
  limit: z.coerce.number().int().min(1).max(MAX_LIMIT).optional(),
});

/** `GET /api/vehicles` in pages, `GET /api/vehicles/:vin` with history and explanation. */
export function serveVehicles(app: FastifyInstance, httpApi: HttpApi): void {
  app.get('/api/vehicles', async (request, reply) => {
    const parsed = querySchema.safeParse(request.query);
    if (!parsed.success) {
      const [issue] = parsed.error.issues;
      const what = issue?.path.join('.') || 'The query';
      return refuse(
        reply,
        400,
        `${what}: ${issue?.message ?? 'bad value'}. There are ${Object.keys(querySchema.shape).join(', ')}.`,
      );
    }
    const query = parsed.data;
    return httpApi.vehicles({
      dealer: query.dealerId ?? null,
      vin: query.vin === undefined ? null : normaliseVin(query.vin),
      source: query.source ?? null,
      make: query.make ?? null,
      model: query.model ?? null,
      condition: query.condition ?? null,
      gone: query.gone === 'true',
      sample: query.sample === 'true',
      after: query.after ?? 0,
      limit: query.limit ?? 100,
    });
  });

  app.get<{ Params: { vin: string } }>('/api/vehicles/:vin', async (request, reply) => {
    const vin = normaliseVin(request.params.vin);
    const vehicle = await httpApi.vehicle(vin);
    return vehicle ?? refuse(reply, 404, `No source has listed ${vin}; check the VIN.`, 'not-found');
  });
}
