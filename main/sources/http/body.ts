import { createWriteStream } from 'node:fs';
import { Readable, type Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import type { Delivery } from './delivery.ts';
import { cutShort, FeedFailure, shownAddress } from './failure.ts';

export type BodyOptions = {
  /** Written anew. */
  readonly path: string;
  readonly maxBytes: number;
  readonly signal: AbortSignal;
  /** Bytes as they come over the network, and how many there will be where the server says so. */
  readonly onBytes: (bytes: number, total: number | null) => void;
};

type Body = Extract<Delivery, { kind: 'body' }>;

/**
 * Stores a body unpacked: by its content-encoding, and where the file itself is gzip, that too.
 * @throws FeedFailure when it is cut short, too large or packed in an unknown way; what Node throws for the rest.
 */
export async function storeBody(
  { url, chunks: sent, total, encoding }: Body,
  { path, maxBytes, signal, onBytes }: BodyOptions,
): Promise<void> {
  let raw = 0;
  async function* counted(): AsyncGenerator<Buffer> {
    for await (const chunk of sent) {
      raw += Buffer.byteLength(chunk);
      onBytes(raw, total);
      yield chunk;
    }
  }
  let chunks: AsyncIterable<Buffer> = counted();
  for (const decoder of decoders(encoding, url)) chunks = through(chunks, decoder);
  const file = createWriteStream(path);
  try {
    await pipeline(limited(unpackGzip(chunks), url, maxBytes), file, { signal });
  } catch (error) {
    const isCut = error instanceof Error && 'code' in error && error.code === 'ECONNRESET';
    throw isCut ? cutShort(url, came(raw, total)) : error;
  } finally {
    // A connection that breaks at once is told of before the file is open: made then, it would outlive its removal.
    // It may say an error once more on its way there.
    if (!file.closed) await new Promise<void>((resolve) => file.once('close', resolve));
  }
  if (total !== null && raw !== total) throw cutShort(url, came(raw, total));
}

const came = (raw: number, total: number | null): string =>
  total === null
    ? `the connection broke off after ${raw} bytes, before the end`
    : `${raw} of ${total} bytes came`;

const tooLarge = (url: URL, maxBytes: number): FeedFailure =>
  new FeedFailure(
    `${shownAddress(url)} is larger than ${Math.floor(maxBytes / 1024 ** 2)} MiB, more than any inventory. Check the address, or ask your feed provider.`,
  );

function decoders(header: string | undefined, url: URL): Transform[] {
  const names = (header ?? '')
    .toLowerCase()
    .split(',')
    .map((name) => name.trim());
  return names
    .filter((name) => name !== '' && name !== 'identity')
    .toReversed()
    .map((name) => {
      if (name === 'gzip' || name === 'x-gzip') return createGunzip();
      if (name === 'br') return createBrotliDecompress();
      if (name === 'deflate') return createInflate();
      throw new FeedFailure(
        `${shownAddress(url)} packs its feed as "${name}", which Lotwatch cannot unpack. Ask your feed provider for gzip.`,
      );
    });
}

async function* limited(source: AsyncIterable<Buffer>, url: URL, maxBytes: number): AsyncGenerator<Buffer> {
  let stored = 0;
  for await (const chunk of source) {
    stored += chunk.length;
    if (stored > maxBytes) throw tooLarge(url, maxBytes);
    yield chunk;
  }
}

/** Files that are gzip themselves (inventory.csv.gz), recognised by their first two bytes. */
async function* unpackGzip(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const chunks = source[Symbol.asyncIterator]();
  let head = Buffer.alloc(0);
  for (let ended = false; head.length < 2 && !ended;) {
    const next = await chunks.next();
    ended = next.done === true;
    if (next.done !== true) head = Buffer.concat([head, next.value]);
  }
  async function* all(): AsyncGenerator<Buffer> {
    yield head;
    yield* { [Symbol.asyncIterator]: () => chunks };
  }
  yield* head[0] === 0x1f && head[1] === 0x8b ? through(all(), createGunzip()) : all();
}

async function* through(source: AsyncIterable<Buffer>, decoder: Transform): AsyncGenerator<Buffer> {
  // A fault on either side comes out of the decoder.
  pipeline(Readable.from(source), decoder).catch(() => undefined);
  for await (const chunk of decoder) yield chunk;
}
