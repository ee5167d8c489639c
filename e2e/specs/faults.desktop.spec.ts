import { once } from 'node:events';
import { expect, test } from '../fixtures.ts';

test('an error in the main process shows no box: it is logged, and the console starts again', async ({
  lotwatch,
}) => {
  await lotwatch.live.ready();
  const { app, errors } = lotwatch.adapter;
  if (app === null) throw new Error('the desktop has a main process');
  const ended = once(app.process(), 'exit');
  const thrown = app.evaluate((electron) => {
    // Another console must not begin in the middle of the tests.
    electron.app.relaunch = ({ args } = {}) => void process.stderr.write(`relaunch ${args?.at(-1)}\n`);
    setTimeout(() => {
      throw new Error('thrown by a test');
    });
  });
  // The process may be gone before it answers.
  await thrown.catch(() => undefined);
  const [code] = await ended;
  expect(code).toBe(1);
  expect(errors()).toMatch(/lotwatch: uncaught exception: thrown by a test; starting again, 1 of 3/);
  expect(errors()).toContain('relaunch --restarted=1');
  expect(await lotwatch.log()).toMatch(/"action":"restart".*"msg":"uncaught exception"/);
});
