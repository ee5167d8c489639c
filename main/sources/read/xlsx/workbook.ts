import { posix } from 'node:path';
import { getFormatFromId, isDateFormat } from 'numfmt';
import { LotwatchError } from '../../../../shared/result.ts';
import type { ZipEntry } from '../packed/zip-entries.ts';
import { entryAt, visitAll, type Attributes, type Parts } from './xml-parts.ts';

export type Sheet = { readonly name: string; readonly isHidden: boolean; readonly entry: ZipEntry };

/** How numbers of a style are shown. */
export type NumberStyle = { readonly pattern: string; readonly isDate: boolean };

export type Workbook = {
  /** In their order. */
  readonly sheets: readonly Sheet[];
  /** By the number that cells name. */
  readonly styles: readonly NumberStyle[];
  readonly strings: ZipEntry | null;
  /** Days count from 1904, as in old files of the Mac. */
  readonly from1904: boolean;
};

type Target = { readonly type: string; readonly path: string };

/** @throws LotwatchError `source` for an archive that is another program's, or a workbook that cannot be read. */
export function readWorkbook(parts: Parts): Workbook {
  const root = targetsOf(parts, '');
  const main = [...root.values()].find(({ type }) => type === 'officeDocument');
  const entry = main === undefined ? null : entryAt(parts, main.path);
  if (main === undefined || entry === null || !/\.xml$/i.test(main.path))
    throw notOne(parts.file, main?.path);
  const targets = targetsOf(parts, main.path);
  const sheets: Sheet[] = [];
  let from1904 = false;
  visitAll(parts, entry, {
    open: (name, attributes) => {
      if (name === 'workbookPr') from1904 = /^(?:1|true)$/.test(attributes['date1904'] ?? '');
      if (name !== 'sheet') return;
      const target = targets.get(idOf(attributes));
      const sheet = target?.type === 'worksheet' ? entryAt(parts, target.path) : null;
      if (sheet === null) return;
      const isHidden = (attributes['state'] ?? 'visible') !== 'visible';
      sheets.push({ name: attributes['name'] ?? '', isHidden, entry: sheet });
    },
  });
  if (sheets.length === 0) throw notOne(parts.file, main.path);
  const byType = (wanted: string): ZipEntry | null => {
    const target = [...targets.values()].find(({ type }) => type === wanted);
    return target === undefined ? null : entryAt(parts, target.path);
  };
  const styles = byType('styles');
  return {
    sheets,
    from1904,
    strings: byType('sharedStrings'),
    styles: styles === null ? [] : stylesOf(parts, styles),
  };
}

const idOf = (attributes: Attributes): string =>
  Object.entries(attributes).find(([name]) => name.endsWith(':id'))?.[1] ?? '';

function notOne(file: string, path: string | undefined): LotwatchError {
  const what = /\.bin$/i.test(path ?? '')
    ? 'a binary Excel workbook; save it as XLSX or CSV'
    : /^\/?xl\//i.test(path ?? '')
      ? 'an Excel workbook without a sheet that can be read; save it as CSV'
      : 'a document of another program, not an inventory; export the inventory as CSV or XLSX';
  return new LotwatchError('source', `${file} is ${what}. Nothing was changed.`);
}

/** What a part refers to, by the id it uses. */
function targetsOf(parts: Parts, part: string): ReadonlyMap<string, Target> {
  const { dir, base } = posix.parse(part);
  const found = new Map<string, Target>();
  const entry = entryAt(parts, posix.join(dir, '_rels', `${base}.rels`));
  if (entry === null) return found;
  visitAll(parts, entry, {
    open: (name, { Id = '', Type = '', Target: target = '' }) => {
      if (name !== 'Relationship') return;
      const path = target.startsWith('/') ? target : posix.join(dir, target);
      found.set(Id, { type: Type.split('/').at(-1) ?? '', path });
    },
  });
  return found;
}

function stylesOf(parts: Parts, entry: ZipEntry): NumberStyle[] {
  const patterns = new Map<number, string>();
  const styles: NumberStyle[] = [];
  let isInCells = false;
  visitAll(parts, entry, {
    open: (name, attributes) => {
      if (name === 'numFmt')
        patterns.set(Number(attributes['numFmtId']), attributes['formatCode'] ?? 'General');
      if (name === 'cellXfs') isInCells = true;
      if (name !== 'xf' || !isInCells) return;
      const id = Number(attributes['numFmtId'] ?? 0);
      const pattern = patterns.get(id) ?? getFormatFromId(id) ?? 'General';
      styles.push({ pattern, isDate: isDateFormat(pattern) });
    },
    close: (name) => {
      if (name === 'cellXfs') isInCells = false;
    },
  });
  return styles;
}
