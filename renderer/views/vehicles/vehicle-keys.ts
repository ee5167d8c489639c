/** What a key asks of the inventory list, beyond going through it. */
export type VehicleKey =
  | 'preview'
  | 'select'
  | 'all'
  | 'recompute'
  | 'watch'
  | 'note'
  | 'copy'
  | 'export'
  | 'filter'
  | 'escape'
  | { readonly view: number };

type Key = {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
};

const LETTERS: Readonly<Record<string, VehicleKey>> = {
  x: 'select',
  r: 'recompute',
  w: 'watch',
  n: 'note',
  c: 'copy',
  e: 'export',
  f: 'filter',
};

/** Pure. `letters` = single letters act: people who speak to their computer switch them off. */
export function vehicleKey(event: Key, letters: boolean): VehicleKey | null {
  if (event.altKey) return null;
  const key = event.key.toLowerCase();
  if (event.ctrlKey || event.metaKey) return key === 'a' ? 'all' : key === 'c' ? 'copy' : null;
  if (key === ' ') return 'preview';
  if (key === 'escape') return 'escape';
  if (!letters) return null;
  if (/^[1-9]$/.test(key)) return { view: Number(key) - 1 };
  return LETTERS[key] ?? null;
}
