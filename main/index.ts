import { app, dialog, Menu, nativeTheme, powerMonitor, protocol, safeStorage, session } from 'electron';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { APP_NAME, type Config, readAppFlags, readConfig } from './config.ts';
import { openCore } from './core.ts';
import { APP_SCHEME, serveRenderer } from './desktop/app-protocol.ts';
import { logChildProcesses } from './desktop/crash-policy.ts';
import { gatewaySwitch } from './desktop/gateway-switch.ts';
import { openIpcDoor } from './desktop/ipc.ts';
import { createMainWindow } from './desktop/main-window.ts';
import { menuTemplate } from './desktop/menu.ts';
import { lockNavigation } from './desktop/navigation-lock.ts';
import { SCHEME } from './desktop/origin.ts';
import { filePicker } from './desktop/pick-path.ts';
import { onResume } from './desktop/power.ts';
import { closeBeforeQuit } from './desktop/quit.ts';
import { openSecretStore } from './desktop/secrets.ts';
import { lockPermissions, lockRequests } from './desktop/session-lock.ts';
import { describeStartFailure } from './desktop/start-failure.ts';
import { followPreference } from './desktop/theme.ts';
import { openGateway } from './gateway/gateway.ts';
import { programToken, tokenFile } from './gateway/program-token.ts';
import { openLog } from './log/log.ts';

/** The desktop app, in the order in which it starts. */
const PRELOAD = fileURLToPath(new URL('./preload.cjs', import.meta.url));
const RENDERER_DIR = fileURLToPath(new URL('../renderer/', import.meta.url));

try {
  prepare(readConfig(readAppFlags(process.argv, process.defaultApp === true).flags));
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
  const { log, close: closeLog } = await openLog(config.dataDir, config.logLevel);
  process.on('uncaughtExceptionMonitor', (err) => log.error({ err }, 'uncaught exception'));
  const secrets = await openSecretStore(safeStorage, config.dataDir, log);
  const core = await openCore(config, { log, door: 'desktop', sample: true, secrets });
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
  onResume(powerMonitor, core.resumed);
  closeBeforeQuit(app, [() => gateway.close(), () => core.close(), closeLog]);

  const devtools = !app.isPackaged;
  lockPermissions(session.defaultSession, log);
  lockRequests(session.defaultSession, log, { devtools });
  app.on('web-contents-created', (_event, contents) => lockNavigation(contents, log));
  logChildProcesses(app, log);
  protocol.handle(SCHEME, serveRenderer(RENDERER_DIR));

  const theme = followPreference(core, nativeTheme);
  const abilities = { door: 'desktop', pickPath: filePicker(dialog), gateway } as const;
  const door = openIpcDoor({ core, log, abilities, onAnswer: theme.onAnswer });
  const dark = () => nativeTheme.shouldUseDarkColors;
  const main = createMainWindow({ door, log, preload: PRELOAD, dark });
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate({ devtools, reload: main.reload })));
  app.on('second-instance', main.show);
  app.on('activate', main.show);
  app.on('window-all-closed', () => app.quit());
  const opening = core.openScreen(abilities, () => {});
  void opening.call('gateway.set', {}).then(() => opening.close());
  await theme.ready;
  main.show();
}

function giveUp(error: unknown): void {
  const message = describeStartFailure(error);
  process.stderr.write(`lotwatch: ${message}\n`);
  dialog.showErrorBox(`${APP_NAME} cannot start`, message);
  app.exit(1);
}
