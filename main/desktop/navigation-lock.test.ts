import { EventEmitter } from 'node:events';
import type { WebContents } from 'electron';
import { expect, it, vi } from 'vitest';
import { lockNavigation } from './navigation-lock.ts';

function locked() {
  const log = { info: vi.fn(), warn: vi.fn(), error: vi.fn(), debug: vi.fn() };
  let openWindow: ((details: { url: string }) => unknown) | undefined;
  const contents = Object.assign(new EventEmitter(), {
    setWindowOpenHandler: (handler: (details: { url: string }) => unknown) => {
      openWindow = handler;
    },
  });
  lockNavigation(contents as unknown as WebContents, log);
  return { contents, log, open: (url: string) => openWindow?.({ url }) };
}

/** The shapes Mattermost tests: schemes, UNC paths, NUL, and addresses of any length. */
const ADDRESSES = [
  'https://example.com/',
  'file:///etc/passwd',
  'file://server/share/x.html',
  '\\\\server\\share\\x.html',
  'app://lotwatch/index.html',
  'app://lotwatch/%00',
  'ms-settings:privacy',
  'javascript:alert(1)',
  'about:blank',
  '',
  `https://example.com/${'a'.repeat(100_000)}`,
];

it.each(
  ['will-navigate', 'will-redirect', 'will-frame-navigate'].flatMap((name) =>
    ADDRESSES.map((url) => [name, url]),
  ),
)('%s to %s is refused', (name = '', url = '') => {
  const { contents, log } = locked();
  const preventDefault = vi.fn();
  contents.emit(name, { preventDefault, url });
  expect(preventDefault).toHaveBeenCalledOnce();
  expect(log.warn.mock.calls[0]?.[0].url.length).toBeLessThan(300);
});

it.each(ADDRESSES)('window.open of %s is denied', (url) => {
  expect(locked().open(url)).toEqual({ action: 'deny' });
});

it('a webview is never attached', () => {
  const preventDefault = vi.fn();
  locked().contents.emit('will-attach-webview', { preventDefault }, {}, { src: 'https://example.com/' });
  expect(preventDefault).toHaveBeenCalledOnce();
});
