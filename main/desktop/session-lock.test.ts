import { expect, it, vi } from 'vitest';
import type { Session } from 'electron';
import { lockPermissions, lockRequests } from './session-lock.ts';

const log = { info: vi.fn(), warn: vi.fn(), error: vi.fn(), debug: vi.fn() };

function fakeSession() {
  const set: Record<string, (...args: unknown[]) => unknown> = {};
  const keep = (name: string) => (handler: (...args: unknown[]) => unknown) => {
    set[name] = handler;
  };
  const fake = {
    setPermissionRequestHandler: keep('request'),
    setPermissionCheckHandler: keep('check'),
    setDevicePermissionHandler: keep('device'),
    webRequest: { onBeforeRequest: keep('beforeRequest') },
  };
  return { session: fake as unknown as Session, set };
}

const REFUSED = [
  ...['ar', 'automatic-fullscreen', 'background-fetch', 'background-sync', 'captured-surface-control'],
  ...['clipboard-read', 'deprecated-sync-clipboard-read', 'display-capture', 'fileSystem', 'fullscreen'],
  ...['geolocation', 'geolocation-approximate', 'hand-tracking', 'hid', 'idle-detection', 'keyboardLock'],
  ...[
    'local-fonts',
    'local-network',
    'local-network-access',
    'loopback-network',
    'media',
    'mediaKeySystem',
  ],
  ...['midi', 'midiSysex', 'nfc', 'notifications', 'openExternal', 'payment-handler', 'persistent-storage'],
  ...[
    'pointerLock',
    'screen-wake-lock',
    'sensors',
    'serial',
    'smart-card',
    'speaker-selection',
    'usb',
    'vr',
  ],
  ...['storage-access', 'system-wake-lock', 'web-app-installation', 'window-management', 'unknown'],
];

it.each([...REFUSED.map((name) => [name, false] as const), ['clipboard-sanitized-write', true] as const])(
  'answers %s with %s, asked or checked',
  (permission, granted) => {
    const { session, set } = fakeSession();
    lockPermissions(session, log);
    const callback = vi.fn();
    set['request']?.(null, permission, callback, {});
    expect(callback).toHaveBeenCalledExactlyOnceWith(granted);
    expect(set['check']?.(null, permission, '', {})).toBe(granted);
    expect(set['device']?.({ deviceType: permission })).toBe(false);
  },
);

it.each([
  ['app://lotwatch/index.html', true],
  ['data:image/svg+xml,x', true],
  ['https://example.com/', false],
  ['http://127.0.0.1:9/', false],
  ['ws://127.0.0.1:9/', false],
  ['file:///etc/passwd', false],
  ['app://other/', false],
  ['data:text/html,x', false],
  ['devtools://devtools/bundled/x.js', false],
])('request for %s passes: %s', (url, passes) => {
  const { session, set } = fakeSession();
  const requests = lockRequests(session, log, { devtools: false });
  const callback = vi.fn();
  set['beforeRequest']?.({ url, resourceType: 'xhr' }, callback);
  expect(callback).toHaveBeenCalledExactlyOnceWith({ cancel: !passes });
  expect(requests.blocked()).toBe(passes ? 0 : 1);
});
