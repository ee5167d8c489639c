import { alertsText } from './text/alerts.ts';
import { BUS_WORDS, connectionsText, diagnosticsText } from './text/diagnostics.ts';
import { exportsText } from './text/exports.ts';
import { formulasText } from './text/formulas.ts';
import { jobsText } from './text/jobs.ts';
import { keysText } from './text/keys.ts';
import { liveText } from './text/live.ts';
import { guardText } from './text/guard.ts';
import { paletteText } from './text/palette.ts';
import { reviewText } from './text/review.ts';
import { runResultsText } from './text/run-results.ts';
import { networkText } from './text/network.ts';
import { authText, scheduleText } from './text/schedule.ts';
import { scoreSettingsText } from './text/score-settings.ts';
import { scoresText } from './text/scores.ts';
import { settingsText } from './text/settings.ts';
import { commonText, connectionText, shellText } from './text/shell.ts';
import { todayText } from './text/today.ts';
import { vehicleText } from './text/vehicle.ts';
import { vehiclesText } from './text/vehicles.ts';
import { wallText } from './text/wall.ts';
import { wizardText } from './text/wizard.ts';

/** Everything the screens say, in one language and one place. Strings, or functions of what they speak about. */
export const text = {
  common: commonText,
  connection: connectionText,
  shell: { ...shellText, bus: BUS_WORDS },
  live: liveText,
  palette: paletteText,
  keys: keysText,
  wall: wallText,
  scores: scoresText,
  scoreSettings: scoreSettingsText,
  today: todayText,
  alerts: alertsText,
  vehicle: vehicleText,
  vehicles: vehiclesText,
  exports: exportsText,
  formulas: formulasText,
  review: reviewText,
  jobs: jobsText,
  runResults: runResultsText,
  settings: settingsText,
  wizard: wizardText,
  schedule: scheduleText,
  auth: authText,
  network: networkText,
  guard: guardText,
  diagnostics: diagnosticsText,
  connections: connectionsText,
} as const;
