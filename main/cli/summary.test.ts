import { afterEach, beforeEach, expect, it } from 'vitest';
import { summaryPage } from '../../shared/day-summary/page.ts';
import { daySummarySchema } from '../../shared/day-summary/summary.ts';
import { openCommandLine } from './command-line.fixture.ts';
import { summaryHtml } from './summary-forms.ts';

let line: ReturnType<typeof openCommandLine>;
const HOSTILE = `<img src=x onerror=alert(1)>"'&`;
const file = (name: string, price: number): string =>
  line.write(
    name,
    `VIN,Year,Make,Model,Price,Dealer\n1HGCM82633A004352,2026,Toyota,"${HOSTILE.replaceAll('"', '""')}",${price},North\n`,
  );
beforeEach(() => {
  line = openCommandLine();
  line.json('sync', file('lot.csv', 40_000), '--dealer', 'North', '--json');
  line.json('sync', file('lot.csv', 39_000), '--dealer', 'North', '--as-of', '2030-01-02', '--json');
});
afterEach(() => line.close());

it('says the same as JSON, as text and as a page', () => {
  const [found] = line.json('summary', '--json');
  const summary = daySummarySchema.parse(found);
  expect(summary.totals).toMatchObject({ vehicles: 1, priceChanges: 1 });
  expect(summary.moves).toMatchObject([{ vin: '1HGCM82633A004352', old: 40_000, new: 39_000 }]);
  const text = line.lotwatch('summary').lines.join('\n');
  expect(text).toContain('Price changes 1');
  expect(text).toMatch(/1HGCM82633A004352 +North +Price +\$40,000 +\$39,000 +−\$1,000/);
  const html = line.lotwatch('summary', '--html').lines.join('\n');
  for (const { title } of summaryPage(summary).sections) expect(html).toContain(`<h2>${title}</h2>`);
  expect(html).toContain('<td class="n">−$1,000</td>');
});

it('a page runs nothing and loads nothing, whatever a feed says', () => {
  const html = line.lotwatch('summary', '--html').lines.join('\n');
  expect(html).toContain('&lt;img src=x onerror=alert(1)&gt;&quot;&#39;&amp;');
  expect(html).not.toContain('<img');
  expect(html).not.toMatch(/<script|\bsrc="|\bhref=|https?:/);
  expect(html).toContain("default-src 'none'");
  // Every text of the page goes the same way.
  const [found] = line.json('summary', '--json');
  const page = summaryPage(daySummarySchema.parse(found));
  const evil = [...summaryHtml({ ...page, title: '</title><b>', period: '<i>', notices: ['<u>'] })].join(
    '',
  );
  expect(evil).not.toMatch(/<b>|<i>|<u>/);
});

it('begins where it is asked to, and refuses what is no moment', () => {
  const [found] = line.json('summary', '--since', '2099-01-01T00:00:00Z', '--json');
  expect(daySummarySchema.parse(found).totals.priceChanges).toBe(0);
  const { code, err } = line.lotwatch('summary', '--since', 'yesterday');
  expect(code).toBe(1);
  expect(err).toContain('Write it as 2026-11-27');
});
