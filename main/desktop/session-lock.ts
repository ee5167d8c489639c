import type { Session } from 'electron';
import type { Log } from '../log/log.ts';
import { isOwnPage } from './origin.ts';

/** Copying a VIN is the one thing a page may ask the system for. */
const GRANTED = new Set<string>(['clipboard-sanitized-write']);

/** Refuses every permission but those of {@link GRANTED}, every device and every capture. */
export function lockPermissions(session: Session, log: Log): void {
  session.setPermissionRequestHandler((_contents, permission, callback) => {
    const granted = GRANTED.has(permission);
    if (!granted) log.warn({ permission }, 'permission refused');
    callback(granted);
  });
  session.setPermissionCheckHandler((_contents, permission) => GRANTED.has(permission));
  session.setDevicePermissionHandler(() => false);
}

/** A file that a page of ours made to be saved. */
const isOwnBlob = (url: string): boolean => url.startsWith('blob:') && isOwnPage(url.slice('blob:'.length));

/**
 * Blocks every request that is not for our own pages and counts them: the count is 0 unless something is wrong.
 * `devtools` lets the developer tools load theirs.
 */
export function lockRequests(
  session: Session,
  log: Log,
  { devtools }: { devtools: boolean },
): { blocked(): number } {
  let blocked = 0;
  session.webRequest.onBeforeRequest(({ url, resourceType }, callback) => {
    const allowed =
      isOwnPage(url) ||
      isOwnBlob(url) ||
      url.startsWith('data:image/') ||
      (devtools && url.startsWith('devtools:'));
    if (!allowed) {
      blocked += 1;
      log.warn({ url: url.slice(0, 200), resourceType, blocked }, 'request blocked');
    }
    callback({ cancel: !allowed });
  });
  return { blocked: () => blocked };
}
