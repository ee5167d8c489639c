import { FIELD_LABELS } from './field-labels.ts';
import type { Notice, NoticeCode } from './notice.ts';

/** What a notice says, in words for people: one sentence without its full stop; the same on screen and command line. */
export const noticeWords = (notice: Notice): string => WORDS[notice.code](notice);

const number = new Intl.NumberFormat('en-US');

const of = (count: number, one: string, many = `${one}s`): string =>
  `${number.format(count)} ${count === 1 ? one : many}`;

const rows = ({ count }: Notice): string => of(count, 'row');

/** "Condition", or the field as the feed's setting names it. */
const label = ({ field }: Notice): string =>
  Object.entries(FIELD_LABELS).find(([name]) => name === field)?.[1] ?? field ?? 'This field';

const inColumn = ({ column }: Notice): string => (column === null ? '' : ` in “${column}”`);
const quoted = (value: string | null): string => (value === null ? 'Text' : `“${value}”`);
const because = ({ value }: Notice): string => (value === null ? '' : `: ${value}`);

/** Up to three examples; not where the value says it already. */
const examples = ({ sample, value }: Notice): string => {
  const others = sample.filter((text) => text !== value);
  return others.length === 0 ? '' : ` (such as ${others.join(', ')})`;
};

const WORDS: Readonly<Record<NoticeCode, (notice: Notice) => string>> = {
  'no-column': (notice) =>
    notice.value === null
      ? `No column gives ${label(notice)}; it is unknown for ${rows(notice)}`
      : `No column gives ${label(notice)}; ${rows(notice)} count as ${quoted(notice.value)}`,
  assumed: (notice) =>
    notice.column === null
      ? `${rows(notice)} without ${label(notice)} ${notice.count === 1 ? 'counts' : 'count'} as ${quoted(notice.value)}${examples(notice)}`
      : `${label(notice)} is blank${inColumn(notice)} for ${rows(notice)}; they count as ${quoted(notice.value)}${examples(notice)}`,
  'unknown-word': (notice) =>
    `${quoted(notice.value)}${inColumn(notice)} could not be read as ${label(notice)} in ${rows(notice)}${examples(notice)}`,
  'chosen-column': (notice) => `${label(notice)} is read from “${notice.column ?? ''}”${because(notice)}`,
  'unused-column': (notice) =>
    `“${notice.column ?? ''}” looks like ${label(notice)} and is not used${because(notice)}`,
  'not-read': (notice) =>
    `${of(notice.count, 'record')}${notice.column === null ? '' : ` at “${notice.column}”`} ${notice.count === 1 ? 'was' : 'were'} not read${because(notice)}${examples(notice)}`,
  'skipped-lines': (notice) =>
    `${of(notice.count, 'line')} above the column names ${notice.count === 1 ? 'was' : 'were'} skipped${examples(notice)}`,
  section: (notice) =>
    notice.value === null
      ? `${of(notice.count, 'line')} between the rows could not be read as ${label(notice)}${examples(notice)}`
      : `Rows below ${of(notice.count, 'line')} between the rows count as ${quoted(notice.value)} where they say no ${label(notice)}${examples(notice)}`,
  'no-identity': (notice) =>
    `${quoted(notice.value)}${inColumn(notice)} is not a VIN; ${rows(notice)} left out${examples(notice)}`,
  conflict: (notice) =>
    `${of(notice.count, 'vehicle')} ${notice.count === 1 ? 'is' : 'are'} in the file more than once with different values${because(notice)}${examples(notice)}`,
  damaged: (notice) =>
    `${of(notice.count, 'value')}${inColumn(notice)} ${notice.count === 1 ? 'is' : 'are'} damaged and left out${because(notice)}${examples(notice)}`,
  'other-currency': (notice) =>
    `${label(notice)} of ${of(notice.count, 'vehicle')} is in another currency than before${notice.value === null ? '' : ` (${notice.value})`}; no change is reported for them${examples(notice)}`,
};
