import './styles/index.css';
import { MantineProvider } from '@mantine/core';
import { createRoot } from 'react-dom/client';
import { openApi } from './api.ts';
import { App } from './shell/app.tsx';
import { StoresContext } from './stores-context.tsx';
import { openStores } from './stores/stores.ts';
import { theme } from './theme.ts';

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');

const stores = openStores(await openApi(window), window);

createRoot(root).render(
  // The three flags keep Mantine from writing style elements: the security policy allows style sheets only (rules 30).
  <MantineProvider
    theme={theme}
    defaultColorScheme="auto"
    withCssVariables={false}
    withStaticClasses={false}
    withGlobalClasses={false}
  >
    <StoresContext value={stores}>
      <App />
    </StoresContext>
  </MantineProvider>,
);
