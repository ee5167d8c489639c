import { hostOf } from '../http/addresses.ts';
import type { FeedRequest } from '../http/delivery.ts';
import type { HttpLimits } from '../http/limits.ts';

/** A file server that let us in. Each of its calls throws in words. */
export type FileServer = {
  /** Null where the server does not say. */
  stat(path: string): Promise<RemoteStat>;
  read(path: string, size: number | null): AsyncIterable<Buffer>;
  close(): void;
};
/** Where a server for SSH listens unless its address says otherwise. */
export const SSH_PORT = 22;

/** "host:port", by which the keys of servers are remembered. */
export const sshHost = (url: URL): string => `${hostOf(url)}:${url.port || SSH_PORT}`;

/** Bytes, and unix ms. */
export type RemoteStat = { readonly size: number | null; readonly modifiedAt: number | null };

/** How to get in: the file is at `path` as the server is asked for it. */
export type Entrance = Pick<FeedRequest, 'url' | 'auth' | 'hostKeys'> & {
  /** One that was looked up and checked; what is connected to. */
  readonly ip: string;
  readonly limits: HttpLimits;
  readonly signal: AbortSignal;
};
