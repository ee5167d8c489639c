import type { WebContents } from 'electron';
import type { Log } from '../log/log.ts';

/** Our pages never go anywhere: what they show comes over IPC. Every way out is refused and logged. */
export function lockNavigation(contents: WebContents, log: Log): void {
  const refuse = (event: { preventDefault(): void }, what: string, url: string): void => {
    event.preventDefault();
    log.warn({ what, url: shorten(url) }, 'navigation refused');
  };
  contents.on('will-navigate', (event) => refuse(event, 'will-navigate', event.url));
  contents.on('will-redirect', (event) => refuse(event, 'will-redirect', event.url));
  contents.on('will-frame-navigate', (event) => refuse(event, 'will-frame-navigate', event.url));
  contents.on('will-attach-webview', (event, _preferences, params) =>
    refuse(event, 'will-attach-webview', params['src'] ?? ''),
  );
  contents.setWindowOpenHandler(({ url }) => {
    log.warn({ what: 'window.open', url: shorten(url) }, 'navigation refused');
    return { action: 'deny' };
  });
}

/** An address chosen by a page has any length and may hold anything. */
function shorten(url: string): string {
  return url.length > 200 ? `${url.slice(0, 200)}… (${url.length} characters)` : url;
}
