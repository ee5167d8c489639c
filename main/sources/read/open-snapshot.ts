import { closeSync, fstatSync, readSync } from 'node:fs';
import { LotwatchError } from '../../../shared/result.ts';
import { openToRead } from '../../files/open-file.ts';
import { MAX_FEED_BYTES } from '../http/limits.ts';
import { NoticeBook } from '../notice-book.ts';
import { ByteWindow } from './byte-window.ts';
import { refuseForeign } from './foreign.ts';
import { readerFor } from './formats.ts';
import { inWords } from './in-words.ts';
import type { OpenedFile } from './opened-file.ts';
import { isZip, unpack } from './packed/unpack.ts';
import { sniffEncoding } from './sniff.ts';
import type { ReadSettings, RecordBatch, Snapshot } from '../snapshot.ts';

export type OpenOptions = {
  /** Changes every hash: another number makes the next comparison read every row again. */
  readonly hashSeed?: number;
  /** As-of date of the file, unix ms, from which days in stock are counted back; when it was written unless said. */
  readonly asOf?: number;
  /** Bytes that a packed file may unpack to; those of any feed unless a test says another number. */
  readonly maxBytes?: number;
};

/**
 * Opens an inventory file and finds out how to read it. File access is synchronous: meant for a worker thread.
 * The caller closes the snapshot; its batches can be walked once.
 * @throws LotwatchError `source` if the file is no inventory that can be used, `bad-input` for unknown field
 *   names in the settings. Messages name the file and say what to do.
 */
export function openSnapshot(file: string, settings: ReadSettings, options: OpenOptions = {}): Snapshot {
  const fd = inWords(file, () => openToRead(file));
  const open = new DisposableStack();
  open.defer(() => closeSync(fd));
  const close = (): void => open.dispose();
  try {
    const { body, batches, notices } = inWords(file, () => {
      const { maxBytes = MAX_FEED_BYTES } = options;
      const asOf = options.asOf ?? fstatSync(fd).mtimeMs;
      const opened = look(unpack(fd, file, open, maxBytes), file, open, { ...options, asOf, maxBytes });
      const body = readerFor(opened.window.bytes.subarray(opened.window.start, opened.window.end)).open(
        opened,
        settings,
      );
      return { body, batches: body.batches(), notices: opened.notices };
    });
    let rows = 0;
    const count = (batch: RecordBatch): void => {
      rows += batch.count;
    };
    return {
      ...body,
      batches: () => guarded(file, batches, count),
      notices: () => notices.toList(rows),
      close,
    };
  } catch (error) {
    close();
    throw error;
  }
}

/** Reads the first chunk and refuses what cannot be an inventory. */
function look(
  fd: number,
  file: string,
  open: DisposableStack,
  {
    hashSeed: seed = 0,
    asOf,
    maxBytes,
  }: OpenOptions & { readonly asOf: number; readonly maxBytes: number },
): OpenedFile {
  const stat = fstatSync(fd);
  const raw = new ByteWindow(fd, 'utf-8', 0);
  raw.fill();
  const head = raw.bytes.subarray(0, raw.end);
  if (head.length === 0)
    throw new LotwatchError('source', `${file} is empty (0 bytes). Nothing was changed.`);
  const { encoding, skip } = sniffEncoding(head);
  // What was read to find that out is the window already, unless it has to be converted.
  const isRead = encoding === 'utf-8';
  const window = isRead ? raw : new ByteWindow(fd, encoding, skip);
  if (isRead) window.start = skip;
  else window.fill();
  if (!isZip(head)) refuseForeign(file, head, window.bytes.subarray(window.start, window.end));
  return {
    file,
    fd,
    maxBytes,
    open,
    window,
    encoding,
    bytes: stat.size,
    lastByte: lastByte(fd, stat.size),
    asOf,
    seed,
    notices: new NoticeBook(),
  };
}

/** The last byte that is neither white space nor half of a UTF-16 character; 0 if there is none near the end. */
function lastByte(fd: number, size: number): number {
  const tail = Buffer.alloc(Math.min(size, 1024));
  const count = readSync(fd, tail, 0, tail.length, size - tail.length);
  return tail.subarray(0, count).findLast((byte) => byte > 32) ?? 0;
}

/** Read errors in the middle of a file, in words too. */
function* guarded(
  file: string,
  batches: Generator<RecordBatch>,
  count: (batch: RecordBatch) => void,
): Generator<RecordBatch> {
  for (;;) {
    const next = inWords(file, () => batches.next());
    if (next.done === true) return;
    count(next.value);
    yield next.value;
  }
}
