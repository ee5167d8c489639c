import { LotwatchError } from '../../../../shared/result.ts';
import { recordText } from '../decode.ts';
import { batchesOf } from '../batches.ts';
import { LineScanner } from './line-scanner.ts';
import type { OpenedFile } from '../opened-file.ts';
import { resolveLayout } from '../../parse/layout.ts';
import { RowReader } from '../../parse/row-reader.ts';
import { quotedRecordEnd } from './quoted-end.ts';
import { BatchReader, splitRows, type Dialect } from './read-rows.ts';
import { hashSeed } from '../row-hash.ts';
import { settingsKey } from '../../settings-key.ts';
import { sniffDelimiter } from '../sniff.ts';
import type { ReadSettings, Snapshot, SnapshotBody } from '../../snapshot.ts';

const NEWLINE = 10;
const CARRIAGE_RETURN = 13;
/** A longer first line is no list of column names. */
const LONGEST_HEADER = 1 << 19;

type Header = { readonly text: string; readonly names: readonly string[]; readonly dialect: Dialect };

/** Opens a file of delimited rows whose first filled line names the columns. */
export function openDelimited(opened: OpenedFile, settings: ReadSettings): SnapshotBody {
  const { file, window } = opened;
  const header = readHeader(opened);
  const layout = resolveLayout(header.names, settings);
  const reader = new RowReader(layout, settings, opened);
  const { dialect } = header;
  const shape = {
    delimiter: dialect.delimiter.charCodeAt(0),
    newline: dialect.newline === '\r' ? CARRIAGE_RETURN : NEWLINE,
    quotes: true,
  };
  const seed = hashSeed(
    ['delimited', dialect.delimiter, header.text, settingsKey(settings, layout)],
    opened.seed,
  );

  function* batches(): ReturnType<Snapshot['batches']> {
    const scanner = new LineScanner(window, shape, seed);
    const batch = new BatchReader(window, scanner.records, dialect, reader);
    const rows = yield* batchesOf(scanner, window, (firstRow, count, positions) =>
      batch.read(count, firstRow, positions),
    );
    if (rows === 0)
      throw new LotwatchError('source', `${file} has a header but no rows; nothing was changed.`);
  }

  return {
    format: 'delimited',
    encoding: opened.encoding,
    delimiter: dialect.delimiter,
    bytes: opened.bytes,
    columns: header.names,
    mapped: layout.mapped,
    basis: layout.basis,
    priceKind: layout.priceKind,
    notes: layout.notes,
    findings: () => reader.findings(),
    batches,
  };
}

/** Reads the header and leaves the window at the first row. */
function readHeader({ file, window }: OpenedFile): Header {
  const live = window.bytes.subarray(0, window.end);
  const newline = live.includes(NEWLINE) || !live.includes(CARRIAGE_RETURN) ? NEWLINE : CARRIAGE_RETURN;
  let start = window.start;
  for (;;) {
    const lineEnd = live.indexOf(newline, start);
    const line = recordText(live, start, lineEnd < 0 ? window.end : lineEnd).trim();
    // Excel's own way to name the delimiter.
    const declared = /^sep=(.)$/i.exec(line);
    if (lineEnd >= 0 && (line === '' || declared !== null)) {
      start = lineEnd + 1;
      continue;
    }
    const delimiter = sniffDelimiter(line);
    const found = quotedRecordEnd(live, start, window.end, true, delimiter.charCodeAt(0), newline);
    const end = found < 0 ? (lineEnd < 0 ? window.end : lineEnd) : found;
    if (end - start > LONGEST_HEADER) {
      throw new LotwatchError(
        'source',
        `${file} does not start with a line of column names. Nothing was changed.`,
      );
    }
    const text = recordText(live, start, end);
    const ending = newline === NEWLINE ? '\n' : '\r';
    const split = splitRows(`${text}${ending}`, { delimiter, newline: ending, width: 0, needed: 0 });
    const names = (split[0] ?? []).map((name) => name.trim());
    window.start = Math.min(end + 1, window.end);
    const needed = names.findLastIndex((name) => name !== '') + 1;
    return {
      text: names.join('\n'),
      names,
      dialect: { delimiter, newline: ending, width: names.length, needed },
    };
  }
}
