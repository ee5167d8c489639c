import type { Client, SFTPWrapper } from 'ssh2';
import { calling } from './calling.ts';

/** What every server gives at once. */
const CHUNK_BYTES = 32 * 1024;
/** Asked for before the first has come: on a line of 100 ms one at a time would be 300 KB a second. */
const AHEAD = 24;

/** The file in order; what is missing at its end shows as bytes that did not come. */
export async function* readAhead(
  sftp: SFTPWrapper,
  path: string,
  size: number,
  within: <T>(work: Promise<T>) => Promise<T>,
  client: Client,
): AsyncGenerator<Buffer> {
  const handle = await within(calling<Buffer>(client, (done) => sftp.open(path, 'r', done)));
  const asked: Promise<Buffer>[] = [];
  let next = 0;
  const ask = (): void => {
    const length = Math.min(CHUNK_BYTES, size - next);
    const part = readAt(sftp, client, handle, next, length);
    // The one that is waited for tells.
    part.catch(() => undefined);
    asked.push(part);
    next += length;
  };
  while (asked.length < AHEAD && next < size) ask();
  for (let part = asked.shift(); part !== undefined; part = asked.shift()) {
    const bytes = await within(part);
    if (next < size) ask();
    yield bytes;
  }
}

/** Servers may give less than was asked for. */
async function readAt(
  sftp: SFTPWrapper,
  client: Client,
  handle: Buffer,
  from: number,
  length: number,
): Promise<Buffer> {
  const into = Buffer.alloc(length);
  let came = 0;
  while (came < length) {
    const [at, left] = [came, length - came];
    const read = await calling<number>(client, (done) =>
      sftp.read(handle, into, at, left, from + at, done),
    );
    if (read === 0) break;
    came += read;
  }
  return into.subarray(0, came);
}
