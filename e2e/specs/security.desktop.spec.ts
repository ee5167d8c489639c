import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { ROOT } from '../../scripts/root.ts';
import type { OpenAdapter } from '../adapters.ts';
import { commandOf, environment } from '../adapters.ts';
import { LOOKS, expect, test } from '../fixtures.ts';

test.beforeEach(({ lotwatch }) => lotwatch.live.ready());

function electronOf({ app }: OpenAdapter) {
  if (app === null) throw new Error('only the desktop has an Electron application');
  return app;
}

test('the preload shows the contract and nothing else', LOOKS, async ({ lotwatch }) => {
  const keys = await lotwatch.page.evaluate(() => Object.keys(window.lotwatch ?? {}).sort());
  expect(keys).toEqual(['adapter', 'call', 'subscribe']);
});

test('a wrong payload is refused and logged', async ({ lotwatch }) => {
  const refusals = await lotwatch.page.evaluate(async () => {
    const bridge = window.lotwatch;
    const attempts: (() => Promise<unknown> | undefined)[] = [
      () => bridge?.call('app.quit' as 'app.info', {}),
      () => bridge?.call('app.info', 'x'.repeat(300_000)),
      () => bridge?.call('app.info', 1n),
    ];
    const said: string[] = [];
    for (const attempt of attempts) said.push(await Promise.resolve(attempt()).then(() => 'taken', String));
    return said;
  });
  expect(refusals[0]).toContain('lotwatch has no "app.quit"');
  expect(refusals.slice(1)).toEqual([
    expect.stringContaining('refused'),
    expect.stringContaining('refused'),
  ]);
  await expect.poll(() => lotwatch.log()).toContain('message refused');
});

test('an input off the contract is an answer, not a crash', LOOKS, async ({ lotwatch }) => {
  const answers = await lotwatch.page.evaluate(() =>
    Promise.all([
      window.lotwatch?.call('runs.list', { source: 7, limit: -1 }),
      window.lotwatch?.call('sync.cancel', null),
    ]),
  );
  for (const answer of answers) expect(answer).toMatchObject({ ok: false, error: { code: 'bad-input' } });
});

test('a window that is not ours may not speak, though it loads our page and our preload', async ({
  lotwatch,
}) => {
  const app = electronOf(lotwatch.adapter);
  const opening = app.waitForEvent('window');
  await app.evaluate(
    ({ BrowserWindow }, preload) => {
      const stranger = new BrowserWindow({ webPreferences: { preload, sandbox: true } });
      void stranger.loadURL('app://lotwatch/index.html');
    },
    join(ROOT, 'dist', 'main', 'preload.cjs'),
  );
  const stranger = await opening;
  await stranger.waitForFunction(() => window.lotwatch !== undefined);
  const said = await stranger.evaluate(() =>
    window.lotwatch?.call('app.info', {}).then(() => 'taken', String),
  );
  expect(said).toContain('refused');
  await expect.poll(() => lotwatch.log()).toContain('this sender may not speak to the core');
});

test('a frame inside our page gets no bridge', LOOKS, async ({ lotwatch }) => {
  const type = await lotwatch.page.evaluate(() => {
    const frame = document.createElement('iframe');
    document.body.append(frame);
    return typeof Reflect.get(frame.contentWindow ?? {}, 'lotwatch');
  });
  expect(type).toBe('undefined');
});

test('the page can neither leave nor open a window', async ({ lotwatch }) => {
  const app = electronOf(lotwatch.adapter);
  const before = lotwatch.page.url();
  for (const url of [
    'https://example.com/',
    'file:///etc/passwd',
    'app://lotwatch/stopped.html',
    'about:blank',
  ]) {
    const opened = await lotwatch.page.evaluate((target) => window.open(target) === null, url);
    expect(opened).toBe(true);
  }
  await lotwatch.page.evaluate(() => setTimeout(() => location.assign('https://example.com/')));
  await expect.poll(() => lotwatch.log()).toMatch(/will-(?:frame-)?navigate/);
  expect(lotwatch.page.url()).toBe(before);
  expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
  expect(await lotwatch.log()).toContain('"what":"window.open"');
});

test('permissions are refused', LOOKS, async ({ lotwatch }) => {
  const denied = (run: () => Promise<unknown>) => lotwatch.page.evaluate(run);
  expect(await denied(() => Notification.requestPermission())).toBe('denied');
  expect(
    await denied(() =>
      navigator.mediaDevices.getUserMedia({ audio: true }).then(
        () => 'granted',
        (error: Error) => error.name,
      ),
    ),
  ).toMatch(/NotAllowedError|NotFoundError/);
  const position = () =>
    new Promise((resolve) => {
      navigator.geolocation.getCurrentPosition(
        () => resolve('granted'),
        ({ code }) => resolve(code),
      );
    });
  expect(await denied(position)).toBe(1);
  expect(
    await denied(() =>
      navigator.clipboard.readText().then(
        () => 'granted',
        (error: Error) => error.name,
      ),
    ),
  ).toBe('NotAllowedError');
});

test('app:// has our files and nothing above them', LOOKS, async ({ lotwatch }) => {
  const statuses = await electronOf(lotwatch.adapter).evaluate(
    ({ net }, paths) =>
      Promise.all(paths.map(async (path) => (await net.fetch(`app://lotwatch/${path}`)).status)),
    [
      'index.html',
      '..%2fmain%2findex.js',
      '%2e%2e%2f%2e%2e%2fpackage.json',
      '..%5c..%5cpackage.json',
      'x%00.html',
      '',
    ],
  );
  expect(statuses).toEqual([200, 404, 404, 404, 404, 404]);
});

test('a second start ends and brings the first to the front', async ({ lotwatch }) => {
  const app = electronOf(lotwatch.adapter);
  const focused = app.evaluate(
    ({ app: it }) => new Promise<void>((resolve) => it.once('second-instance', () => resolve())),
  );
  const [command, ...args] = commandOf('desktop');
  const second = spawn(command, args, { env: environment(lotwatch.dataDir), stdio: 'ignore' });
  const [code] = await once(second, 'exit');
  expect(code).toBe(0);
  await focused;
  expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
});

test('a window whose process ends comes back with everything it showed', async ({ lotwatch }) => {
  const app = electronOf(lotwatch.adapter);
  const before = await lotwatch.live.texts();
  await app.evaluate(({ BrowserWindow }) => {
    BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer();
  });
  await expect.poll(() => lotwatch.log()).toContain('window process ended');
  // A driver loses sight of a page that crashed; the main process still sees it.
  const shown = () =>
    app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript(
        `[...document.querySelectorAll('[role=treegrid] [role=row]:has([role=gridcell])')].map((row) => row.innerText)`,
      ),
    );
  await expect.poll(shown).toEqual(before);
});
