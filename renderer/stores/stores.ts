import type { StoreApi } from 'zustand/vanilla';
import { createStore } from 'zustand/vanilla';
import type { AppInfo } from './app-info.ts';
import { loadAppInfo } from './app-info.ts';
import type { ChangeFilter, LotFilter, ScoreFilter } from '../../shared/list-filter.ts';
import { EVERY_CHANGE, EVERY_SCORE, WHOLE_LOT } from '../../shared/list-filter.ts';
import type { LotState } from '../../shared/lot.ts';
import type { Api } from '../api.ts';
import type { Connection } from '../connection.ts';
import type { Actions } from './actions.ts';
import { createActions } from './actions.ts';
import type { AlertsStore } from './alerts/alerts.ts';
import { alertReducer, createAlerts } from './alerts/alerts.ts';
import { createSeenNotices } from './alerts/seen.ts';
import type { Beside } from './beside.ts';
import { createBeside } from './beside.ts';
import type { ScreenCommands } from './commands.ts';
import { createScreenCommands } from './commands.ts';
import type { ConnectionsStore } from './connections.ts';
import { createConnectionsStore } from './connections.ts';
import type { Changes } from './changes.ts';
import { changesReducer } from './changes.ts';
import type { Clock } from './clock.ts';
import { startClock } from './clock.ts';
import type { FeedStore } from './feed.ts';
import type { Finder } from './finder.ts';
import { createFinder } from './finder.ts';
import { createFeedStore } from './feed.ts';
import { createFrameScheduler, pageFrames } from './frame-scheduler.ts';
import type { GroupsStore } from './groups.ts';
import { createGroupsStore } from './groups.ts';
import type { InspectionStore } from './inspection.ts';
import { createInspectionStore } from './inspection.ts';
import type { LiveStore } from './live.ts';
import { createLiveStore } from './live.ts';
import type { LookedStore } from './looked.ts';
import { createLooked } from './looked.ts';
import { lotReducer } from './lot.ts';
import type { Navigation } from './navigation.ts';
import { createNavigation } from './navigation.ts';
import { createClipboard, type Clipboard } from './clipboard.ts';
import type { Notices } from './notices.ts';
import { createNotices } from './notices.ts';
import type { PaletteStore } from './palette.ts';
import { createPalette } from './palette.ts';
import type { PreferencesStore } from './preferences.ts';
import { createPreferencesStore } from './preferences.ts';
import type { PreviewStore } from './preview.ts';
import { createPreviewStore } from './preview.ts';
import type { ProblemsStore, RunsStore } from './runs.ts';
import { createProblemsStore, createRunsStore } from './runs.ts';
import type { ReviewStore } from './review.ts';
import { createReviewStore } from './review.ts';
import type { Verdicts } from './verdicts.ts';
import { createVerdicts } from './verdicts.ts';
import type { ListPlaces } from './list-place.ts';
import type { ScoreModelStore } from './score-model.ts';
import { createScoreModelStore } from './score-model.ts';
import type { ScoreList, ScoresStore } from './scores.ts';
import { createScoresStore, scoresReducer } from './scores.ts';
import type { Selection } from './selection.ts';
import { createSelection } from './selection.ts';
import type { SettingFaultsStore } from './setting-faults.ts';
import { createSettingFaultsStore } from './setting-faults.ts';
import type { SignalsStore } from './signals.ts';
import { createSignalsStore } from './signals.ts';
import type { TodayStore } from './today.ts';
import { createTodayStore } from './today.ts';
import type { VehicleStore } from './vehicle.ts';
import { createVehicleStore } from './vehicle.ts';
import type { VehiclesStore } from './vehicles/vehicles.ts';
import { createVehicles } from './vehicles/vehicles.ts';
import type { WallStore } from './wall.ts';
import { createScoreDaysStore, type ScoreDaysStore } from './score-days.ts';
import { createWallStore } from './wall.ts';
import type { Waiting } from './waiting.ts';
import { createWaiting } from './waiting.ts';

