import { z } from 'zod';
import { columnFilterSchema } from '../../../shared/lot-list/filter.ts';
import { lotQuerySchema, lotSortSchema, columnFiltersSchema } from '../../../shared/lot-list/query.ts';
import { lotViewSchema, type LotView } from '../../../shared/lot-list/view.ts';

const looseSchema = z.looseObject({});

/**
 * A stored view as far as it can be used: conditions, sorts and columns that this version does not know are left out, each
 * with a sentence, and the rest stays.
 */
export function mendView(
  stored: unknown,
  fallback: LotView,
): { readonly view: LotView; readonly faults: readonly string[] } {
  const whole = lotViewSchema.safeParse(stored);
  if (whole.success) return { view: whole.data, faults: [] };
  const parts = looseSchema.safeParse(stored);
  if (!parts.success)
    return { view: fallback, faults: ['it cannot be read; its standard content is used instead.'] };
  const faults: string[] = [];
  const { shape } = lotQuerySchema;
  const part = <T>(name: string, schema: z.ZodType<T>, otherwise: T): T => {
    const parsed = schema.safeParse(parts.data[name]);
    if (parsed.success) return parsed.data;
    faults.push(`${name} is not understood; ${JSON.stringify(otherwise)} is used instead.`);
    return otherwise;
  };
  /** Those that can be used. */
  const each = <T>(name: string, what: string, schema: z.ZodType<T>): T[] => {
    const list = part(name, z.array(z.unknown()).optional(), []) ?? [];
    return list.flatMap((one): T[] => {
      const parsed = schema.safeParse(one);
      if (parsed.success) return [parsed.data];
      faults.push(`a ${what} is not understood and left out: ${JSON.stringify(one)?.slice(0, 120)}.`);
      return [];
    });
  };
  const filters = each('filters', 'condition', columnFilterSchema).filter((filter) => {
    const fits = columnFiltersSchema.safeParse([filter]).success;
    if (!fits)
      faults.push(`a condition does not suit its column and is left out: ${JSON.stringify(filter)}.`);
    return fits;
  });
  const columns = each('columns', 'column', lotViewSchema.shape.columns.element);
  const view = {
    role: part('role', shape.role, fallback.role),
    presence: part('presence', shape.presence, fallback.presence),
    search: part('search', shape.search, ''),
    filters: filters.slice(0, 40),
    sort: each('sort', 'sort', lotSortSchema).slice(0, 5),
    columns: columns.length === 0 ? fallback.columns : columns,
    rowHeight: part('rowHeight', lotViewSchema.shape.rowHeight, fallback.rowHeight),
  };
  const mended = lotViewSchema.safeParse(view);
  return mended.success
    ? { view: mended.data, faults }
    : {
        view: fallback,
        faults: [...faults, 'what is left of it does not fit together; its standard content is used.'],
      };
}
