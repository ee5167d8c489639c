import { KEYS, type KeyAsk, type KeyPlace } from './table.ts';

export type Key = {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey?: boolean;
};

/** One character: it could be typed, so it acts on lists alone and can be switched off. */
export const isLetter = (press: string): boolean => press.length === 1;

/** "Ctrl+Shift+ArrowDown", as the table writes it. The Command key of a Mac counts as Ctrl; Shift is in the character it makes. */
export function pressOf({ key, ctrlKey, metaKey, altKey, shiftKey = false }: Key): string {
  const name = key === ' ' ? 'Space' : key.length === 1 ? key.toUpperCase() : key;
  return [
    ctrlKey || metaKey ? 'Ctrl' : null,
    altKey ? 'Alt' : null,
    shiftKey && name.length > 1 ? 'Shift' : null,
    name,
  ]
    .filter((part) => part !== null)
    .join('+');
}

/** What a key asks for in a place; null = nothing, or a letter while those are off. */
export function asked<Place extends KeyPlace>(
  place: Place,
  event: Key,
  letters: boolean,
): KeyAsk<Place> | null {
  const press = pressOf(event);
  if (isLetter(press) && !letters) return null;
  const rows: readonly (readonly [string, readonly string[]])[] = Object.entries(KEYS[place]);
  const found = rows.find(([, presses]) => presses.includes(press));
  return found === undefined ? null : (found[0] as KeyAsk<Place>);
}

const SHOWN: Readonly<Record<string, string>> = {
  ArrowDown: '↓',
  ArrowUp: '↑',
  ArrowLeft: '←',
  ArrowRight: '→',
  Enter: '↵',
  Escape: 'Esc',
  PageDown: 'PgDn',
  PageUp: 'PgUp',
};

/** The caps of one press, as they are drawn: "Ctrl+K" -> ["Ctrl", "K"]. */
export const capsOf = (press: string): readonly string[] =>
  press.split('+').map((cap) => SHOWN[cap] ?? cap);

/** For a title or beside a name: "Ctrl K"; of several presses the first. */
export function shownKey<Place extends KeyPlace>(place: Place, ask: KeyAsk<Place>): string {
  const presses: Readonly<Record<string, readonly string[]>> = KEYS[place];
  return capsOf(presses[ask]?.[0] ?? '').join(' ');
}
