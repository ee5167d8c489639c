import './styles/index.css';
import { createRoot } from 'react-dom/client';
import { openApi } from './api.ts';
import { Providers } from './providers.tsx';
import { App } from './shell/app.tsx';
import { openStores } from './stores/stores.ts';

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');

const stores = openStores(await openApi(window), window);

createRoot(root).render(
  <Providers stores={stores}>
    <App />
  </Providers>,
);
