import { BUS_WORDS, connectionsText, diagnosticsText } from './text/diagnostics.ts';
import { jobsText } from './text/jobs.ts';
import { liveText } from './text/live.ts';
import { settingsText } from './text/settings.ts';
import { commonText, connectionText, shellText } from './text/shell.ts';

/** Everything the screens say, in one language and one place. Strings, or functions of what they speak about. */
export const text = {
  common: commonText,
  connection: connectionText,
  shell: { ...shellText, bus: BUS_WORDS },
  live: liveText,
  jobs: jobsText,
  settings: settingsText,
  diagnostics: diagnosticsText,
  connections: connectionsText,
} as const;
