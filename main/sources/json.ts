import { LotwatchError } from '../../shared/result.ts';
import { candidates, type Candidate } from './json-shape.ts';
import { LineScanner } from './line-scanner.ts';
import { ObjectScanner } from './object-scanner.ts';
import type { OpenedFile } from './opened-file.ts';
import { CellMaker, columnsOf } from './parse/flatten.ts';
import { resolveLayout, type Layout } from './parse/layout.ts';
import { RowReader } from './parse/row-reader.ts';
import { readObjects } from './read-objects.ts';
import type { Scanner } from './records.ts';
import { hashSeed } from './row-hash.ts';
import { settingsKey } from './settings-key.ts';
import type { ReadSettings, Snapshot } from './snapshot.ts';

const NEWLINE = 10;
const CLOSERS = [93, 125]; // ] }

/** Opens a JSON file: a list of objects, the list inside an object that has VINs, or one object per line. */
export function openJson(opened: OpenedFile, settings: ReadSettings): Omit<Snapshot, 'close'> {
  const { file, window } = opened;
  const { candidate, layout } = choose(opened, settings);
  if (candidate.kind === 'list' && !CLOSERS.includes(opened.lastByte)) {
    throw new LotwatchError(
      'source',
      `${file} ends in the middle: its closing bracket is missing. It is still being written, or its download broke off. Nothing was changed.`,
    );
  }
  const { names } = layout.columns;
  const { photos, options, vin } = layout.origins;
  const maker = new CellMaker(
    names,
    new Set([photos.first, ...photos.rest, options.first, ...options.rest]),
  );
  const reader = new RowReader(layout, settings);
  // Not the columns themselves: a new one that nothing is read from must not make every row look changed.
  const seed = hashSeed(['json', settingsKey(settings, layout, true)], opened.seed);
  window.start = candidate.start;

  function* batches(): ReturnType<Snapshot['batches']> {
    const shape = { delimiter: NEWLINE, newline: NEWLINE, quotes: false };
    const scanner: Scanner =
      candidate.kind === 'lines' ? new LineScanner(window, shape, seed) : new ObjectScanner(window, seed);
    const { records } = scanner;
    let firstRow = 1;
    for (let count = scanner.scan(); count > 0; count = scanner.scan()) {
      const batchRow = firstRow;
      yield {
        firstRow,
        count,
        hashLow: records.low,
        hashHigh: records.high,
        bytesRead: window.consumed(records.nexts[count - 1] ?? 0),
        parse: (positions) => readObjects(window, records, batchRow, positions, maker, reader, vin.first),
      };
      firstRow += count;
    }
  }

  return {
    format: candidate.kind === 'lines' ? 'json-lines' : 'json',
    encoding: opened.encoding,
    delimiter: null,
    bytes: opened.bytes,
    columns: names,
    mapped: layout.mapped,
    basis: layout.basis,
    priceKind: layout.priceKind,
    notes: layout.notes,
    batches,
  };
}

/** The first way to read the file that gives a VIN column; else the complaint about the first way tried. */
function choose(
  { file, window }: OpenedFile,
  settings: ReadSettings,
): { candidate: Candidate; layout: Layout } {
  let complaint: LotwatchError | null = null;
  for (const candidate of candidates(window.bytes, window.start, window.end)) {
    if (candidate.sample.length === 0) continue;
    try {
      return { candidate, layout: resolveLayout(columnsOf(candidate.sample), settings) };
    } catch (error) {
      if (!(error instanceof LotwatchError) || error.code !== 'source') throw error;
      complaint ??= error;
    }
  }
  if (complaint !== null) throw complaint;
  const isEmptyList = /^\s*\[\s*\]\s*$/.test(
    window.bytes.toString('utf8', window.start, Math.min(window.end, 4096)),
  );
  throw new LotwatchError(
    'source',
    isEmptyList
      ? `${file} is an empty list: it has no rows; nothing was changed.`
      : `${file} is JSON, but holds no list of objects (or none that can be read). Nothing was changed.`,
  );
}
