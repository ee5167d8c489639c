import type { MenuItemConstructorOptions } from 'electron';

/** Standard roles only; `reload` loads our page afresh, which also leaves the page shown after crashes. */
export function menuTemplate(options: {
  readonly devtools: boolean;
  readonly reload: () => void;
}): MenuItemConstructorOptions[] {
  const view: MenuItemConstructorOptions[] = [
    { label: 'Reload', accelerator: 'CmdOrCtrl+R', click: options.reload },
    { type: 'separator' },
    { role: 'resetZoom' },
    { role: 'zoomIn' },
    { role: 'zoomOut' },
    { type: 'separator' },
    { role: 'togglefullscreen' },
  ];
  if (options.devtools) view.push({ role: 'toggleDevTools' });
  return [
    process.platform === 'darwin' ? { role: 'appMenu' } : { role: 'fileMenu' },
    { role: 'editMenu' },
    { label: 'View', submenu: view },
    { role: 'windowMenu' },
  ];
}
