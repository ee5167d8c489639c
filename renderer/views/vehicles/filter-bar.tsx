import { useRef, useState, type Ref } from 'react';
import { LOT_COLUMN_KEYS, type LotColumn } from '../../../shared/lot-list/columns.ts';
import type { ColumnFilter } from '../../../shared/lot-list/filter.ts';
import { Button } from '../../components/button.tsx';
import { fingerprint, withFilter } from '../../stores/vehicles/view-query.ts';
import { useChosenDealer, useStore, useStores } from '../../stores-context.tsx';
import { text } from '../../text.ts';
import { FilterChip } from './filter-chip.tsx';
import { FilterEditor } from './filter-editor.tsx';
import { filterName, filterWords } from './filter-words.ts';

const words = text.vehicles;
/** Offered in the place of chips while there are none. */
const USUAL: readonly LotColumn[] = ['make', 'condition', 'ptm', 'days'];

/** What is shown, and nothing hidden: the words searched for, a chip for every filter, and the way to another one. */
export function FilterBar(props: {
  readonly adding: boolean;
  readonly onAdding: (adding: boolean) => void;
  readonly search: Ref<HTMLInputElement>;
}) {
  const { vehicles, preferences } = useStores();
  const { views } = vehicles;
  const { working, current } = useStore(views.store);
  const dealer = useChosenDealer();
  if (working === null) return <div className="lot-filters" />;
  const { filters } = working;
  const saved = new Set((current?.view.filters ?? []).map(fingerprint));
  const set = (at: number | null, filter: ColumnFilter | null): void =>
    views.change({ filters: withFilter(filters, at, filter) });
  const everyDealer = (): void => preferences.setLive({ dealerId: null });
  const isPlain = filters.length === 0 && dealer === null;
  return (
    <div className="lot-filters" data-pane role="group" aria-label={words.filters}>
      <QuickSearch field={props.search} value={working.search} />
      {filters.map((filter, at) => (
        <FilterChip
          // Filters have no name of their own; two may be alike.
          key={`${filter.column}-${at}`}
          name={filterName(filter.column)}
          value={filterWords(filter)}
          isAdded={!saved.has(fingerprint(filter))}
          onRemove={() => set(at, null)}
          editor={(close) => (
            <FilterEditor
              column={filter.column}
              filter={filter}
              onDone={(next) => {
                set(at, next);
                close();
              }}
            />
          )}
        />
      ))}
      {dealer !== null && (
        <FilterChip
          name={filterName('dealer')}
          value={dealer.name}
          isAdded
          onRemove={everyDealer}
          editor={(close) => <FilterEditor column="dealer" filter={null} onDone={close} />}
        />
      )}
      {isPlain &&
        USUAL.map((column) => (
          <FilterChip
            key={column}
            name={`+ ${filterName(column)}`}
            value={null}
            isAdded={false}
            onRemove={null}
            editor={(close) => (
              <FilterEditor
                column={column}
                filter={null}
                onDone={(next) => {
                  set(null, next);
                  close();
                }}
              />
            )}
          />
        ))}
      <AddFilter {...props} onAdd={(filter) => set(null, filter)} />
      {!isPlain && (
        <Button
          tone="plain"
          className="clear-all"
          onClick={() => {
            views.change({ filters: [] });
            if (dealer !== null) everyDealer();
          }}
        >
          {words.clearAll}
        </Button>
      )}
    </div>
  );
}

function QuickSearch({ value, field }: { readonly value: string; readonly field: Ref<HTMLInputElement> }) {
  const { vehicles } = useStores();
  /** What was typed and is not asked yet. */
  const [typed, setTyped] = useState(value);
  const [shown, setShown] = useState(value);
  // Another view, or a search that was taken away elsewhere.
  if (shown !== value) {
    setShown(value);
    setTyped(value);
  }
  return (
    <span className="quick">
      <input
        ref={field}
        type="text"
        value={typed}
        placeholder={words.search}
        aria-label={words.search}
        aria-keyshortcuts="/"
        spellCheck={false}
        autoComplete="off"
        maxLength={200}
        onChange={(event) => {
          setTyped(event.currentTarget.value);
          vehicles.search(event.currentTarget.value);
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return;
          setTyped('');
          vehicles.search('');
          event.preventDefault();
        }}
      />
      {typed === '' && <kbd aria-hidden="true">{words.searchKey}</kbd>}
    </span>
  );
}

/** Any column first, then what it shall hold. */
function AddFilter(props: {
  readonly adding: boolean;
  readonly onAdding: (adding: boolean) => void;
  readonly onAdd: (filter: ColumnFilter | null) => void;
}) {
  const { adding, onAdding, onAdd } = props;
  const [column, setColumn] = useState<LotColumn | null>(null);
  const list = useRef<HTMLDivElement>(null);
  return (
    <FilterChip
      name={`+ ${words.addFilter}`}
      title={words.addFilterTitle}
      value={null}
      isAdded={false}
      onRemove={null}
      opened={adding}
      onOpened={(opened) => {
        setColumn(null);
        onAdding(opened);
      }}
      editor={(close) =>
        column === null ? (
          <div
            ref={list}
            className="column-menu"
            role="group"
            aria-label={words.chooseColumn}
            onKeyDown={(event) => {
              const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
              if (step === 0) return;
              const items = [...(list.current?.querySelectorAll('button') ?? [])];
              const at = items.findIndex((item) => item === document.activeElement);
              items[Math.max(0, Math.min(items.length - 1, at + step))]?.focus();
              event.preventDefault();
            }}
          >
            {LOT_COLUMN_KEYS.map((key, at) => (
              <button
                key={key}
                type="button"
                data-autofocus={at === 0 ? true : undefined}
                onClick={() => setColumn(key)}
              >
                {filterName(key)}
              </button>
            ))}
          </div>
        ) : (
          <FilterEditor
            key={column}
            column={column}
            filter={null}
            onDone={(filter) => {
              if (filter !== null) onAdd(filter);
              close();
            }}
          />
        )
      }
    />
  );
}
