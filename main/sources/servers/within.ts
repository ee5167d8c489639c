import type { LotwatchError } from '../../../shared/result.ts';
import { FeedFailure, shownAddress } from '../http/failure.ts';

export type Bounds = {
  readonly url: URL;
  readonly idleMs: number;
  readonly signal: AbortSignal;
  readonly inWords: (error: unknown) => LotwatchError;
};

/** A step of a talk with a server, given up when it is silent for too long or the signal ends; its errors come in words. */
export async function within<T>({ url, idleMs, signal, inWords }: Bounds, work: Promise<T>): Promise<T> {
  const given = Promise.withResolvers<never>();
  const late = (): void =>
    given.reject(
      new FeedFailure(
        `${shownAddress(url)} sent nothing within ${idleMs / 1000} s. Sync again later, or check the address.`,
        { isRetryable: true },
      ),
    );
  const stop = (): void => given.reject(signal.reason);
  const timer = setTimeout(late, idleMs);
  signal.addEventListener('abort', stop);
  if (signal.aborted) stop();
  work.catch(() => undefined);
  try {
    return await Promise.race([work, given.promise]);
  } catch (error) {
    throw signal.aborted ? signal.reason : inWords(error);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', stop);
  }
}
