import { LotwatchError } from '../../../../shared/result.ts';
import { pathOf, pathText, type JsonPath } from './place.ts';
import { candidates, type Candidate, type Sample } from './shape.ts';
import { batchesOf } from '../batches.ts';
import { LineScanner } from '../delimited/line-scanner.ts';
import { linkedDataFilter } from './linked-data.ts';
import { ObjectScanner, type ObjectPlace } from './object-scanner.ts';
import type { OpenedFile } from '../opened-file.ts';
import { CellMaker, columnsOf, listColumns } from '../../parse/flatten.ts';
import { resolveLayout, type Layout } from '../../parse/layout.ts';
import { RowReader } from '../../parse/row-reader.ts';
import { cutOff } from '../record-scanner.ts';
import { readObjects } from '../read-objects.ts';
import type { Scanner } from '../records.ts';
import { hashSeed, type HashSeed } from '../row-hash.ts';
import { settingsKey } from '../../settings-key.ts';
import type { ReadSettings, Snapshot, SnapshotBody } from '../../snapshot.ts';

const NEWLINE = 10;
const CLOSERS = [93, 125]; // ] }

/** Opens a JSON file: a list of objects, the list inside an object that has VINs, or one object per line. */
export function openJson(opened: OpenedFile, settings: ReadSettings): SnapshotBody {
  const { file, window } = opened;
  const { candidate, sample, layout, notes } = choose(opened, settings);
  if (candidate.kind === 'list' && !CLOSERS.includes(opened.lastByte)) {
    throw cutOff(file, 'closing bracket');
  }
  const { names } = layout.columns;
  const { vin } = layout.origins;
  const maker = new CellMaker(names, listColumns(layout));
  const reader = new RowReader(layout, settings, opened);
  // Not the columns themselves: a new one that nothing is read from must not make every row look changed.
  const seed = hashSeed(['json', settingsKey(settings, layout, true)], opened.seed);

  function* batches(): ReturnType<Snapshot['batches']> {
    const scanner = scannerFor(opened, candidate, linkedDataFilter(sample, names[vin.first] ?? ''), seed);
    const { records } = scanner;
    yield* batchesOf(scanner, window, (firstRow, _count, positions) =>
      readObjects(window, records, firstRow, positions, maker, reader, vin.first),
    );
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
    notes: [...layout.notes, ...notes],
    findings: () => reader.findings(),
    batches,
  };
}

function scannerFor(
  { file, window }: OpenedFile,
  candidate: Candidate,
  isRecord: ObjectPlace['isRecord'],
  seed: HashSeed,
): Scanner {
  if (candidate.kind === 'lines') {
    return new LineScanner(window, { delimiter: NEWLINE, newline: NEWLINE, quotes: false }, seed);
  }
  return new ObjectScanner(window, { file, path: candidate.path, isRecord }, seed);
}

type Choice = {
  readonly candidate: Candidate;
  readonly sample: Sample;
  readonly layout: Layout;
  readonly notes: readonly string[];
};

/** The first way to read the file that gives a VIN column; else the complaint about the first way tried. */
function choose({ file, window }: OpenedFile, settings: ReadSettings): Choice {
  const wanted = pathOf(settings.rowsPath);
  let complaint: LotwatchError | null = null;
  let chosen: Choice | null = null;
  for (const candidate of candidates(window.bytes, window.start, window.end)) {
    if (wanted !== null && pathText(wanted) !== pathText(candidate.path)) continue;
    if (chosen !== null && isWithin(candidate.path, chosen.candidate.path)) continue;
    const sample = candidate.sample();
    if (sample.length === 0) continue;
    try {
      const layout = resolveLayout(columnsOf(sample), chosen === null ? settings : onlyVin(settings));
      if (chosen !== null) return { ...chosen, notes: [alsoAt(chosen.candidate, candidate)] };
      chosen = { candidate, sample, layout, notes: [] };
    } catch (error) {
      if (!(error instanceof LotwatchError) || error.code !== 'source') throw error;
      complaint ??= error;
    }
  }
  if (chosen !== null) return chosen;
  if (complaint !== null) throw complaint;
  if (wanted !== null) {
    throw new LotwatchError(
      'source',
      `${file} has no list of objects at "${pathText(wanted)}" in its first part. Nothing was changed.`,
    );
  }
  const isEmptyList = /^\s*\[\s*\]\s*$/.test(
    window.bytes.toString('utf8', window.start, Math.min(window.end, 4096)),
  );
  throw new LotwatchError(
    'source',
    isEmptyList
      ? `${file} is an empty list: it has no rows; nothing was changed.`
      : `${file} is JSON, but contains no list of objects (or none that can be read). Nothing was changed.`,
  );
}

/** Another list that has VINs is worth a word, whatever else its columns are. */
const onlyVin = (settings: ReadSettings): ReadSettings => {
  const vin = settings.mapping['vin'];
  return { ...settings, mapping: vin === undefined ? {} : { vin } };
};

/** The root itself lies around everything, and lists inside a vehicle are its own. */
const isWithin = (path: JsonPath, outer: JsonPath): boolean =>
  path.length === 0 || outer.every((key, i) => path[i] === key);

const alsoAt = (chosen: Candidate, other: Candidate): string =>
  `Vehicles are read from ${pathText(chosen.path)}; there are VINs at ${pathText(other.path)}, too. If those are the inventory, name that path in the source's settings.`;
