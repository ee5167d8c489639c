import { useCallback, useEffect, useRef, useState, type ReactNode } from 'react';
import { Button } from '../../components/button.tsx';
import { Empty } from '../../components/empty.tsx';
import { asked } from '../../keys/press.ts';
import { sinceTime } from '../../format/time.ts';
import { countOf, targetOf } from '../../stores/vehicles/picks.ts';
import type { PrintedView } from '../../stores/vehicles/print.ts';
import { useReturns, useStore, useStores, useToday } from '../../stores-context.tsx';
import { text } from '../../text.ts';
import { useEscape } from '../vehicle/use-escape.ts';
import { ActionDialog } from './action-dialog.tsx';
import { ExportDialog, type AskedExport } from './export-dialog.tsx';
import { FilterBar } from './filter-bar.tsx';
import { NoRows } from './no-rows.tsx';
import { PickedBar } from './picked-bar.tsx';
import { PreviewPane } from './preview-pane.tsx';
import { PrintSheet } from './print-sheet.tsx';
import { SumsLine } from './sums-line.tsx';
import { useActing } from './use-acting.ts';
import { VehicleGrid } from './vehicle-grid.tsx';
import type { VehicleKey } from './vehicle-keys.ts';
import { useVehicleCommands } from './use-vehicle-commands.ts';
import { ViewTabs } from './view-tabs.tsx';

const words = text.vehicles;

/** The whole inventory as a working list. */
export function VehiclesView() {
  const { vehicles, preferences } = useStores();
  const { views, picks } = vehicles;
  const returns = useReturns();
  useEffect(() => vehicles.start(), [vehicles, returns]);
  const working = useStore(views.store, (state) => state.working);
  const viewsError = useStore(views.store, (state) => state.error);
  const stored = useStore(preferences.store, ({ value }) => value?.vehicles ?? null);
  const preview = stored?.preview ?? false;
  const [activeVin, setActiveVin] = useState<string | null>(null);
  const [saving, setSaving] = useState(false);
  const [adding, setAdding] = useState(false);
  const search = useRef<HTMLInputElement>(null);
  const acting = useActing();
  const [printed, setPrinted] = useState<PrintedView | null>(null);
  const notPrinted = useCallback((): void => setPrinted(null), []);
  const print = useCallback(async (): Promise<void> => setPrinted(await vehicles.printed()), [vehicles]);
  const [exporting, setExporting] = useState<AskedExport | null>(null);

  const showPreview = useCallback(
    (shown: boolean): void => {
      const { value } = preferences.store.getState();
      if (value !== null) preferences.set({ vehicles: { ...value.vehicles, preview: shown } });
    },
    [preferences],
  );

  /** Closes the topmost: the preview, the selection, the search. */
  const escape = (): void => {
    if (preview) showPreview(false);
    else if (countOf(picks.store.getState()) > 0) picks.clear();
    else if (working !== null && working.search !== '') views.change({ search: '' });
  };
  useEscape(escape);

  /** Of what is selected, or of all that is shown. */
  const askExport = (target: AskedExport['target']): void =>
    setExporting({
      target,
      count:
        target === null
          ? (vehicles.sums.store.getState().sums?.count ?? null)
          : countOf(picks.store.getState()),
    });

  const onKey = (key: VehicleKey, vin: string | null): void => {
    if (typeof key === 'object') {
      const chosen = views.store.getState().views?.[key.view];
      if (chosen !== undefined) views.choose(chosen.id);
    } else if (key === 'escape') escape();
    else if (key === 'preview') showPreview(!preview);
    else if (key === 'filter') setAdding(true);
    else if (key === 'export') askExport(targetOf(picks.store.getState()));
    else if (key === 'recompute' || key === 'note' || key === 'copy') acting.act(key, vin);
    else if (key === 'watch') acting.act(isWatched(vin) ? 'unwatch' : 'watch', vin);
  };

  /** Pressed again on one that is watched, it is watched no longer; of many, all are from now on. */
  const isWatched = (vin: string | null): boolean => {
    if (countOf(picks.store.getState()) > 0 || vin === null) return false;
    const row = [...vehicles.rows.store.getState().rows.values()].find((one) => one.vin === vin);
    return row !== undefined && row.watchedAt !== null;
  };

  /** A view of one's own that was changed is stored as it is; any other asks for a name. */
  const save = useCallback((): void => {
    const { current, changed } = views.store.getState();
    if (current !== null && !current.builtIn && changed) void views.update();
    else setSaving(true);
  }, [views]);

  useVehicleCommands({
    onAct: (action) => acting.act(action, null),
    onSave: save,
    onPreview: () => showPreview(!preview),
    onExport: () => askExport(targetOf(picks.store.getState())),
    onPrint: () => void print(),
  });

  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      const ask = asked('vehicles', event, false);
      if (ask === 'print') {
        event.preventDefault();
        void print();
      }
      if (ask !== 'save') return;
      event.preventDefault();
      save();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [save, print]);

  return (
    <div className="lot">
      <section className="panel lot-panel" aria-label={words.list}>
        <ViewTabs saving={saving} onSaving={setSaving} />
        <FilterBar adding={adding} onAdding={setAdding} search={search} />
        <div className={`lot-split ${preview ? 'has-preview' : ''}`}>
          <div className="lot-list" data-pane id="lot-list" role="tabpanel" aria-label={words.list}>
            <SumsLine onExport={() => askExport(null)} onPrint={() => void print()} />
            <Moved />
            {working === null ? (
              <Waiting error={viewsError} />
            ) : (
              <List>
                <VehicleGrid view={working} preview={preview} onActive={setActiveVin} onKey={onKey} />
              </List>
            )}
            <PickedBar
              onAct={(action) => acting.act(action, activeVin)}
              onExport={() => askExport(targetOf(picks.store.getState()))}
            />
          </div>
          {preview && (
            <PreviewPane
              vin={activeVin}
              onClose={() => showPreview(false)}
              onAct={(action, vin) => acting.act(action, vin)}
            />
          )}
        </div>
      </section>
      {printed !== null && <PrintSheet printed={printed} onDone={notPrinted} />}
      {exporting !== null && <ExportDialog asked={exporting} onClose={() => setExporting(null)} />}
      {acting.asked !== null && (
        <ActionDialog asked={acting.asked} onConfirm={acting.confirm} onClose={acting.close} />
      )}
    </div>
  );
}

