import type { Session } from 'electron';

/** Asks the system, by Chromium, which proxy leads to an address; the answer is as a PAC file gives it. */
export const systemProxy =
  (session: Pick<Session, 'resolveProxy'>) =>
  (address: string): Promise<string> =>
    session.resolveProxy(address);
