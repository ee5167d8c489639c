import { strToU8, zipSync } from 'fflate';

/** A cell of a made-up workbook: a text (shared), a number with the number of its style, or what a formula gave. */
export type Cell =
  | string
  | null
  | { readonly n: number | string; readonly s?: number }
  | { readonly str: string }
  | { readonly e: string };
export type SheetOf = {
  readonly name: string;
  readonly rows: readonly (readonly Cell[])[];
  readonly hidden?: boolean;
};

/** Styles by number: General, MSRP in dollars, a US date, five digits, thousands. */
export const MADE_STYLES = { general: 0, dollars: 1, date: 2, five: 3, thousands: 4, moment: 5 } as const;

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
const lettersOf = (column: number): string =>
  (column >= 26 ? lettersOf(Math.floor(column / 26) - 1) : '') + String.fromCharCode(65 + (column % 26));

/** A workbook as Excel writes it: shared strings, styles, references; blank cells are left out. */
export function workbook(
  sheets: readonly SheetOf[],
  options: { readonly date1904?: boolean } = {},
): Buffer {
  const strings: string[] = [];
  const cell = (value: Cell, at: string): string => {
    if (value === null) return '';
    if (typeof value === 'string') {
      if (!strings.includes(value)) strings.push(value);
      return `<c r="${at}" t="s"><v>${strings.indexOf(value)}</v></c>`;
    }
    if ('str' in value) return `<c r="${at}" t="str"><f>A1</f><v>${escaped(value.str)}</v></c>`;
    if ('e' in value) return `<c r="${at}" t="e"><v>${value.e}</v></c>`;
    return `<c r="${at}" s="${value.s ?? 0}"><v>${value.n}</v></c>`;
  };
  const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
  const rel = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const sheetXml = ({ rows }: SheetOf): string =>
    `<worksheet xmlns="${main}"><sheetData>${rows
      .map(
        (row, r) =>
          `<row r="${r + 1}">${row.map((value, c) => cell(value, `${lettersOf(c)}${r + 1}`)).join('')}</row>`,
      )
      .join('')}</sheetData></worksheet>`;
  const bodies = sheets.map(sheetXml);
  const files: Record<string, string> = {
    '[Content_Types].xml': '<Types/>',
    '_rels/.rels': `<Relationships><Relationship Id="r1" Type="${rel}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `<workbook xmlns="${main}" xmlns:r="${rel}"><workbookPr date1904="${options.date1904 === true ? 1 : 0}"/><sheets>${sheets
      .map(
        ({ name, hidden }, i) =>
          `<sheet name="${escaped(name)}" sheetId="${i + 1}"${hidden === true ? ' state="hidden"' : ''} r:id="s${i}"/>`,
      )
      .join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships>${sheets
      .map(
        (_, i) =>
          `<Relationship Id="s${i}" Type="${rel}/worksheet" Target="worksheets/sheet${i + 1}.xml"/>`,
      )
      .join(
        '',
      )}<Relationship Id="t" Type="${rel}/styles" Target="styles.xml"/><Relationship Id="u" Type="${rel}/sharedStrings" Target="/xl/sharedStrings.xml"/></Relationships>`,
    'xl/styles.xml': `<styleSheet xmlns="${main}"><numFmts><numFmt numFmtId="164" formatCode="&quot;$&quot;#,##0"/><numFmt numFmtId="165" formatCode="00000"/></numFmts><cellStyleXfs><xf numFmtId="9"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="14"/><xf numFmtId="165"/><xf numFmtId="3"/><xf numFmtId="22"/></cellXfs></styleSheet>`,
    'xl/sharedStrings.xml': `<sst xmlns="${main}">${strings
      .map(
        (text) =>
          `<si><r><t xml:space="preserve">${escaped(text)}</t></r><rPh sb="0" eb="1"><t>sound</t></rPh></si>`,
      )
      .join('')}</sst>`,
  };
  bodies.forEach((body, i) => (files[`xl/worksheets/sheet${i + 1}.xml`] = body));
  return Buffer.from(
    zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)]))),
  );
}
