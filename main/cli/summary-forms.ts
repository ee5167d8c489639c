import type { SummaryPage, SummarySection } from '../../shared/day-summary/page.ts';

/** The day in a page as a mail or a terminal takes it. */

const STYLE = `body{font:14px/1.45 system-ui,sans-serif;color:#16191d;max-width:60em;margin:1.5em auto;padding:0 1em}
h1{font-size:1.5em;margin:0}h2{font-size:1.1em;margin:1.6em 0 .4em}p{margin:.3em 0}.muted{color:#556070}
table{border-collapse:collapse;width:100%}th,td{padding:.25em .6em .25em 0;text-align:left;vertical-align:top;border-bottom:1px solid #e3e6ea}
.n{text-align:right;white-space:nowrap}dl{display:flex;flex-wrap:wrap;gap:1em 2em;margin:1em 0}dt{color:#556070}dd{margin:0;font-size:1.3em;font-weight:600}`;

const SIGNS: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escaped = (text: string): string =>
  text.toWellFormed().replace(/[&<>"']/g, (sign) => SIGNS[sign] ?? '');

/** A page by itself: nothing is loaded, nothing runs, whatever a feed says. */
export function* summaryHtml({
  title,
  period,
  figures,
  notices,
  sections,
}: SummaryPage): Generator<string> {
  yield `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escaped(`${title}, ${period}`)}</title>
<style>${STYLE}</style>
</head>
<body>
<h1>${escaped(title)}</h1>
<p class="muted">${escaped(period)}</p>
<dl>${figures.map(({ label, value }) => `<div><dt>${escaped(label)}</dt><dd>${escaped(value)}</dd></div>`).join('')}</dl>
${notices.map((notice) => `<p>${escaped(notice)}</p>`).join('\n')}
`;
  for (const section of sections) yield sectionHtml(section);
  yield '</body>\n</html>\n';
}

function sectionHtml({ title, columns, rows, note }: SummarySection): string {
  const cell = (tag: 'th' | 'td', text: string, at: number): string =>
    `<${tag}${columns[at]?.isFigure === true ? ' class="n"' : ''}>${escaped(text)}</${tag}>`;
  const head = columns.map(({ label }, at) => cell('th', label, at)).join('');
  const body = rows.map(
    ({ cells }) => `<tr>${cells.map((text, at) => cell('td', text, at)).join('')}</tr>`,
  );
  const table = rows.length === 0 ? '' : `<table>\n<tr>${head}</tr>\n${body.join('\n')}\n</table>\n`;
  return `<h2>${escaped(title)}</h2>\n${table}${note === null ? '' : `<p class="muted">${escaped(note)}</p>\n`}`;
}

/** Lines in columns. */
export function* summaryText({
  title,
  period,
  figures,
  notices,
  sections,
}: SummaryPage): Generator<string> {
  yield `${title}: ${period}\n\n`;
  yield `${figures.map(({ label, value }) => `${label} ${value}`).join(' · ')}\n`;
  for (const notice of notices) yield `${plain(notice)}\n`;
  for (const section of sections) yield `\n${sectionText(section)}`;
}

function sectionText({ title, columns, rows, note }: SummarySection): string {
  const lines =
    rows.length === 0 ? [] : [columns.map(({ label }) => label), ...rows.map(({ cells }) => cells)];
  const widths = columns.map((_, at) =>
    Math.max(0, ...lines.map((cells) => plain(cells[at] ?? '').length)),
  );
  const body = lines.map((cells) =>
    cells
      .map((cell, at) => {
        const text = plain(cell);
        return columns[at]?.isFigure === true
          ? text.padStart(widths[at] ?? 0)
          : text.padEnd(widths[at] ?? 0);
      })
      .join('  ')
      .trimEnd(),
  );
  return [title, ...body.map((line) => `  ${line}`), ...(note === null ? [] : [`  ${note}`]), ''].join(
    '\n',
  );
}

/** A feed's text must not steer a terminal. */
// oxlint-disable-next-line no-control-regex
const plain = (text: string): string => text.replace(/[\u0000-\u001f\u007f-\u009f]/g, ' ');
