import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { hasRedisServer, makeRedisServer } from '../../main/bus/redis-server.fixture.ts';
import { freePort } from '../../main/free-port.fixture.ts';
import { expect, test } from '../fixtures.ts';

const PASSWORD = 'canary-password';

test('Redis is entered, tested, switched on and off in Settings, and its password is shown nowhere (needs redis-server)', async ({
  lotwatch,
}) => {
  test.skip(!hasRedisServer, 'no redis-server: install the package redis-server');
  const server = await makeRedisServer(['--requirepass', PASSWORD], PASSWORD);
  await server.start();
  try {
    const { page } = lotwatch;
    const pill = page.getByRole('status', { name: /^Event bus: / });
    await expect(pill).toHaveText('Local');
    await page.getByRole('link', { name: 'Settings' }).click();
    const address = page.getByRole('textbox', { name: 'Redis address' });
    const share = page.getByRole('checkbox', { name: /^Share changes/ });
    const section = page.getByRole('region', { name: 'Redis and gateway' });

    await address.fill(`redis://default:wrong-${PASSWORD}@127.0.0.1:${server.port}`);
    await section.getByRole('button', { name: 'Test connection' }).click();
    await expect(section.getByRole('alert')).toContainText(/password/i);
    await address.fill(`redis://default:${PASSWORD}@127.0.0.1:${server.port}`);
    await section.getByRole('button', { name: 'Test connection' }).click();
    await expect(section.getByText(/Connected\. Redis/)).toBeVisible();
    await section.getByRole('button', { name: 'Save' }).click();
    await expect(section.getByText(`redis://127.0.0.1:${server.port}/0`)).toBeVisible();
    await expect(address).toHaveValue('');

    await share.click();
    await expect(share).toBeChecked();
    await expect(pill).toHaveText('Redis');
    await page.getByRole('link', { name: 'Diagnostics' }).click();
    await expect(page.getByText(`redis://127.0.0.1:${server.port}/0`)).toBeVisible();
    expect(await page.content()).not.toContain(PASSWORD);
    expect(await lotwatch.log()).not.toContain(PASSWORD);
    await page.getByRole('link', { name: 'Settings' }).click();
    await share.click();
    await expect(pill).toHaveText('Local');
  } finally {
    await server.end();
  }
});

test('the gateway is closed until it is switched on, and lets programs in with the token', async ({
  lotwatch,
}) => {
  const { page, dataDir } = lotwatch;
  const port = await freePort();
  const ask = (headers: Record<string, string> = {}): Promise<number | string> =>
    fetch(`http://127.0.0.1:${port}/api/diagnostics/redis`, { headers }).then(
      ({ status }) => status,
      () => 'closed',
    );
  await page.getByRole('link', { name: 'Settings' }).click();
  const programs = page.getByRole('checkbox', { name: /^Allow programs/ });
  await expect(programs).not.toBeChecked();
  await page.getByRole('textbox', { name: 'Port' }).fill(String(port));
  expect(await ask()).toBe('closed');
  await programs.click();
  await expect(programs).toBeChecked();
  await expect(page.getByText(`Open at http://localhost:${port}`)).toBeVisible();
  expect(await ask()).toBe(401);
  const token = (await readFile(join(dataDir, 'gateway-token'), 'utf8')).trim();
  expect(await ask({ authorization: `Bearer ${token}` })).toBe(200);
  await lotwatch.restart();
  await expect.poll(() => ask({ authorization: `Bearer ${token}` })).toBe(200);
  await lotwatch.page.getByRole('link', { name: 'Settings' }).click();
  await lotwatch.page.getByRole('checkbox', { name: /^Allow programs/ }).click();
  await expect.poll(() => ask()).toBe('closed');
});
