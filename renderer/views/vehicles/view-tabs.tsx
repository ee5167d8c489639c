import { Popover } from '@mantine/core';
import { useState, type KeyboardEvent } from 'react';
import { CoreButton, Button } from '../../components/button.tsx';
import { count } from '../../format/money.ts';
import { useStore, useStores } from '../../stores-context.tsx';
import { text } from '../../text.ts';
import { focusAtOnce } from '../../components/focus-at-once.ts';

const words = text.vehicles;

/** The saved views with how many each has; the one that was changed has a dot, and what to do about it. */
export function ViewTabs(props: {
  readonly saving: boolean;
  readonly onSaving: (saving: boolean) => void;
}) {
  const { views, sums } = useStores().vehicles;
  const { views: saved, current, changed } = useStore(views.store);
  const counts = useStore(sums.store, (state) => state.counts);
  if (saved === null) return <div className="lot-tabs" />;

  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (step === 0) return;
    const tabs = [
      ...(event.currentTarget.parentElement?.querySelectorAll<HTMLElement>('[role=tab]') ?? []),
    ];
    const at = tabs.findIndex((tab) => tab === document.activeElement);
    const next = tabs[(at + step + tabs.length) % tabs.length];
    next?.focus();
    next?.click();
    event.preventDefault();
  };

  return (
    <div className="lot-tabs">
      <div role="tablist" aria-label={words.view} className="tab-list">
        {saved.map((view) => {
          const vehicles = counts.get(view.id);
          const isCurrent = view.id === current?.id;
          return (
            <button
              key={view.id}
              type="button"
              role="tab"
              aria-selected={isCurrent}
              aria-controls="lot-list"
              tabIndex={isCurrent ? 0 : -1}
              className="lot-tab"
              title={view.name}
              onClick={() => views.choose(view.id)}
              onKeyDown={onKeyDown}
            >
              <span className="tab-name">{view.name}</span>
              {vehicles !== undefined && <small>{count(vehicles)}</small>}
              {isCurrent && changed && (
                <span
                  className="tab-dot"
                  role="img"
                  aria-label={words.changedView}
                  title={words.changedView}
                />
              )}
            </button>
          );
        })}
      </div>
      <SaveView {...props} />
      <span className="grow" />
      <ViewActions />
    </div>
  );
}

function SaveView({
  saving,
  onSaving,
}: {
  readonly saving: boolean;
  readonly onSaving: (saving: boolean) => void;
}) {
  const { views } = useStores().vehicles;
  const [name, setName] = useState('');
  const [error, setError] = useState<string | null>(null);
  const save = async (): Promise<void> => {
    const failure = await views.saveAs(name.trim());
    setError(failure);
    if (failure !== null) return;
    setName('');
    onSaving(false);
  };
  return (
    <Popover opened={saving} onChange={onSaving} position="bottom-start" trapFocus returnFocus width={260}>
      <Popover.Target>
        <Button tone="plain" className="save-view" onClick={() => onSaving(!saving)} title="Ctrl S">
          + {words.saveView}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={words.saveView}>
        <form
          className="small-form"
          onSubmit={(event) => {
            event.preventDefault();
            if (name.trim() !== '') void save();
          }}
        >
          <label className="lw-input-label" htmlFor="view-name">
            {words.viewName}
          </label>
          <input
            id="view-name"
            className="text-box"
            ref={focusAtOnce}
            data-autofocus
            maxLength={80}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          {error !== null && <span className="lw-input-error">{error}</span>}
          <CoreButton
            tone="primary"
            small
            onClick={() => void save()}
            off={name.trim() === '' ? words.viewName : null}
          >
            {words.save}
          </CoreButton>
        </form>
      </Popover.Dropdown>
    </Popover>
  );
}

function ViewActions() {
  const { vehicles, notices } = useStores();
  const { views } = vehicles;
  const { current, changed } = useStore(views.store);
  if (current === null) return null;
  const saying = (storing: Promise<string | null>): void =>
    void storing.then((failure) => {
      if (failure !== null) notices.problem(failure);
    });
  return (
    <div className="view-actions">
      {changed && (
        <>
          <CoreButton tone="plain" onClick={() => saying(views.update())}>
            {words.update}
          </CoreButton>
          <Button tone="plain" className="is-quiet" title={words.resetTitle} onClick={views.reset}>
            {words.reset}
          </Button>
        </>
      )}
      {!changed && current.builtIn && current.changed && (
        <CoreButton
          tone="plain"
          className="is-quiet"
          title={words.restoreTitle}
          onClick={() => saying(views.remove(current.id))}
        >
          {words.restoreView}
        </CoreButton>
      )}
      {!changed && !current.builtIn && (
        <CoreButton tone="plain" className="is-quiet" onClick={() => saying(views.remove(current.id))}>
          {words.removeView}
        </CoreButton>
      )}
    </div>
  );
}
