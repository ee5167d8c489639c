import type { ComponentType } from 'react';
import { useEffect } from 'react';
import { useStore, useStores } from '../stores-context.tsx';
import type { ViewName } from '../stores/navigation.ts';
import { routeHash } from '../stores/navigation.ts';
import { text } from '../text.ts';
import { AlertsView } from '../views/alerts/alerts-view.tsx';
import { DiagnosticsView } from '../views/diagnostics/diagnostics-view.tsx';
import { FormulasView } from '../views/formulas/formulas-view.tsx';
import { JobsView } from '../views/jobs/jobs-view.tsx';
import { LiveView } from '../views/live/live-view.tsx';
import { ReviewView } from '../views/review/review-view.tsx';
import { SettingsView } from '../views/settings/settings-view.tsx';
import { SourceWizard } from '../views/settings/wizard/wizard.tsx';
import { TodayView } from '../views/today/today-view.tsx';
import { BusNotices } from './bus-notices.tsx';
import { VehicleView } from '../views/vehicle/vehicle-view.tsx';
import { VehiclesView } from '../views/vehicles/vehicles-view.tsx';
import { WallView } from '../views/wall/wall-view.tsx';
import { ConnectionBanner } from './connection-banner.tsx';
import { Footer } from './footer.tsx';
import { keepFocus } from './keep-focus.ts';
import { KeySheet } from './key-sheet.tsx';
import { followShellKeys } from './shell-keys.ts';
import { useWindowTitle } from './use-window-title.ts';
import { SkipLink } from './skip-link.tsx';
import { Header } from './header.tsx';
import { Nav } from './nav.tsx';
import { Notices } from './notices.tsx';
import { Palette } from './palette/palette.tsx';
import { PreferencesBanner, useColorScheme } from './preferences.tsx';

const SCREENS: Record<ViewName, ComponentType> = {
  live: LiveView,
  vehicles: VehiclesView,
  vehicle: VehicleView,
  today: TodayView,
  alerts: AlertsView,
  review: ReviewView,
  jobs: JobsView,
  diagnostics: DiagnosticsView,
  formulas: FormulasView,
  settings: SettingsView,
  wall: WallView,
};

export function App() {
  const { navigation, adding, preferences, keySheet } = useStores();
  const view = useStore(navigation.store, (place) => place.view);
  const isAdding = useStore(adding);
  const Screen = SCREENS[view];
  useColorScheme();
  useWindowTitle();
  useEffect(() => keepFocus(document, () => routeHash(navigation.store.getState())), [navigation]);
  useEffect(
    () =>
      followShellKeys(document, {
        letters: () => preferences.store.getState().value?.singleKeys ?? true,
        go: (screen) => navigation.go(screen),
        showKeys: () => keySheet.setState(true, true),
      }),
    [navigation, preferences, keySheet],
  );
  // The wall has the whole window: nothing is pressed there, and everything is read from afar.
  if (view === 'wall')
    return (
      <>
        <Screen />
        <Palette />
        <KeySheet />
      </>
    );
  return (
    <div className="shell">
      <SkipLink />
      <Header />
      <Nav />
      {/* Named, because the focus goes here when another page is shown: the name is what is read out then. */}
      <main className="main" tabIndex={-1} aria-label={text.shell.screens[view]}>
        <ConnectionBanner />
        <PreferencesBanner />
        <BusNotices />
        <div className="view">
          <Screen />
        </div>
      </main>
      <Footer />
      <Notices />
      <Palette />
      <KeySheet />
      {isAdding && <SourceWizard source={null} onClose={() => adding.setState(false, true)} />}
    </div>
  );
}
