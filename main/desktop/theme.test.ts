import type { NativeTheme } from 'electron';
import { expect, it } from 'vitest';
import { DEFAULT_PREFERENCES } from '../../shared/preferences.ts';
import { fail, ok } from '../../shared/result.ts';
import type { ScreenHost } from '../adapter.ts';
import { followPreference } from './theme.ts';

function open(colorScheme: 'auto' | 'light' | 'dark') {
  const native: Pick<NativeTheme, 'themeSource'> = { themeSource: 'light' };
  let closed = 0;
  const core: ScreenHost = {
    openScreen: () => ({
      call: async () => ok({ ...DEFAULT_PREFERENCES, colorScheme }),
      subscribe: () => {},
      unsubscribe: () => {},
      setVisible: () => {},
      close: () => void (closed += 1),
    }),
  };
  return { native, theme: followPreference(core, native), closed: () => closed };
}

it.each([
  ['auto', 'system'],
  ['light', 'light'],
  ['dark', 'dark'],
] as const)('starts with the stored %s and leaves no session behind', async (stored, source) => {
  const { native, theme, closed } = open(stored);
  await theme.ready;
  expect(native.themeSource).toBe(source);
  expect(closed()).toBe(1);
});

it('the theme follows a change of the setting, and nothing else', async () => {
  const { native, theme } = open('auto');
  await theme.ready;
  theme.onAnswer('settings.set', ok({ ...DEFAULT_PREFERENCES, colorScheme: 'dark' }));
  expect(native.themeSource).toBe('dark');
  theme.onAnswer('runs.list', ok({ ...DEFAULT_PREFERENCES, colorScheme: 'light' }));
  theme.onAnswer('settings.set', fail('store', 'full'));
  theme.onAnswer('settings.set', ok('odd'));
  expect(native.themeSource).toBe('dark');
});
