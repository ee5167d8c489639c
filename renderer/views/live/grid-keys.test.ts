import { describe, expect, it } from 'vitest';
import { gridMove } from './grid-keys.ts';

const press = (key: string, some: Partial<Parameters<typeof gridMove>[0]> = {}, index = 5) =>
  gridMove({ key, ctrlKey: false, metaKey: false, altKey: false, ...some }, index, 100, 20, true);

describe('keys in the list', () => {
  it('move by one, by a page, to the ends, and never out of the list', () => {
    expect(press('ArrowDown')).toEqual({ kind: 'to', index: 6 });
    expect(press('ArrowUp', {}, 0)).toEqual({ kind: 'to', index: 0 });
    expect(press('PageDown', {}, 95)).toEqual({ kind: 'to', index: 99 });
    expect(press('PageUp')).toEqual({ kind: 'to', index: 0 });
    expect(press('Home')).toEqual({ kind: 'to', index: 0 });
    expect(press('End')).toEqual({ kind: 'to', index: 99 });
    expect(press('End', { ctrlKey: true })).toEqual({ kind: 'to', index: 99 });
  });

  it('open and close groups, open, preview and pick vehicles, copy, and go back to the newest', () => {
    expect(press('ArrowRight')).toEqual({ kind: 'open' });
    expect(press('ArrowLeft')).toEqual({ kind: 'close' });
    expect(press('Enter')).toEqual({ kind: 'enter' });
    expect(press(' ')).toEqual({ kind: 'preview' });
    expect(press('x')).toEqual({ kind: 'pick' });
    expect(press('c', { ctrlKey: true })).toEqual({ kind: 'copy' });
    expect(press('C', { metaKey: true })).toEqual({ kind: 'copy' });
    expect(press('Escape')).toEqual({ kind: 'newest' });
  });

  it('are single letters for what is done all day, unless someone switched those off', () => {
    const kinds = ['c', 'D', 'p', 'x'].map((key) => press(key)?.kind);
    expect(kinds).toEqual(['copy', 'height', 'pause', 'pick']);
    const plain = { ctrlKey: false, metaKey: false, altKey: false };
    for (const key of ['c', 'd', 'p', 'x'])
      expect(gridMove({ key, ...plain }, 5, 100, 20, false)).toBeNull();
    expect(gridMove({ key: ' ', ...plain }, 5, 100, 20, false)).toEqual({ kind: 'preview' });
  });

  it('leave all other keys alone', () => {
    expect(press('Tab')).toBeNull();
    expect(press('q')).toBeNull();
    expect(press('k', { ctrlKey: true })).toBeNull();
    expect(press('ArrowLeft', { altKey: true })).toBeNull();
  });
});
