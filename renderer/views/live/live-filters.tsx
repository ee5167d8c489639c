import { Button, Chip } from '../../components/button.tsx';
import { CHANGE_FIELDS, type ChangeField } from '../../../shared/event-kinds.ts';
import { isEveryChange } from '../../../shared/list-filter.ts';
import { changeFilter } from '../../stores/filter.ts';
import { useChosenDealer, useStore, useStores } from '../../stores-context.tsx';
import { text } from '../../text.ts';
import { FIELD_WORDS } from '../../text/live.ts';
import { FilterChip } from '../vehicles/filter-chip.tsx';
import { FilterEditor } from '../vehicles/filter-editor.tsx';
import { ModelEditor } from './model-editor.tsx';
import { Threshold } from './threshold.tsx';
import { useResetFilter } from './use-reset-filter.ts';

const words = text.live;

/** What the list of changes leaves out, and nothing hidden: each filter a chip, set or not. The core does the filtering. */
export function LiveFilters() {
  const { live, preferences } = useStores();
  const value = useStore(preferences.store, (state) => state.value);
  const search = useStore(live.store, (state) => state.search);
  const dealer = useChosenDealer();
  const reset = useResetFilter();
  if (value === null) return <div className="live-filters" />;
  const { live: stored } = value;
  const { make, model, hideNew, types } = stored;
  const toggle = (field: ChangeField): void => {
    const others = types.filter((type) => type !== field);
    preferences.setLive({ types: types.includes(field) ? others : [...others, field] });
  };
  return (
    <div className="live-filters" role="group" aria-label={words.filterGroup}>
      <FilterChip
        name={words.dealer}
        value={dealer?.name ?? words.everyDealer}
        isAdded={dealer !== null}
        onRemove={dealer === null ? null : () => preferences.setLive({ dealerId: null })}
        editor={(close) => <FilterEditor column="dealer" filter={null} onDone={close} />}
      />
      <FilterChip
        name={words.model}
        value={make === null && model === null ? words.anyModel : [make, model].filter(Boolean).join(' ')}
        isAdded={make !== null || model !== null}
        onRemove={
          make === null && model === null ? null : () => preferences.setLive({ make: null, model: null })
        }
        editor={(close) => (
          <ModelEditor
            make={make}
            model={model}
            onDone={(chosen) => {
              preferences.setLive(chosen);
              close();
            }}
          />
        )}
      />
      <span className="chips is-joined">
        {CHANGE_FIELDS.map((field) => (
          <Chip key={field} pressed={types.includes(field)} onClick={() => toggle(field)}>
            {FIELD_WORDS[field]}
          </Chip>
        ))}
      </span>
      <Threshold stored={stored} onChange={preferences.setLive} />
      <Chip
        pressed={hideNew}
        title={words.hideNewTitle}
        onClick={() => preferences.setLive({ hideNew: !hideNew })}
      >
        {words.hideNew}
      </Chip>
      {!isEveryChange(changeFilter(value, search)) && (
        <Button tone="plain" small onClick={reset}>
          {words.reset}
        </Button>
      )}
    </div>
  );
}

/** The words that both lists are narrowed to; the palette sets them too. */
export function WordsField() {
  const { live } = useStores();
  const typed = useStore(live.store, (state) => state.search);
  return (
    <span className="quick">
      <input
        type="text"
        value={typed}
        placeholder={words.words}
        aria-label={words.wordsLabel}
        aria-keyshortcuts="/"
        spellCheck={false}
        autoComplete="off"
        maxLength={200}
        onChange={(event) => live.search(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return;
          live.search('');
          event.preventDefault();
        }}
      />
      {typed === '' ? (
        <kbd aria-hidden="true">/</kbd>
      ) : (
        <button
          type="button"
          className="quick-clear"
          aria-label={words.clearSearch}
          title={words.clearSearch}
          onClick={() => live.search('')}
        >
          ✕
        </button>
      )}
    </span>
  );
}
