import { textReader } from '../decode.ts';
import { LotwatchError } from '../../../../shared/result.ts';
import { batchesOf } from '../batches.ts';
import { DamagedCells } from '../damaged-cells.ts';
import { orInstead } from '../find-vin.ts';
import { LateFacts } from '../late-facts.ts';
import { NotRead } from '../not-read.ts';
import type { OpenedFile } from '../opened-file.ts';
import { noteSeveral } from '../several.ts';
import { cutOff } from '../record-scanner.ts';
import { CellMaker, listColumns } from '../../parse/flatten.ts';
import { RowReader } from '../../parse/row-reader.ts';
import { hashSeed } from '../row-hash.ts';
import { settingsKey } from '../../settings-key.ts';
import type { ReadSettings, Snapshot, SnapshotBody } from '../../snapshot.ts';
import { completeElements } from './complete.ts';
import { ElementScanner } from './element-scanner.ts';
import { FieldReader } from './fields.ts';
import { insteadOfElements } from './not-vehicles.ts';
import { Outside } from './outside.ts';
import { Parents } from './parents.ts';
import { readElements } from './read-elements.ts';
import { shapeOf } from './shape.ts';

const GREATER = 62;
const DECLARATION = /^\s*<\?xml\s[^>]*?\bencoding\s*=\s*["']([^"']{1,40})["']/;

/** Opens an XML feed, whatever its vehicles are called: RSS and Atom items, listings, vehicles. */
export function openXml(opened: OpenedFile, settings: ReadSettings): SnapshotBody {
  const { file, window } = opened;
  if (opened.lastByte !== GREATER) {
    throw cutOff(file, 'last closing tag');
  }
  const declared = DECLARATION.exec(window.bytes.toString('latin1', window.start, window.start + 200))?.[1];
  const textOf = declared === undefined ? textReader(null) : declaredReader(file, declared);
  const shape = shapeOf(file, textOf(window.bytes, window.start, window.end).trimStart());
  const fields = new FieldReader();
  const completed = orInstead(
    file,
    () => completeElements(opened, shape, settings, fields, textOf),
    () => insteadOfElements(shape),
  );
  const { path, layout, repeated, plan, notes, isSibling } = completed;
  const { names } = layout.columns;
  const maker = new CellMaker(names, listColumns(layout), repeated);
  const head = window.bytes.subarray(window.start, window.end);
  const damaged = isUtf8Label(declared) ? new DamagedCells(layout, settings, opened.notices, head) : null;
  noteSeveral(layout, (column) => repeated.has(column), opened.notices);
  const reader = new RowReader(layout, settings, opened);
  // As with JSON, not the columns themselves: a new one that nothing is read from changes no row.
  const seed = hashSeed(['xml', declared ?? '', settingsKey(settings, layout, true)], opened.seed);

  function* batches(): ReturnType<Snapshot['batches']> {
    const vinColumn = layout.origins.vin.first;
    const notRead = new NotRead(opened.notices, settings, names[vinColumn] ?? '');
    const parents = new Parents(plan, fields, textOf, notRead);
    const outside = new Outside(notRead, textOf);
    const late = new LateFacts(opened.notices, settings, layout, plan);
    const scanner = new ElementScanner(window, { file, path, isSibling, parents, outside, late }, seed);
    const { records, facts } = scanner;
    const parser = { window, records, facts, textOf, damaged, fields, maker, reader, vinColumn };
    yield* batchesOf(scanner, window, {
      read: (firstRow, count, positions) => readElements(parser, firstRow, count, positions),
    });
  }

  return {
    format: 'xml',
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

/** The file's bytes were read as UTF-16 already if they are that; many feeds only say so. */
const isUtf8Label = (label: string | undefined): boolean =>
  label === undefined || /^(?:utf-?8|utf-?16(?:le|be)?|us-ascii|unicode)$/i.test(label);

function declaredReader(file: string, label: string): ReturnType<typeof textReader> {
  if (isUtf8Label(label)) return textReader(null);
  try {
    return textReader(label);
  } catch {
    throw new LotwatchError(
      'source',
      `${file} says it is written in the encoding "${label}", which is not known here; ask for UTF-8. Nothing was changed.`,
    );
  }
}
