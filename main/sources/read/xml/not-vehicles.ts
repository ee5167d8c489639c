import { shortened } from '../../shortened.ts';
import { localName } from './fields.ts';
import type { XmlShape } from './shape.ts';

const ERROR = /^(?:error|errors|fault|exception|errorresponse|problem|failure)$/i;
const MESSAGE = /^(?:message|faultstring|description|detail|title|reason|text|error|code)$/i;

/** What an XML text without a VIN is instead: what was found, and what to do; null where nothing more can be said. */
export function insteadOfElements({ elements, leaves }: XmlShape): string | null {
  const names = elements.map(({ path }) => localName(path.at(-1) ?? ''));
  const [root = ''] = names;
  const has = (name: string): boolean => names.some((one) => one.toLowerCase() === name);
  if (root === 'Workbook' && has('worksheet') && has('row'))
    return 'is an Excel workbook written as XML, as Excel did in 2003; save it as XLSX or CSV';
  if (/^(?:urlset|sitemapindex)$/.test(root))
    return 'is a sitemap, a list of addresses of pages, not an inventory; ask your feed provider for the feed itself';
  if (/^plist$/.test(root))
    return 'is a property list of Apple, not an inventory; export the inventory as CSV';
  const fault = elements.find(({ path }) => ERROR.test(localName(path.at(-1) ?? '')));
  if (fault === undefined || elements.some(({ isRepeated }) => isRepeated)) return null;
  const said = leaves
    .filter(({ segments }) => MESSAGE.test(segments.at(-1) ?? ''))
    .flatMap(({ values }) => values.filter((value) => value !== ''));
  const [message] = said.toSorted((a, b) => b.length - a.length);
  return `is the answer of a server that says ${message === undefined ? 'that it failed' : `“${shortened(message, 60)}”`}, not an inventory; check the address, its key and its login, or ask your feed provider`;
}
