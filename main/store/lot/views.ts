import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { LotwatchError } from '../../../shared/result.ts';
import type { LotView, SavedView, SaveView, ViewList } from '../../../shared/lot-list/view.ts';
import type { Db, Reader } from '../open.ts';
import { readSetting, writeSetting } from '../settings.ts';
import { BUILT_IN_VIEWS } from './built-in-views.ts';
import { mendView } from './mend-view.ts';

/** Saved views of the inventory list; what a person changed of a built-in one stands under its id. */
const KEY = 'lotViews';
const MOST = 200;
/** Each is read by itself: one that is damaged costs nothing but what is damaged of it. */
const storedSchema = z.array(z.unknown());
const entrySchema = z.looseObject({ id: z.string(), name: z.string(), view: z.unknown() });

const readStored = (db: Reader): unknown[] => readSetting(db, KEY, storedSchema, []);

/** Built-in ones first, then the person's in the order they were made. */
export function listViews(db: Reader): ViewList {
  const faults: string[] = [];
  const stored = new Map<string, { readonly name: string; readonly view: LotView }>();
  for (const value of readStored(db)) {
    const entry = entrySchema.safeParse(value);
    if (!entry.success) {
      faults.push('A saved view cannot be read and is left out.');
      continue;
    }
    const { id, name } = entry.data;
    const mended = mendView(entry.data.view, fallbackOf(id));
    faults.push(...mended.faults.map((fault) => `View "${name}": ${fault}`));
    stored.set(id, { name: name.slice(0, 80).trim() || 'Unnamed view', view: mended.view });
  }
  const builtIn = BUILT_IN_VIEWS.map(({ id, name, view }): SavedView => ({
    id,
    name,
    builtIn: true,
    changed: stored.has(id),
    view: stored.get(id)?.view ?? view,
  }));
  const own = [...stored]
    .filter(([id]) => !isBuiltIn(id))
    .map(([id, { name, view }]): SavedView => ({ id, name, builtIn: false, changed: false, view }));
  return { views: [...builtIn, ...own], faults };
}

/** By name in any case, or by id; null = there is none. */
export function findView(db: Reader, name: string): SavedView | null {
  const wanted = name.trim().toLowerCase();
  return (
    listViews(db).views.find((view) => view.id === wanted || view.name.toLowerCase() === wanted) ?? null
  );
}

/** Call inside a transaction. @returns its id */
export function saveView(db: Db, { id, name, view }: SaveView): string {
  const stored = readStored(db);
  const others = listViews(db).views.filter((one) => one.id !== id);
  if (id !== null && !isBuiltIn(id) && !stored.some((entry) => idOf(entry) === id))
    throw new LotwatchError('not-found', 'This view was removed meanwhile; save it as a new one.');
  if (!isBuiltIn(id) && others.some((one) => one.name.toLowerCase() === name.toLowerCase()))
    throw new LotwatchError('bad-input', `There is a view named ${name} already; choose another name.`);
  if (id === null && stored.length >= MOST)
    throw new LotwatchError('bad-input', `There are ${MOST} views already; remove one first.`);
  const entry = { id: id ?? randomUUID(), name, view };
  const at = id === null ? -1 : stored.findIndex((one) => idOf(one) === id);
  writeSetting(db, KEY, at === -1 ? [...stored, entry] : stored.with(at, entry));
  return entry.id;
}

/** Call inside a transaction. What cannot be read stays as it is. */
export const removeView = (db: Db, id: string): void =>
  writeSetting(
    db,
    KEY,
    readStored(db).filter((entry) => idOf(entry) !== id),
  );

const idOf = (entry: unknown): string | null => entrySchema.safeParse(entry).data?.id ?? null;
const isBuiltIn = (id: string | null): boolean => BUILT_IN_VIEWS.some((view) => view.id === id);

/** What counts for what of a view cannot be used. */
function fallbackOf(id: string): LotView {
  const found = BUILT_IN_VIEWS.find((view) => view.id === id) ?? BUILT_IN_VIEWS[0];
  if (found === undefined) throw new Error('There is no built-in view');
  return found.view;
}