/** Everything a screen shows, made once per window. */
export type Stores = {
  readonly connection: StoreApi<Connection>;
  /** How often the core came back after it was away. */
  readonly returns: StoreApi<number>;
  readonly actions: Actions;
  readonly alerts: AlertsStore;
  readonly app: StoreApi<AppInfo | null>;
  readonly clock: StoreApi<Clock>;
  readonly changes: FeedStore<Changes, ChangeFilter>;
  readonly lot: FeedStore<LotState, LotFilter>;
  readonly live: LiveStore;
  readonly looked: LookedStore;
  readonly scoreFeed: FeedStore<ScoreList, ScoreFilter>;
  readonly scores: ScoresStore;
  readonly scoreModel: ScoreModelStore;
  readonly selection: Selection;
  readonly settingFaults: SettingFaultsStore;
  readonly signals: SignalsStore;
  readonly finder: Finder;
  readonly palette: PaletteStore;
  readonly beside: Beside;
  readonly screenCommands: ScreenCommands;
  readonly places: ListPlaces;
  readonly groups: GroupsStore;
  readonly runs: RunsStore;
  readonly connections: ConnectionsStore;
  readonly preferences: PreferencesStore;
  readonly navigation: Navigation;
  readonly notices: Notices;
  readonly clipboard: Clipboard;
  readonly vehicles: VehiclesStore;
  readonly waiting: Waiting;
  openInspection(): InspectionStore;
  openPreview(): PreviewStore;
  openReview(): ReviewStore;
  readonly verdicts: Verdicts;
  openProblems(runId: string): ProblemsStore;
  openToday(): TodayStore;
  openVehicle(vin: string): VehicleStore;
  openWall(): WallStore;
  openScoreDays(): ScoreDaysStore;
  /** Whether the sheet of keys is open. */
  readonly keySheet: StoreApi<boolean>;
  /** Whether the dialog "Use your own inventory" is open. */
  readonly adding: StoreApi<boolean>;
};

export function openStores(api: Api, page: Window): Stores {
  const schedule = createFrameScheduler(pageFrames(page));
  const changes = createFeedStore(api, 'changes', EVERY_CHANGE, changesReducer, schedule);
  const lot = createFeedStore(api, 'lot', WHOLE_LOT, lotReducer, schedule);
  const alertFeed = createFeedStore(api, 'alerts', {}, alertReducer, schedule);
  const groups = createGroupsStore(api);
  const preferences = createPreferencesStore(api);
  const navigation = createNavigation(page);
  const looked = createLooked(page, navigation.store, preferences);
  const live = createLiveStore(api, changes, preferences, groups, looked);
  const scoreFeed = createFeedStore(api, 'scores', EVERY_SCORE, scoresReducer, schedule);
  const scores = createScoresStore(api, scoreFeed, preferences, live);
  const scoreModel = createScoreModelStore(api);
  const app = createStore<AppInfo | null>(() => null);
  const notices = createNotices();
  const clipboard = createClipboard(notices);

  // The figures are those of the dealer chosen in the header, like the lists.
  preferences.store.subscribe(({ value }) => lot.setFilter({ dealerId: value?.live.dealerId ?? null }));
  live.start();
  looked.start(() => ({
    shown: live.store.getState().top,
    newest: changes.store.getState().feed.position?.seq ?? null,
  }));
  scores.start();
  changes.start();
  scoreFeed.start();
  lot.start();
  alertFeed.start();
  void loadAppInfo(api, app);
  void preferences.load();
  void scoreModel.load();
  page.addEventListener('pagehide', () => void preferences.flush());
  const returns = createStore<number>(() => 0);
  // A core that comes back may be another version with other settings.
  api.connection.subscribe((now, before) => {
    if (now.status !== 'open' || before.status !== 'lost') return;
    void loadAppInfo(api, app);
    // What was chosen meanwhile is stored first.
    void preferences.flush().then(preferences.load);
    void scoreModel.load();
    returns.setState(returns.getState() + 1, true);
  });

  return {
    connection: api.connection,
    returns,
    actions: createActions(api, notices),
    alerts: createAlerts(api, alertFeed, createSeenNotices(page)),
    app,
    clock: startClock().store,
    changes,
    lot,
    live,
    looked,
    scoreFeed,
    scores,
    scoreModel,
    selection: createSelection(),
    settingFaults: createSettingFaultsStore(api),
    signals: createSignalsStore(api),
    finder: createFinder(api, preferences),
    palette: createPalette(preferences),
    beside: createBeside(api, page, notices),
    screenCommands: createScreenCommands(),
    places: new Map(),
    groups,
    runs: createRunsStore(api),
    connections: createConnectionsStore(api, notices),
    preferences,
    navigation,
    notices,
    clipboard,
    vehicles: createVehicles(api, lot, preferences, { notices, clipboard }),
    waiting: createWaiting(lot),
    verdicts: createVerdicts(api, lot, notices),
    openInspection: () => createInspectionStore(api),
    openPreview: () => createPreviewStore(api),
    openReview: () => createReviewStore(api, lot),
    openProblems: (runId) => createProblemsStore(api, runId),
    openToday: () => createTodayStore(api, lot, preferences),
    openVehicle: (vin) => createVehicleStore(api, lot, vin),
    openWall: () => createWallStore(api, preferences, schedule),
    openScoreDays: () => createScoreDaysStore(api, lot, preferences),
    keySheet: createStore<boolean>(() => false),
    adding: createStore<boolean>(() => false),
  };
}
