import type { App, BrowserWindow, PowerMonitor } from 'electron';

export type PowerSteps = {
  /** The machine goes to sleep, or the session ends without asking: what is stored must be whole on the disk. */
  readonly suspended: () => Promise<void>;
  /** It woke from sleep. */
  readonly resumed: () => void;
  readonly onError: (error: unknown) => void;
};

/**
 * Follows the machine's sleep and end. That the network changed, no documented event reports to the main process; a
 * connection that died of it is found by its timeouts.
 */
export function followPower(
  power: Pick<PowerMonitor, 'on'>,
  app: Pick<App, 'on' | 'quit'>,
  { suspended, resumed, onError }: PowerSteps,
): void {
  const suspend = (): void => void suspended().catch(onError);
  power.on('suspend', suspend);
  power.on('resume', resumed);
  // Linux and macOS: there is time to close properly.
  power.on('shutdown', () => app.quit());
  // Windows ends a session without `will-quit`.
  app.on('browser-window-created', (_event, window: BrowserWindow) => {
    window.on('query-session-end', suspend);
  });
}
