import { useMantineColorScheme } from '@mantine/core';
import { useEffect } from 'react';
import { Banner } from '../components/banner.tsx';
import { useStore, useStores } from '../stores-context.tsx';
import { text } from '../text.ts';

/** Light, dark or as the system: Mantine keeps a copy in the browser, so that the first paint is right already. */
export function useColorScheme(): void {
  const chosen = useStore(useStores().preferences.store, ({ value }) => value?.colorScheme ?? null);
  // Holding transitions back while colours change would take a style element, which the security policy forbids.
  const { setColorScheme } = useMantineColorScheme({ keepTransitions: true });
  useEffect(() => {
    if (chosen !== null) setColorScheme(chosen);
  }, [chosen, setColorScheme]);
}

/** Choices that could not be read or stored must not look stored. */
export function PreferencesBanner() {
  const { connection, preferences } = useStores();
  const { value, error } = useStore(preferences.store);
  const connected = useStore(connection, ({ status }) => status === 'open');
  if (error === null || !connected) return null;
  return (
    <Banner tone="warn">
      {value === null ? text.settings.loadFailed(error) : text.settings.saveFailed(error)}
    </Banner>
  );
}
