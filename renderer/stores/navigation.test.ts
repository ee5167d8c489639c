import { expect, it, vi } from 'vitest';
import { createNavigation, parseRoute, routeHash } from './navigation.ts';

it('a route names a screen and what is open on it, and reads it back', () => {
  for (const place of [
    { view: 'live', item: null },
    { view: 'jobs', item: 'run/1 & 2' },
    { view: 'settings', item: null },
  ] as const) {
    expect(parseRoute(routeHash(place))).toEqual(place);
  }
});

it('an unknown route goes to the live screen for anything else', () => {
  for (const hash of ['', '#', '#token=x', '#/nowhere']) {
    expect(parseRoute(hash).view).toBe('live');
  }
});

it('back goes to where the person came from, or to the live screen from a first place', () => {
  const listeners: (() => void)[] = [];
  const page = {
    location: { hash: '#/vehicle/5TDBRKEC1PS156228' },
    history: { back: vi.fn() },
    addEventListener: (_: string, listener: () => void) => void listeners.push(listener),
  };
  const navigation = createNavigation(page as unknown as Window);
  expect(navigation.store.getState()).toEqual({ view: 'vehicle', item: '5TDBRKEC1PS156228' });
  navigation.back();
  expect(page.location.hash).toBe('#/live');
  for (const listener of listeners) listener();
  navigation.back();
  expect(page.history.back).toHaveBeenCalledOnce();
});

it('a vehicle belongs to the screen it was opened from, also by way of another vehicle', () => {
  const listeners: (() => void)[] = [];
  const page = {
    location: { hash: '#/vehicles' },
    history: { back: vi.fn() },
    addEventListener: (_: string, listener: () => void) => void listeners.push(listener),
  };
  const navigation = createNavigation(page as unknown as Window);
  const go = (view: 'vehicle' | 'live', item?: string): void => {
    navigation.go(view, item);
    for (const listener of listeners) listener();
  };
  go('vehicle', '5TDBRKEC1PS156228');
  expect(navigation.section.getState()).toBe('vehicles');
  go('vehicle', '5TDBRKEC1PS156229');
  expect(navigation.section.getState()).toBe('vehicles');
  go('live');
  go('vehicle', '5TDBRKEC1PS156228');
  expect(navigation.section.getState()).toBe('live');
});
