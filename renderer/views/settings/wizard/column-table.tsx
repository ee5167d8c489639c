import { Select } from '@mantine/core';
import type { Inspection } from '../../../../shared/lot.ts';
import { text } from '../../../text.ts';
import { FIELD_LABELS } from '../../../text/settings.ts';
import { MATCH_WORDS } from '../../../text/wizard.ts';
import { confidenceOf } from './choose-field.ts';

const words = text.wizard;
const UNUSED = '';
const OPTIONS = [
  { value: UNUSED, label: words.notUsed },
  ...Object.entries(FIELD_LABELS).map(([value, label]) => ({ value, label })),
];

type Suggestion = Inspection['suggestions'][number];

/** The first rows of a file, cell by cell; above each column what it is taken for, how surely, and some of its values. */
export function ColumnTable(props: {
  readonly found: Inspection;
  readonly usedOnly: boolean;
  readonly onChoose: (column: string, field: string | null) => void;
}) {
  const { found, usedOnly, onChoose } = props;
  const shown = found.suggestions
    .map((suggestion, index) => ({ suggestion, index }))
    .filter(({ suggestion }) => !usedOnly || suggestion.field !== null);
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- scrolls sideways, also by keys
    <div className="columns-scroll" tabIndex={0} role="region" aria-label={words.stands}>
      <table className="table columns" aria-label={words.stands}>
        <thead>
          <tr>
            {shown.map(({ suggestion, index }) => (
              <th key={index} scope="col" className={suggestion.field === null ? 'is-unused' : undefined}>
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
              {shown.map(({ suggestion, index }) => (
                <td
                  key={index}
                  title={row[index]}
                  className={suggestion.field === null ? 'is-unused' : undefined}
                >
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
