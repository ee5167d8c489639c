import { DamagedCells } from '../damaged-cells.ts';
import { recordText } from '../decode.ts';
import { batchesOf } from '../batches.ts';
import { LineScanner } from './line-scanner.ts';
import { emptyList } from '../empty-list.ts';
import { LOOKED_AT, orInstead, resolveByContent } from '../find-vin.ts';
import type { OpenedFile } from '../opened-file.ts';
import { RowReader } from '../../parse/row-reader.ts';
import { readHeader, type Header } from './header.ts';
import { insteadOfRows } from './not-vehicles.ts';
import { BatchReader, splitRows } from './read-rows.ts';
import { SectionLines, sectionColumns, sectionsAtHand, titleSection } from './section-lines.ts';
import { hashSeed } from '../row-hash.ts';
import { settingsKey } from '../../settings-key.ts';
import type { ReadSettings, Snapshot, SnapshotBody } from '../../snapshot.ts';

const NEWLINE = 10;
const CARRIAGE_RETURN = 13;
/** Bytes of rows looked at where no name tells the VIN. */
const LOOKED_AT_BYTES = 1 << 17;

/** Opens a file of delimited rows; a line names the columns, and lines above it may be a title. */
export function openDelimited(opened: OpenedFile, settings: ReadSettings): SnapshotBody {
  const { file, window } = opened;
  const header = readHeader(opened, settings);
  const { dialect } = header;
  const shape = {
    delimiter: dialect.delimiter.charCodeAt(0),
    newline: dialect.newline === '\r' ? CARRIAGE_RETURN : NEWLINE,
    quotes: true,
  };
  const title = titleSection(header.skipped);
  const sections = [
    ...(title === null ? [] : [title]),
    ...sectionsAtHand(window.bytes, window.start, window.end, { ...shape, width: dialect.width }),
  ];
  const columns = [...header.names, ...sectionColumns(sections, header.names)];
  const layout = orInstead(
    file,
    () => resolveByContent(columns, settings, opened.notices, () => firstRows(opened, header)),
    () => insteadOfRows(header, firstRows(opened, header)),
  );
  noteSkipped(opened, header.skipped);
  const reader = new RowReader(layout, settings, opened);
  const damaged = new DamagedCells(
    layout,
    settings,
    opened.notices,
    window.bytes.subarray(window.start, window.end),
  );
  const seed = hashSeed(
    ['delimited', dialect.delimiter, header.text, settingsKey(settings, layout)],
    opened.seed,
  );

  function* batches(): ReturnType<Snapshot['batches']> {
    const lines = new SectionLines(shape.delimiter, dialect.width, layout, opened.notices, seed);
    if (title !== null) lines.begin(title);
    const scanner = new LineScanner(window, shape, seed, lines);
    const batch = new BatchReader(window, scanner.records, dialect, reader, damaged, scanner.facts);
    const rows = yield* batchesOf(scanner, window, batch);
    if (rows === 0) throw emptyList(file, 'it has a header but no rows');
  }

  return {
    format: 'delimited',
    encoding: opened.encoding,
    delimiter: dialect.delimiter,
    bytes: opened.bytes,
    columns,
    mapped: layout.mapped,
    basis: layout.basis,
    priceKind: layout.priceKind,
    prices: layout.prices,
    notes: layout.notes,
    findings: () => reader.findings(),
    batches,
  };
}

function noteSkipped({ notices }: OpenedFile, skipped: readonly string[]): void {
  for (const line of skipped)
    notices.note({ code: 'skipped-lines', field: null, column: null, value: null }, line);
}

/** The first whole rows at hand. */
function firstRows({ window }: OpenedFile, { dialect }: Header): readonly (readonly string[])[] {
  const { bytes, start, end, atEnd } = window;
  const until = Math.min(end, start + LOOKED_AT_BYTES);
  const lastLine = until === end && atEnd ? until : bytes.lastIndexOf(dialect.newline, until - 1) + 1;
  const text = recordText(bytes, start, Math.max(start, lastLine === 0 ? until : lastLine));
  // A section's name under the column of VINs would speak against it.
  const isRow = (cells: readonly string[]): boolean =>
    dialect.width < 2 || cells.filter((cell) => cell.trim() !== '').length > 1;
  return splitRows(`${text}${dialect.newline}`, dialect).filter(isRow).slice(0, LOOKED_AT);
}
