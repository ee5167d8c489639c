import { expect, test } from '../fixtures.ts';
import { startAndFail } from '../start-and-fail.ts';

test('a second console on the same folder names the first', async ({ lotwatch, adapter }) => {
  await lotwatch.live.ready();
  const { code, message } = await startAndFail(adapter, lotwatch.dataDir);
  expect(code).toBe(1);
  expect(message).toMatch(/already running on .* \(process \d+, serve/);
});
