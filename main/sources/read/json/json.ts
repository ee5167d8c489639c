import { choose, type Choice } from './choose.ts';
import { batchesOf } from '../batches.ts';
import { DamagedCells } from '../damaged-cells.ts';
import { LineScanner } from '../delimited/line-scanner.ts';
import { linkedDataFilter } from './linked-data.ts';
import { ObjectScanner } from './object-scanner.ts';
import { Surroundings } from './surroundings.ts';
import { LateFacts } from '../late-facts.ts';
import { NotRead } from '../not-read.ts';
import type { OpenedFile } from '../opened-file.ts';
import { CellMaker, listColumns } from '../../parse/flatten.ts';
import { RowReader } from '../../parse/row-reader.ts';
import { cutOff } from '../record-scanner.ts';
import { readObjects } from '../read-objects.ts';
import type { Scanner } from '../records.ts';
import { noteSeveral } from '../several.ts';
import { hashSeed, type HashSeed } from '../row-hash.ts';
import { settingsKey } from '../../settings-key.ts';
import type { ReadSettings, Snapshot, SnapshotBody } from '../../snapshot.ts';

const NEWLINE = 10;
const CLOSERS = [93, 125]; // ] }

/** Opens a JSON file: a list of objects, the list inside an object that has VINs, or one object per line. */
export function openJson(opened: OpenedFile, settings: ReadSettings): SnapshotBody {
  const { file, window } = opened;
  const choice = choose(opened, settings);
  const { candidate, layout, notes } = choice;
  if (candidate.kind === 'list' && !CLOSERS.includes(opened.lastByte)) {
    throw cutOff(file, 'closing bracket');
  }
  const { names } = layout.columns;
  const { vin } = layout.origins;
  const maker = new CellMaker(names, listColumns(layout));
  const head = window.bytes.subarray(window.start, window.end);
  const damaged = new DamagedCells(layout, settings, opened.notices, head);
  noteSeveral(layout, (column) => column.includes('[]'), opened.notices);
  const reader = new RowReader(layout, settings, opened);
  // Not the columns themselves: a new one that nothing is read from must not make every row look changed.
  const seed = hashSeed(['json', settingsKey(settings, layout, true)], opened.seed);

  function* batches(): ReturnType<Snapshot['batches']> {
    const scanner = scannerFor(opened, choice, settings, seed);
    const facts = scanner instanceof ObjectScanner ? scanner.facts : [];
    const parser = {
      window,
      records: scanner.records,
      facts,
      maker,
      damaged,
      reader,
      vinColumn: vin.first,
    };
    yield* batchesOf(scanner, window, {
      read: (firstRow, count, positions) => readObjects(parser, firstRow, count, positions),
    });
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
    prices: layout.prices,
    notes: [...layout.notes, ...notes],
    findings: () => reader.findings(),
    batches,
  };
}

function scannerFor(
  { file, window, notices }: OpenedFile,
  { candidate, sample, layout, plan, isSibling }: Choice,
  settings: ReadSettings,
  seed: HashSeed,
): Scanner {
  if (candidate.kind === 'lines') {
    return new LineScanner(window, { delimiter: NEWLINE, newline: NEWLINE, quotes: false }, seed);
  }
  const { first } = layout.origins.vin;
  const vin = layout.columns.name(first);
  const place = {
    file,
    path: candidate.path,
    isRecord: linkedDataFilter(sample, vin),
    isSibling,
    surroundings: new Surroundings(plan, candidate.isVinKeyed ? first : -1),
    notRead: new NotRead(notices, settings, vin),
    late: new LateFacts(notices, settings, layout, plan),
  };
  return new ObjectScanner(window, place, seed);
}
