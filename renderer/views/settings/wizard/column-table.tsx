import { Select } from '@mantine/core';
import { useState } from 'react';
import type { Inspection } from '../../../../shared/lot.ts';
import { text } from '../../../text.ts';
import { FIELD_LABELS } from '../../../../shared/field-labels.ts';
import { MATCH_WORDS } from '../../../text/wizard.ts';
import { confidenceOf } from './choose-field.ts';
import { columnGroups } from './column-order.ts';

const words = text.wizard;
const UNUSED = '';
const OPTIONS = [
  { value: UNUSED, label: words.notUsed },
  ...Object.entries(FIELD_LABELS).map(([value, label]) => ({ value, label })),
];

type Suggestion = Inspection['suggestions'][number];

/**
 * The first rows of a file, cell by cell; above each column how it is read, how surely, and some of its values. Columns
 * that need a look come first, and stay where they are while a person corrects them.
 */
export function ColumnTable(props: {
  readonly found: Inspection;
  readonly usedOnly: boolean;
  readonly onChoose: (column: string, field: string | null) => void;
}) {
  const { found, usedOnly, onChoose } = props;
  const { columns, suggestions } = found;
  const [order, setOrder] = useState(() => ({ columns, groups: columnGroups(suggestions) }));
  if (order.columns.join('\n') !== columns.join('\n'))
    setOrder({ columns, groups: columnGroups(suggestions) });
  const groups = order.groups
    .map(({ kind, indexes }) => ({
      kind,
      members: indexes.flatMap((index) => {
        const suggestion = suggestions[index];
        return suggestion === undefined || (usedOnly && suggestion.field === null)
          ? []
          : [{ suggestion, index }];
      }),
    }))
    .filter(({ members }) => members.length > 0);
  const shown = groups.flatMap(({ members }) =>
    members.map((member, at) => ({ ...member, isFirst: at === 0 })),
  );
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- scrolls sideways, also by keys
    <div className="columns-scroll" tabIndex={0} role="region" aria-label={words.stands}>
      <table className="table columns" aria-label={words.stands}>
        <thead>
          <tr className="column-groups">
            {groups.map(({ kind, members }) => (
              <th key={kind} scope="colgroup" colSpan={members.length} className={`is-${kind}`}>
                <span>{words.groups[kind](members.length)}</span>
              </th>
            ))}
          </tr>
          <tr>
            {shown.map(({ suggestion, index, isFirst }) => (
              <th key={index} scope="col" className={classOf(suggestion, isFirst)}>
                <ColumnHead suggestion={suggestion} onChoose={onChoose} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {found.rows.map((row, at) => (
            // The first rows of a file have no name and never change places.
            // oxlint-disable-next-line react/no-array-index-key
            <tr key={at}>
              {shown.map(({ suggestion, index, isFirst }) => (
                <td key={index} title={row[index]} className={classOf(suggestion, isFirst)}>
                  {row[index]}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const classOf = ({ field }: Suggestion, isFirst: boolean): string | undefined =>
  [field === null ? 'is-unused' : '', isFirst ? 'is-first' : ''].filter(Boolean).join(' ') || undefined;

function ColumnHead(props: {
  readonly suggestion: Suggestion;
  readonly onChoose: (column: string, field: string | null) => void;
}) {
  const { suggestion, onChoose } = props;
  const { column, field, samples } = suggestion;
  return (
    <>
      <span className="column-name" title={column}>
        {column || words.noName}
      </span>
      <Select
        aria-label={words.fieldOf(column)}
        data={OPTIONS}
        value={field ?? UNUSED}
        disabled={column.trim() === ''}
        searchable
        allowDeselect={false}
        onChange={(value) => onChoose(column, value === null || value === UNUSED ? null : value)}
      />
      <Sureness suggestion={suggestion} />
      <span className="column-samples" title={samples.join('\n')}>
        {samples.length === 0 ? words.samplesNone : words.samples(samples)}
      </span>
    </>
  );
}

function matched(suggestion: Suggestion): string {
  const { field, why } = suggestion;
  if (field === null) return why === 'chosen' ? MATCH_WORDS.ignored : MATCH_WORDS.none;
  const level = confidenceOf(suggestion);
  if (level === 'chosen' || level === 'none' || why === 'chosen' || why === 'none')
    return MATCH_WORDS.chosen;
  return MATCH_WORDS[level][why];
}

function Sureness({ suggestion }: { readonly suggestion: Suggestion }) {
  const level = confidenceOf(suggestion);
  return (
    <span className={`sureness is-${level}`}>
      <span className="bar" aria-hidden="true">
        <i style={{ width: `${Math.round(suggestion.confidence * 100)}%` }} />
      </span>
      {matched(suggestion)}
    </span>
  );
}
