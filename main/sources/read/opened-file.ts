import type { NoticeBook } from '../notice-book.ts';
import type { ByteWindow, Encoding } from './byte-window.ts';

/** What every reader is given: a file whose first chunk is in the window. */
export type OpenedFile = {
  /** Its name, for messages. */
  readonly file: string;
  readonly fd: number;
  /** Of what is unpacked. */
  readonly maxBytes: number;
  /** What a reader opens besides goes with the snapshot. */
  readonly open: DisposableStack;
  readonly window: ByteWindow;
  readonly encoding: Encoding;
  readonly bytes: number;
  /** The last byte that is no white space; 0 for none. */
  readonly lastByte: number;
  /** As-of date of the file, unix ms. */
  readonly asOf: number;
  /** The caller's part of the hash seed. */
  readonly seed: number;
  /** Where readers note what they do not find, understand or read. */
  readonly notices: NoticeBook;
};
