import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/**
 * How a page and a program prove that they belong to the person who started the gateway.
 * - A page brings the one-time token of the printed address and gets a session cookie for it. Each exchange makes
 *   a new token, so that there is always exactly one unused address for the next screen; an address that leaks
 *   later (history, a screenshot) is worth nothing.
 * - A program sends the console's own token with every request; that one stays the same.
 */
export type Access = {
  /** The one page token that has not been used yet. */
  pageToken(): string;
  /** A session id for an unused page token, else null. */
  exchange(pageToken: string): string | null;
  isSession(sessionId: string | undefined): boolean;
  isProgram(authorization: string | undefined): boolean;
};

/** More screens than one machine has; the longest unused session makes room. */
const MAX_SESSIONS = 64;
const random = (): string => randomBytes(32).toString('base64url');
const digest = (secret: string): Buffer => createHash('sha256').update(secret).digest();

export function createAccess(programToken: string): Access {
  let pageToken = random();
  const program = digest(programToken);
  // By digest: a lookup tells nothing about how much of a guess was right.
  const sessions = new Set<string>();

  const isSession = (sessionId: string | undefined): boolean => {
    if (sessionId === undefined) return false;
    const key = digest(sessionId).toString('hex');
    if (!sessions.delete(key)) return false;
    sessions.add(key);
    return true;
  };
  return {
    pageToken: () => pageToken,
    exchange(given) {
      if (!timingSafeEqual(digest(given), digest(pageToken))) return null;
      pageToken = random();
      const sessionId = random();
      const [longestUnused] = sessions;
      if (sessions.size >= MAX_SESSIONS && longestUnused !== undefined) sessions.delete(longestUnused);
      sessions.add(digest(sessionId).toString('hex'));
      return sessionId;
    },
    isSession,
    isProgram(authorization) {
      const [, token] = /^Bearer ([\x21-\x7e]{1,512})$/i.exec(authorization ?? '') ?? [];
      return token !== undefined && timingSafeEqual(digest(token), program);
    },
  };
}
