/** A webhook's address often holds its key: what is shown, and how an unchanged one comes back. `https://host/…` */
export function maskedAddress(url: string): string {
  const { origin, pathname, search } = new URL(url);
  return pathname === '/' && search === '' ? url : `${origin}/…`;
}
