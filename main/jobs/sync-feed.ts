import { toFailure, type Failure } from '../../shared/result.ts';
import type { Fetched, HttpSources } from './sources/http-sources.ts';
import type { WorkerHost } from './worker-host.ts';
import type { TaskProgress } from './worker-protocol.ts';

/** A download under way, beside whatever the worker is doing: a slow server delays no other sync. */
export type Fetching = { readonly done: Promise<Fetch>; cancel(): void };
export type Fetch =
  | { readonly ok: true; readonly value: Fetched }
  | { readonly ok: false; readonly error: Failure };

/** Null where the source is no address: there is nothing to fetch. Never rejects. */
export function beginFetch(
  httpSources: HttpSources,
  request: { readonly slug: string; readonly runId: string },
  onProgress: (progress: TaskProgress) => void,
): Fetching | null {
  const source = httpSources.find(request.slug);
  if (source === null) return null;
  const { runId } = request;
  const controller = new AbortController();
  const onBytes = (bytes: number, totalBytes: number | null): void =>
    onProgress({ runId, file: null, phase: 'downloading', rows: 0, totalRows: null, bytes, totalBytes });
  const done = httpSources.fetch(source, { runId, signal: controller.signal, onBytes }).then(
    (value): Fetch => ({ ok: true, value }),
    (error: unknown): Fetch => ({ ok: false, error: toFailure(error) }),
  );
  return { done, cancel: () => controller.abort() };
}

/** What follows in the worker: the sync of the downloaded file, or a note that nothing is new or that it failed. */
export function syncFetched(
  host: WorkerHost,
  request: { readonly slug: string; readonly runId: string },
  fetch: Fetch,
  onProgress: (progress: TaskProgress) => void,
): { readonly done: Promise<unknown>; cancel(): void } {
  const { slug } = request;
  if (!fetch.ok) {
    const { error } = fetch;
    return host.run('fetchFailed', { ...request, error });
  }
  if (fetch.value.kind === 'unchanged') return host.run('fetchUnchanged', { slug });
  const { file, http } = fetch.value;
  return host.run('sync', { ...request, fetched: { file, http } }, onProgress);
}
