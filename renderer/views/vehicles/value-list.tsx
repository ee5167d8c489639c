import { useEffect, useState } from 'react';
import type { LotColumn } from '../../../shared/lot-list/columns.ts';
import type { ColumnFilter } from '../../../shared/lot-list/filter.ts';
import { Button } from '../../components/button.tsx';
import { count } from '../../format/money.ts';
import type { ValuesOf } from '../../stores/vehicles/vehicles.ts';
import { useStores } from '../../stores-context.tsx';
import { text } from '../../text.ts';
import { filterName, valueWords } from './filter-words.ts';
import { focusAtOnce } from '../../components/focus-at-once.ts';

const words = text.vehicles;

/** The values that are there, with how many have each; those that are ticked pass. */
export function ValueList(props: {
  readonly column: LotColumn;
  readonly filter: ColumnFilter | null;
  readonly onDone: (filter: ColumnFilter | null) => void;
}) {
  const { column, filter, onDone } = props;
  const { vehicles } = useStores();
  const isExcluding = filter?.op === 'is-not';
  const [ticked, setTicked] = useState<ReadonlySet<string | null>>(
    new Set(filter?.op === 'is' || filter?.op === 'is-not' ? filter.values : []),
  );
  const [typed, setTyped] = useState('');
  const [found, setFound] = useState<ValuesOf | null>(null);
  useEffect(() => {
    let isWanted = true;
    void vehicles.valuesOf(column, typed).then((values) => {
      if (isWanted && values !== null) setFound(values);
    });
    return () => {
      isWanted = false;
    };
  }, [vehicles, column, typed]);

  const toggle = (value: string | null): void => {
    const next = new Set(ticked);
    if (!next.delete(value)) next.add(value);
    setTicked(next);
  };
  // What is ticked stays in sight, also where the other filters leave none of it.
  const listed = found?.values ?? [];
  const absent = [...ticked].filter((value) => !listed.some((one) => one.value === value));
  const rows = [
    ...(typed === '' ? absent.map((value) => ({ value, label: null, count: 0 })) : []),
    ...listed,
  ];
  return (
    <form
      className="small-form"
      onSubmit={(event) => {
        event.preventDefault();
        const values = [...ticked];
        onDone(values.length === 0 ? null : { column, op: isExcluding ? 'is-not' : 'is', values });
      }}
    >
      <h3>{filterName(column)}</h3>
      <input
        className="text-box"
        ref={focusAtOnce}
        data-autofocus
        aria-label={words.findValue}
        placeholder={words.findValue}
        autoComplete="off"
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      <ul className="value-list">
        {rows.map(({ value, label, count: vehiclesOf }) => (
          <li key={value ?? ''}>
            <label className="check">
              <input type="checkbox" checked={ticked.has(value)} onChange={() => toggle(value)} />
              <span className="grow">
                {column === 'source' ? (label ?? value) : valueWords(column, value)}
              </span>
              <small>{count(vehiclesOf)}</small>
            </label>
          </li>
        ))}
      </ul>
      {found !== null && rows.length === 0 && <p className="muted">{words.noValues}</p>}
      {found?.more === true && <p className="muted">{words.moreValues}</p>}
      <Button tone="primary" small type="submit">
        {words.apply}
      </Button>
    </form>
  );
}
