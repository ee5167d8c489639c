import { FeedFailure, shownAddress } from './failure.ts';

const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

export const isRedirect = (status: number): boolean => REDIRECTS.has(status);

/**
 * Where a redirect leads, without credentials it may carry.
 * @throws FeedFailure when it leads nowhere, to another scheme, or from https to http.
 */
export function redirectTarget(from: URL, location: string | undefined): URL {
  if (location === undefined || !URL.canParse(location, from.href)) {
    throw new FeedFailure(
      `${shownAddress(from)} redirects without saying where. Ask your feed provider for the right address.`,
    );
  }
  const to = new URL(location, from.href);
  if (to.protocol !== 'https:' && to.protocol !== 'http:') {
    throw new FeedFailure(
      `${shownAddress(from)} redirects to ${to.protocol}, which is neither https nor http; Lotwatch does not follow that.`,
    );
  }
  if (from.protocol === 'https:' && to.protocol === 'http:') {
    throw new FeedFailure(
      `${shownAddress(from)} redirects from https to http, where everybody on the way could read and change the feed; Lotwatch does not follow that. Ask your feed provider for an https address.`,
    );
  }
  to.username = '';
  to.password = '';
  to.hash = '';
  return to;
}
