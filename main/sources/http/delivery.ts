import type { FeedAuth } from '../../../shared/schedule.ts';
import type { ProxyFor } from '../../net/proxies.ts';
import type { PublicHosts, Resolve } from './addresses.ts';

/** What is known of the copy a server gave last; null = nothing. */
export type Validators = { readonly etag: string | null; readonly lastModified: string | null };

/** Server keys by "host:port", as sha256 fingerprints ("SHA256:…"): what an sftp server showed when it was first seen. */
export type HostKeys = {
  readonly known: (host: string) => string | null;
  readonly learn: (host: string, fingerprint: string) => void;
};

/** What a feed is asked for with, whatever the kind of its address. */
export type FeedRequest = {
  /** Without a password. */
  readonly url: URL;
  readonly auth: FeedAuth;
  readonly known: Validators | null;
  /** For http and https; without it there is no proxy. */
  readonly proxyFor?: ProxyFor;
  /** For sftp; without it no server is known and none remembered. */
  readonly hostKeys?: HostKeys;
  /** Where hosts of sources were found, from one reading to the next. */
  readonly publicHosts: PublicHosts;
  /** The system's, unless a test gives another. */
  readonly resolve?: Resolve;
};

/** What a server has to give: nothing new, or a body that is the taker's to close. */
export type Delivery =
  | { readonly kind: 'unchanged' }
  | (Validators & {
      readonly kind: 'body';
      /** Where it comes from at last. */
      readonly url: URL;
      readonly chunks: AsyncIterable<Buffer>;
      /** Bytes to come, where the server says so. */
      readonly total: number | null;
      /** As a content-encoding names it; absent = not packed for the way. */
      readonly encoding?: string | undefined;
      readonly contentType?: string | undefined;
      /** @throws FeedFailure when the file moved on the server while it came. */
      readonly confirm?: () => Promise<void>;
      readonly close: () => void;
    });