function Waiting({ error }: { readonly error: string | null }) {
  const { vehicles } = useStores();
  if (error === null) return <p className="empty is-late">{words.loading}</p>;
  return (
    <Empty title={words.viewsFailed} hint={error}>
      <Button onClick={() => void vehicles.views.load()}>{text.common.tryAgain}</Button>
    </Empty>
  );
}

/** The rows, or why there are none. What was read stays below the line that says why there is nothing newer. */
function List({ children }: { readonly children: ReactNode }) {
  const { vehicles } = useStores();
  const today = useToday();
  const view = useStore(vehicles.views.store, (state) => state.working);
  const { ready, error } = useStore(vehicles.rows.store);
  const faults = useStore(vehicles.views.store, (state) => state.faults);
  const isEmpty = useStore(vehicles.rows.store, (state) => state.ready && state.ids.length === 0);
  return (
    <>
      {faults.length > 0 && (
        <p className="lot-error" role="status">
          {faults.join(' ')}{' '}
          <Button tone="plain" onClick={vehicles.views.dismissFaults}>
            {text.common.dismiss}
          </Button>
        </p>
      )}
      {error !== null && (
        <p className="lot-error" role="alert">
          {words.failed(error.message, sinceTime(error.since, today))}{' '}
          <Button tone="plain" onClick={vehicles.rows.again}>
            {text.common.tryAgain}
          </Button>
        </p>
      )}
      {!ready && error === null && <p className="empty is-late">{words.loading}</p>}
      {isEmpty && view !== null ? <NoRows view={view} /> : ready && children}
    </>
  );
}

/** Rows never move while they are read: this says how many would, and lets them. */
function Moved() {
  const { vehicles } = useStores();
  const moved = useStore(vehicles.rows.store, (state) => state.moved);
  if (moved === 0) return null;
  return (
    <button type="button" className="changes-bar" onClick={vehicles.rows.again}>
      {words.wouldMove(moved)}
    </button>
  );
}
