import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { KeptSessions } from './kept-sessions.ts';

/**
 * How a page and a program prove that they belong to the person who started the gateway.
 * - A page brings the one-time token of the printed address and gets a session cookie for it. Each exchange makes
 *   a new token, so that there is always exactly one unused address for the next screen; an address that leaks
 *   later (history, a screenshot) is worth nothing. A session outlives the server by a week, so that a page finds
 *   back by itself when the server is started again; it ends with the token of programs.
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

export function createAccess(programToken: string, kept: KeptSessions | null = null): Access {
  let pageToken = random();
  const program = digest(programToken);
  // By digest: a lookup reveals nothing about how much of a guess was right, and what is kept opens nothing.
  const keyOf = (sessionId: string): string =>
    createHmac('sha256', programToken).update(sessionId).digest('hex');
  /** Since when, unix ms; the longest unused first. */
  const sessions = new Map((kept?.read() ?? []).map(({ key, since }) => [key, since]));

  const isSession = (sessionId: string | undefined): boolean => {
    if (sessionId === undefined) return false;
    const key = keyOf(sessionId);
    const since = sessions.get(key);
    if (since === undefined) return false;
    sessions.delete(key);
    sessions.set(key, since);
    return true;
  };
  return {
    pageToken: () => pageToken,
    exchange(given) {
      if (!timingSafeEqual(digest(given), digest(pageToken))) return null;
      pageToken = random();
      const sessionId = random();
      const [longestUnused] = sessions.keys();
      if (sessions.size >= MAX_SESSIONS && longestUnused !== undefined) sessions.delete(longestUnused);
      sessions.set(keyOf(sessionId), kept?.now() ?? 0);
      kept?.write([...sessions].map(([key, since]) => ({ key, since })));
      return sessionId;
    },
    isSession,
    isProgram(authorization) {
      const [, token] = /^Bearer ([\x21-\x7e]{1,512})$/i.exec(authorization ?? '') ?? [];
      return token !== undefined && timingSafeEqual(digest(token), program);
    },
  };
}
