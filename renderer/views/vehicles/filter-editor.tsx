import { useState, type FormEvent, type ReactNode } from 'react';
import { columnSpec, type LotColumn } from '../../../shared/lot-list/columns.ts';
import type { ColumnFilter } from '../../../shared/lot-list/filter.ts';
import { Button } from '../../components/button.tsx';
import { parseNumber } from '../../format/number.ts';
import { dealersOf } from '../../stores/lot.ts';
import { useLot, useStore, useStores } from '../../stores-context.tsx';
import { text } from '../../text.ts';
import { filterName } from './filter-words.ts';
import { ValueList } from './value-list.tsx';
import { focusAtOnce } from '../../components/focus-at-once.ts';

const words = text.vehicles;

type EditorProps = {
  readonly column: LotColumn;
  /** The one there is; null = a new one. */
  readonly filter: ColumnFilter | null;
  /** Null takes it away. */
  readonly onDone: (filter: ColumnFilter | null) => void;
};

/** What a column shall hold, asked for as its kind is. */
export function FilterEditor(props: EditorProps) {
  const { column } = props;
  if (column === 'dealer') return <DealerList onDone={() => props.onDone(null)} />;
  const { kind } = columnSpec(column);
  if (kind === 'text') return <TextEditor {...props} />;
  if (kind === 'words' || kind === 'flags' || kind === 'yes-no') return <ValueList {...props} />;
  return <RangeEditor {...props} isDate={kind === 'date'} />;
}

function EditorForm(props: {
  readonly column: LotColumn;
  readonly onSubmit: () => void;
  readonly children: ReactNode;
}) {
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    props.onSubmit();
  };
  return (
    <form className="small-form" onSubmit={onSubmit}>
      <h3>{filterName(props.column)}</h3>
      {props.children}
      <Button tone="primary" small type="submit">
        {words.apply}
      </Button>
    </form>
  );
}

function Field(props: {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly first?: boolean;
  readonly onChange: (value: string) => void;
}) {
  return (
    <span>
      <label className="lw-input-label" htmlFor={props.id}>
        {props.label}
      </label>
      <input
        id={props.id}
        className="text-box"
        ref={props.first === true ? focusAtOnce : undefined}
        data-autofocus={props.first === true ? true : undefined}
        autoComplete="off"
        value={props.value}
        onChange={(event) => props.onChange(event.currentTarget.value)}
      />
    </span>
  );
}

function TextEditor({ column, filter, onDone }: EditorProps) {
  const [words_, setWords] = useState(filter?.op === 'contains' ? filter.text : '');
  const trimmed = words_.trim();
  return (
    <EditorForm
      column={column}
      onSubmit={() => onDone(trimmed === '' ? null : { column, op: 'contains', text: trimmed })}
    >
      <Field first id="filter-contains" label={words.contains} value={words_} onChange={setWords} />
    </EditorForm>
  );
}

const written = (value: number | null): string => (value === null ? '' : String(value));
const readNumber = (typed: string): number | null => {
  const value = parseNumber(typed);
  return Number.isNaN(value) ? null : value;
};

/** Figures from and to, dates by their age in days, or only where nothing is known. */
function RangeEditor({ column, filter, onDone, isDate }: EditorProps & { readonly isDate: boolean }) {
  const isRange = filter?.op === 'range';
  const before = isRange
    ? { min: filter.min ?? filter.over, max: filter.max ?? filter.under }
    : filter?.op === 'age'
      ? { min: filter.min, max: filter.max }
      : { min: null, max: null };
  const [from, setFrom] = useState(written(before.min));
  const [to, setTo] = useState(written(before.max));
  const [unknown, setUnknown] = useState(filter?.op === 'known' && !filter.known);
  const submit = (): void => {
    if (unknown) return onDone({ column, op: 'known', known: false });
    const [min, max] = [readNumber(from), readNumber(to)];
    if (min === null && max === null) return onDone(null);
    if (isDate) return onDone({ column, op: 'age', min, max });
    // What stood open at an end stays so while its figure is the same.
    const over = isRange && filter.over !== null && filter.over === min ? min : null;
    const under = isRange && filter.under !== null && filter.under === max ? max : null;
    onDone({
      column,
      op: 'range',
      min: over === null ? min : null,
      max: under === null ? max : null,
      over,
      under,
    });
  };
  return (
    <EditorForm column={column} onSubmit={submit}>
      <div className="two-fields">
        <Field
          first
          id="filter-from"
          label={isDate ? words.daysAgoFrom : words.from}
          value={from}
          onChange={setFrom}
        />
        <Field id="filter-to" label={isDate ? words.daysAgoTo : words.to} value={to} onChange={setTo} />
      </div>
      <label className="check">
        <input
          type="checkbox"
          checked={unknown}
          onChange={(event) => setUnknown(event.currentTarget.checked)}
        />
        {words.onlyUnknown}
      </label>
    </EditorForm>
  );
}

/** The header's choice, from here as well: one setting for every screen. */
function DealerList({ onDone }: { readonly onDone: () => void }) {
  const { preferences } = useStores();
  const chosen = useStore(preferences.store, ({ value }) => value?.live.dealerId ?? null);
  const sources = useLot((lot) => lot.sources) ?? [];
  const choose = (dealerId: string | null): void => {
    preferences.setLive({ dealerId });
    onDone();
  };
  const options = [{ id: null, name: words.allDealers }, ...dealersOf(sources)];
  return (
    <div className="column-menu" role="radiogroup" aria-label={filterName('dealer')}>
      {options.map(({ id, name }) => (
        <button
          key={id ?? ''}
          type="button"
          role="radio"
          aria-checked={id === chosen}
          data-autofocus={id === chosen ? true : undefined}
          onClick={() => choose(id)}
        >
          {name}
        </button>
      ))}
    </div>
  );
}
