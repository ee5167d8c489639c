/** Longer ones are no address that a person would open, and some systems cut them. */
const MAX_LENGTH = 2_048;

/**
 * The address of a listing as something a browser may be given; null where it is none. Feeds are written by others: only
 * the web's own schemes pass, and none with a name or password in it, which make an address look like another one.
 */
export function webAddress(text: string | null): URL | null {
  if (text === null || text.length > MAX_LENGTH || !URL.canParse(text)) return null;
  const url = new URL(text);
  const isWeb = url.protocol === 'https:' || url.protocol === 'http:';
  return isWeb && url.username === '' && url.password === '' && url.hostname !== '' ? url : null;
}
