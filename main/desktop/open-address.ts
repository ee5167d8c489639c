import type { Shell } from 'electron';
import { webAddress } from '../../shared/web-address.ts';
import type { Log } from '../log/log.ts';

/**
 * Hands the address of a listing to the system's browser; false where it is none that may be opened, or the system
 * refuses. The address comes from the store, never from a page.
 */
export function addressOpener(
  shell: Pick<Shell, 'openExternal'>,
  log: Log,
): (text: string) => Promise<boolean> {
  return async (text) => {
    const url = webAddress(text);
    if (url === null) return false;
    try {
      await shell.openExternal(url.href);
      return true;
    } catch (err) {
      log.warn({ err, host: url.host }, 'the system did not open the listing');
      return false;
    }
  };
}
