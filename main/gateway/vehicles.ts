import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { CONDITIONS } from '../../shared/listing.ts';
import { normaliseVin } from '../../shared/vin.ts';
import type { ColumnFilter } from '../../shared/lot-list/filter.ts';
import { asksForList, type TypedList } from '../../shared/lot-list/typed.ts';
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
  /** `next` of the page before: a number, or of a list the text that it was. */
  after: z.string().trim().min(1).max(8_000).optional(),
  limit: z.coerce.number().int().min(1).max(MAX_LIMIT).optional(),
  /** Any of these asks for the inventory list; see `lotwatch vehicles --help`. */
  view: text,
  filter: z.union([z.string(), z.array(z.string())]).optional(),
  sort: text,
  columns: z.string().trim().min(1).max(1_000).optional(),
  search: text,
});
type Query = z.infer<typeof querySchema>;

/** The conditions that have a name of their own, as the list has them. */
function typedOf(query: Query): TypedList {
  const { filter = [], view, sort, columns, search } = query;
  const named = [
    ['dealer', query.dealerId],
    ['vin', query.vin === undefined ? undefined : normaliseVin(query.vin)],
    ['source', query.source],
    ['make', query.make],
    ['model', query.model],
    ['condition', query.condition],
  ] as const;
  const conditions = named.flatMap(([column, value]): ColumnFilter[] =>
    value === undefined ? [] : [{ column, op: 'is', values: [value] }],
  );
  return { view, sort, columns, search, filters: [filter].flat(), conditions, gone: query.gone === 'true' };
}

const afterSchema = z.coerce.number().int().min(0);

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
    const typed = typedOf(query);
    if (asksForList(typed)) {
      const { after: cursor = null, limit = 100 } = query;
      const page = await httpApi.vehicleList(typed, {
        cursor,
        limit,
        sample: query.sample === 'true',
      });
      return page.ok
        ? page.value
        : refuse(reply, page.error.code === 'not-found' ? 404 : 400, page.error.message);
    }
    const after = afterSchema.safeParse(query.after ?? 0);
    if (!after.success)
      return refuse(reply, 400, `after: ${after.error.issues[0]?.message ?? 'bad value'}.`);
    return httpApi.vehicles({
      dealer: query.dealerId ?? null,
      vin: query.vin === undefined ? null : normaliseVin(query.vin),
      source: query.source ?? null,
      make: query.make ?? null,
      model: query.model ?? null,
      condition: query.condition ?? null,
      gone: query.gone === 'true',
      sample: query.sample === 'true',
      after: after.data,
      limit: query.limit ?? 100,
    });
  });

  app.get<{ Params: { vin: string } }>('/api/vehicles/:vin', async (request, reply) => {
    const vin = normaliseVin(request.params.vin);
    const vehicle = await httpApi.vehicle(vin);
    return vehicle ?? refuse(reply, 404, `No source has listed ${vin}; check the VIN.`, 'not-found');
  });
}
