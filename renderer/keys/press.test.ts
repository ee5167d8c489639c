import { describe, expect, it } from 'vitest';
import { asked, capsOf, pressOf } from './press.ts';
import { KEYS, type KeyPlace } from './table.ts';

const key = (name: string, some: Partial<Parameters<typeof pressOf>[0]> = {}) => ({
  key: name,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...some,
});

describe('a key', () => {
  it('is written as the table writes it', () => {
    expect(pressOf(key('k', { ctrlKey: true }))).toBe('Ctrl+K');
    expect(pressOf(key('k', { metaKey: true }))).toBe('Ctrl+K');
    expect(pressOf(key('ArrowDown', { shiftKey: true }))).toBe('Shift+ArrowDown');
    expect(pressOf(key(' '))).toBe('Space');
    // Shift is in the character it makes.
    expect(pressOf(key('?', { shiftKey: true }))).toBe('?');
    expect(pressOf(key('ArrowUp', { altKey: true, shiftKey: true }))).toBe('Alt+Shift+ArrowUp');
  });

  it('that is a letter asks for nothing where letters are off, all others do', () => {
    expect(asked('vehicles', key('w'), true)).toBe('watch');
    expect(asked('vehicles', key('w'), false)).toBeNull();
    expect(asked('everywhere', key('?', { shiftKey: true }), false)).toBeNull();
    expect(asked('vehicles', key(' '), false)).toBe('preview');
    expect(asked('vehicles', key('a', { ctrlKey: true }), false)).toBe('all');
  });

  it('with another modifier is another key', () => {
    expect(asked('vehicles', key('w', { ctrlKey: true }), true)).toBeNull();
    expect(asked('vehicles', key('x', { altKey: true }), true)).toBeNull();
  });

  it('is drawn by its caps', () => {
    expect(capsOf('Ctrl+ArrowDown')).toEqual(['Ctrl', '↓']);
    expect(capsOf(',')).toEqual([',']);
  });
});

it('no key asks for two things in one place', () => {
  for (const place of Object.keys(KEYS) as KeyPlace[]) {
    const presses: readonly string[] = Object.values(KEYS[place]).flat();
    expect({ place, twice: presses.filter((press, at) => presses.indexOf(press) !== at) }).toEqual({
      place,
      twice: [],
    });
  }
});
