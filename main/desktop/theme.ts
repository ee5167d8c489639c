import type { NativeTheme } from 'electron';
import type { Result } from '../../shared/result.ts';
import { preferencesSchema } from '../../shared/preferences.ts';
import type { ScreenHost } from '../adapter.ts';

/** Keeps the window frame and menus in the colour scheme the person chose for the screens. */
export function followPreference(
  core: ScreenHost,
  nativeTheme: Pick<NativeTheme, 'themeSource'>,
): { readonly ready: Promise<void>; readonly onAnswer: (call: string, result: Result<unknown>) => void } {
  const onAnswer = (call: string, result: Result<unknown>): void => {
    if (!result.ok || (call !== 'settings.get' && call !== 'settings.set')) return;
    const { data } = preferencesSchema.safeParse(result.value);
    if (data) nativeTheme.themeSource = data.colorScheme === 'auto' ? 'system' : data.colorScheme;
  };
  const session = core.openScreen({ adapter: 'desktop' }, () => {});
  const ready = session.call('settings.get', {}).then((result) => {
    onAnswer('settings.get', result);
    session.close();
  });
  return { ready, onAnswer };
}
