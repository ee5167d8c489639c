import { FEED_FORMATS, type FeedFormat } from '../../../shared/feed-files.ts';
import type { ReadSettings, SnapshotBody } from '../snapshot.ts';
import { openDelimited } from './delimited/delimited.ts';
import { openJson } from './json/json.ts';
import type { OpenedFile } from './opened-file.ts';
import { looksLikeJson, looksLikeXml } from './sniff.ts';
import { isZip } from './packed/unpack.ts';
import { openXlsx } from './xlsx/xlsx.ts';
import { openXml } from './xml/xml.ts';

/** What a format is to the rest: how its files begin, and how one is read. */
export type FeedReader = {
  /** By the first bytes of a file, its mark passed; the name says nothing, since feeds are named as they come. */
  readonly recognises: (head: Buffer) => boolean;
  /** @throws LotwatchError `source` with what is wrong and what to do. */
  readonly open: (opened: OpenedFile, settings: ReadSettings) => SnapshotBody;
};

/** Every format of the one list has a reader here; the compiler asks for it. */
const READERS: Readonly<Record<FeedFormat, FeedReader>> = {
  xlsx: { recognises: isZip, open: openXlsx },
  xml: { recognises: looksLikeXml, open: openXml },
  json: { recognises: looksLikeJson, open: openJson },
  // Any text may be lines of cells, so it is asked last.
  delimited: { recognises: () => true, open: openDelimited },
};

/** The reader of a file that begins so. Formats are asked in the order of the list. */
export function readerFor(head: Buffer): FeedReader {
  const formats = Object.keys(FEED_FORMATS) as FeedFormat[];
  const format = formats.find((name) => READERS[name].recognises(head)) ?? 'delimited';
  return READERS[format];
}
