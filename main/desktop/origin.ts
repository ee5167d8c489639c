/** Where the desktop page lives. The scheme is registered as standard and secure, so it has an origin. */
export const SCHEME = 'app';
export const APP_ORIGIN = 'app://lotwatch';
export const APP_URL = `${APP_ORIGIN}/index.html`;

/** Whether an address is one of our own pages; anything unreadable is not. */
export function isOwnPage(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, host, username, password } = new URL(address);
  return protocol === `${SCHEME}:` && host === 'lotwatch' && username === '' && password === '';
}
