import { isAscii, isUtf8 } from 'node:buffer';
import type { Layout } from '../parse/layout.ts';
import type { NoticeBook } from '../notice-book.ts';
import type { ReadSettings } from '../snapshot.ts';
import { windows1252 } from './decode.ts';

/** Whole characters of more than one byte, in bytes read one by one. */
const WIDE = /[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}/g;
/** Bytes of the head that tell how a file is written. */
const LOOKED_AT = 1 << 18;
/** So many whole characters for each odd byte, and no fewer: in Windows-1252 "ß–" passes for one now and then. */
const SURE = 4;
/** Bytes that no text in Windows-1252 has. */
const NEVER = /[\x81\x8d\x8f\x90\x9d\xfe\xff]/;
/** The first half of a letter with an accent, its second half lost. */
const HALF = /[\xc2\xc3](?![\x80-\xbf])/;
const BEYOND_BYTES = /[^\0-\xff]/;
const BEYOND_ASCII = /[^\0-\x7f]/;

/** A record after {@link DamagedCells.mend}. */
export type Mended = {
  readonly cells: readonly string[];
  /** A warning; null where nothing is damaged, only written in Windows-1252. */
  readonly note: string | null;
  /** The damage is in what says which car it is, or whose: better no row than another dealer's. */
  readonly isSpoilt: boolean;
};

/**
 * Decodes records that are not UTF-8, in a file that is, cell by cell: one bad byte must not turn the accents of the others into another
 * text, and so one dealer into two. Cells that are no UTF-8 are Windows-1252, in which every byte means something,
 * unless they show that they are damaged.
 */
export class DamagedCells {
  readonly #names: readonly string[];
  readonly #notices: NoticeBook;
  readonly #vital: ReadonlySet<number>;
  readonly #isUtf8File: boolean;

  /** @param head the first bytes of the file: whether they hold UTF-8 says what an odd byte later on is */
  constructor(layout: Layout, settings: ReadSettings, notices: NoticeBook, head: Buffer) {
    const { vin, dealer, dealerId } = layout.origins;
    this.#names = layout.columns.names;
    this.#notices = notices;
    const dealers = [dealerId, dealer].filter(({ explicit }) => explicit || settings.dealer === null);
    this.#vital = new Set([vin, ...dealers].flatMap(({ first, rest }) => [first, ...rest]));
    this.#isUtf8File = isWrittenInUtf8(head.subarray(0, LOOKED_AT));
  }

  /** @param raw cells in which each character is one byte of the file */
  mend(raw: readonly string[]): Mended {
    let isSpoilt = false;
    const damaged: string[] = [];
    const cells = raw.map((cell, index) => {
      if (!BEYOND_ASCII.test(cell) || BEYOND_BYTES.test(cell)) return cell;
      const bytes = Buffer.from(cell, 'latin1');
      if (this.#isUtf8File && isUtf8(bytes)) return bytes.toString('utf8');
      const isMixed = this.#isUtf8File && cell.search(WIDE) >= 0;
      const text = isMixed ? bytes.toString('utf8') : windows1252.decode(bytes);
      const isBroken = isMixed || NEVER.test(cell) || (this.#isUtf8File && HALF.test(cell));
      if (!isBroken && !this.#isUtf8File) return text;
      const column = this.#names[index] ?? '';
      this.#notices.note({ code: 'damaged', field: null, column, value: null }, text);
      damaged.push(column);
      isSpoilt ||= isBroken && this.#vital.has(index);
      return text;
    });
    const note =
      damaged.length === 0
        ? null
        : `damaged bytes, or another encoding, in ${damaged.slice(0, 3).join(', ')}`;
    return { cells, note, isSpoilt };
  }
}

function isWrittenInUtf8(head: Buffer): boolean {
  if (isAscii(head)) return false;
  if (isUtf8(head)) return true;
  const text = head.toString('latin1');
  const wide = text.match(WIDE)?.length ?? 0;
  const odd = text.replaceAll(WIDE, '').match(/[\x80-\xff]/g)?.length ?? 0;
  return wide >= SURE && wide > SURE * odd;
}

export const SPOILT = 'unreadable: damaged bytes in the VIN or the dealer';
