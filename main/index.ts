import {
  app,
  dialog,
  Menu,
  nativeTheme,
  Notification,
  powerMonitor,
  protocol,
  safeStorage,
  session,
  shell,
} from 'electron';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { APP_NAME, type Config, isUnattended, readAppFlags, readConfig } from './config.ts';
import { openCore } from './core.ts';
import { followAlerts } from './desktop/alert-badge.ts';
import { APP_SCHEME, serveRenderer } from './desktop/app-protocol.ts';
import { createBesideWindow } from './desktop/beside-window.ts';
import { logChildProcesses } from './desktop/crash-policy.ts';
import { gatewaySwitch } from './desktop/gateway-switch.ts';
import { openIpcAdapter } from './desktop/ipc.ts';
import { createMainWindow } from './desktop/main-window.ts';
import { menuTemplate } from './desktop/menu.ts';
import { lockNavigation } from './desktop/navigation-lock.ts';
import { SCHEME } from './desktop/origin.ts';
import { addressOpener } from './desktop/open-address.ts';
import { filePicker } from './desktop/pick-path.ts';
import { followPower } from './desktop/power.ts';
import { savePicker } from './desktop/save-path.ts';
import { closeBeforeQuit } from './desktop/quit.ts';
import { closed, restartOnFault } from './desktop/restart.ts';
import { openSecretStore } from './desktop/secrets.ts';
import { lockPermissions, lockRequests } from './desktop/session-lock.ts';
import { endStart } from './desktop/start-failure.ts';
import { alertShower } from './desktop/show-alert.ts';
import { systemProxy } from './desktop/system-proxy.ts';
import { followPreference } from './desktop/theme.ts';
import { openGateway } from './gateway/gateway.ts';
import { programToken, tokenFile } from './gateway/program-token.ts';
import { endIfStuck } from './files/stuck-workers.ts';
import { openLog, type Log } from './log/log.ts';
import { say } from './log/terminal.ts';

/** The desktop app, in the order in which it starts. */
const PRELOAD = fileURLToPath(new URL('./preload.cjs', import.meta.url));
const RENDERER_DIR = fileURLToPath(new URL('../renderer/', import.meta.url));

/** What is open; it closes in reverse, whichever step of the start failed. */
const opened = new AsyncDisposableStack();
let log: Log | null = null;
const close = (): Promise<void> => opened.disposeAsync();

// Whoever read what we say may be gone, as a terminal that was closed: that is no fault of the console.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);

try {
  const { flags, restarted, strange } = readAppFlags(process.argv, process.defaultApp === true);
  restartOnFault({ app, process, log: () => log, close, restarted, ranMs: () => performance.now() });
  for (const word of strange) say(`${word} is not a flag of Lotwatch; it is left to Chromium`);
  prepare(readConfig(flags));
} catch (error) {
  void app.whenReady().then(() => giveUp(error));
}

/** What Electron wants before it is ready. Nothing waits for readiness at the top level: it would never come. */
function prepare(config: Config): void {
  app.setName(APP_NAME);
  mkdirSync(config.dataDir, { recursive: true });
  app.setPath('userData', config.dataDir);
  app.setPath('sessionData', join(config.dataDir, 'browser'));
  app.enableSandbox();
  protocol.registerSchemesAsPrivileged([APP_SCHEME]);
  if (!app.requestSingleInstanceLock()) return app.exit(0);
  void app.whenReady().then(() => start(config).catch(giveUp));
}

async function start(config: Config): Promise<void> {
  const log = await beginLog(config);
  const secrets = await openSecretStore(safeStorage, config.dataDir, log);
  const core = await openCore(config, {
    log,
    adapter: 'desktop',
    sample: true,
    secrets,
    systemProxy: systemProxy(session.defaultSession),
    showAlert: alertShower({
      isSupported: () => Notification.isSupported(),
      create: (options) => new Notification(options),
      onClick: () => main.show(),
    }),
  });
  opened.defer(() => core.close());
  opened.defer(followAlerts(core, app));
  const keptToken = tokenFile(config.dataDir);
  const gateway = gatewaySwitch({
    tokenFile: keptToken,
    open: (port) =>
      openGateway({
        core,
        port,
        token: programToken(config.token, keptToken),
        rendererDir: RENDERER_DIR,
        log,
      }),
  });
  opened.defer(() => gateway.close());
  const onError = (err: unknown): void => log.error({ err }, 'not everything was stored before the sleep');
  followPower(powerMonitor, app, { ...core, onError });
  closeBeforeQuit(app, [close, async () => endIfStuck()]);

  const devtools = !app.isPackaged;
  lockPermissions(session.defaultSession, log);
  lockRequests(session.defaultSession, log, { devtools });
  app.on('web-contents-created', (_event, contents) => lockNavigation(contents, log));
  logChildProcesses(app, log);
  protocol.handle(SCHEME, serveRenderer(RENDERER_DIR));

  const theme = followPreference(core, nativeTheme);
  const abilities = {
    adapter: 'desktop',
    pickPath: filePicker(dialog, () => main.current()),
    savePath: savePicker(dialog, () => main.current()),
    openAddress: addressOpener(shell, log),
    openBeside: (route: string) => beside.open(route),
    gateway,
  } as const;
  const adapter = openIpcAdapter({ core, log, abilities, onAnswer: theme.onAnswer });
  const dark = () => nativeTheme.shouldUseDarkColors;
  const main = createMainWindow({ adapter, log, preload: PRELOAD, dataDir: config.dataDir, dark });
  let quitting = false;
  app.on('before-quit', () => {
    quitting = true;
  });
  const beside = createBesideWindow({
    adapter,
    log,
    preload: PRELOAD,
    dataDir: config.dataDir,
    dark,
    first: main.current,
    quitting: () => quitting,
  });
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate({ devtools, reload: main.reload })));
  app.on('second-instance', main.show);
  app.on('activate', main.show);
  app.on('window-all-closed', () => app.quit());
  const opening = core.openScreen(abilities, () => {});
  void opening.call('gateway.set', {}).then(() => opening.close());
  await theme.ready;
  main.show();
  beside.reopen();
}

async function beginLog(config: Config): Promise<Log> {
  const { log: begun, close: closeLog } = await openLog(config.dataDir, config.logLevel);
  opened.defer(closeLog);
  log = begun;
  return begun;
}

async function giveUp(error: unknown): Promise<void> {
  log?.error({ err: error }, 'cannot start');
  await closed(close, () => log);
  await endStart(error, { app, dialog, stderr: process.stderr, unattended: isUnattended(process.argv) });
}
