import { closeSync, openSync, writeSync } from 'node:fs';
import { Zip, ZipDeflate, ZipPassThrough, strToU8 } from 'fflate';

/**
 * Writes one sheet, row by row, to a workbook file: memory does not grow with the rows. The libraries that write workbooks
 * either hold them whole or have not been looked after for years; the zip around the sheet is fflate's, which the feeds
 * are read with. A text is stored as text: a spreadsheet neither runs it as a formula nor rounds it as a number.
 */
export type WorkbookCell = string | number | null;

const NAMESPACE = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/package/2006/relationships';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const TYPES = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

const PARTS: Readonly<Record<string, string>> = {
  '[Content_Types].xml': `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${TYPES}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${TYPES}.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="${TYPES}.styles+xml"/></Types>`,
  '_rels/.rels': `<Relationships xmlns="${RELATIONS}"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  'xl/workbook.xml': `<workbook xmlns="${NAMESPACE}" xmlns:r="${OFFICE}"><sheets><sheet name="Vehicles" sheetId="1" r:id="rId1"/></sheets></workbook>`,
  'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${RELATIONS}"><Relationship Id="rId1" Type="${OFFICE}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${OFFICE}/styles" Target="styles.xml"/></Relationships>`,
  // Style 1: bold, for the head.
  'xl/styles.xml': `<styleSheet xmlns="${NAMESPACE}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf xfId="0"/><xf xfId="0" fontId="1" applyFont="1"/></cellXfs></styleSheet>`,
};

const SHEET_BEGIN = `${HEAD}<worksheet xmlns="${NAMESPACE}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetData>`;
const SHEET_END = '</sheetData></worksheet>';
/** The most that one sheet can have, its head included. */
const MOST_SHEET_ROWS = 1_048_576;
/** The most that one cell can have. */
const MOST_TEXT = 32_767;
const TEXT_AT_ONCE = 256 * 1024;

// What XML cannot say at all.
// oxlint-disable-next-line no-control-regex
const UNSAYABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;
const escaped = (text: string): string =>
  text
    .slice(0, MOST_TEXT)
    .toWellFormed()
    .replace(UNSAYABLE, '\ufffd')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;');

function cellXml(cell: WorkbookCell, style: string): string {
  if (cell === null) return '<c/>';
  if (typeof cell === 'number') return Number.isFinite(cell) ? `<c${style}><v>${cell}</v></c>` : '<c/>';
  return `<c${style} t="inlineStr"><is><t xml:space="preserve">${escaped(cell)}</t></is></c>`;
}

const rowXml = (cells: readonly WorkbookCell[], style = ''): string =>
  `<row>${cells.map((cell) => cellXml(cell, style)).join('')}</row>`;

/**
 * @returns how many rows were written
 * @throws what the file system says; Error where there are more rows than a sheet can have. What was begun stays.
 */
export function writeWorkbook(
  path: string,
  head: readonly string[],
  rows: Iterable<readonly WorkbookCell[]>,
): number {
  const file = openSync(path, 'w');
  try {
    let failure: Error | null = null;
    const zip = new Zip((error, chunk) => {
      if (error !== null) failure = error;
      else writeSync(file, chunk);
    });
    for (const [name, xml] of Object.entries(PARTS)) {
      const part = new ZipPassThrough(name);
      zip.add(part);
      part.push(strToU8(HEAD + xml), true);
    }
    const sheet = new ZipDeflate('xl/worksheets/sheet1.xml', { level: 4 });
    zip.add(sheet);
    let text = SHEET_BEGIN + rowXml(head, ' s="1"');
    let count = 0;
    for (const row of rows) {
      count += 1;
      if (count >= MOST_SHEET_ROWS)
        throw new Error(
          `A sheet has at most ${MOST_SHEET_ROWS} rows; export fewer vehicles, or a CSV table.`,
        );
      text += rowXml(row);
      if (text.length < TEXT_AT_ONCE) continue;
      sheet.push(strToU8(text));
      text = '';
    }
    sheet.push(strToU8(text + SHEET_END), true);
    zip.end();
    if (failure !== null) throw failure as Error;
    return count;
  } finally {
    closeSync(file);
  }
}
