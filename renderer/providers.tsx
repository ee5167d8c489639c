import { MantineProvider } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Stores } from './stores/stores.ts';
import { StoresContext } from './stores-context.tsx';
import { theme } from './theme.ts';

/** What every view stands in, in a window as in a test. */
export function Providers(props: {
  readonly stores: Stores;
  /** `test` where nothing is laid out: else Mantine hides a list whose field it takes to be scrolled away. */
  readonly env?: 'default' | 'test';
  readonly children: ReactNode;
}) {
  const { stores, env = 'default', children } = props;
  return (
    // The three flags keep Mantine from writing style elements: the security policy allows style sheets only (rules 30).
    <MantineProvider
      env={env}
      theme={theme}
      defaultColorScheme="auto"
      withCssVariables={false}
      withStaticClasses={false}
      withGlobalClasses={false}
    >
      <StoresContext value={stores}>{children}</StoresContext>
    </MantineProvider>
  );
}
