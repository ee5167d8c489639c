import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readConfig } from '../config.ts';
import { openCore, type Core } from '../core.ts';
import { silentLog } from '../log/log.ts';
import { openGateway, type Gateway } from './gateway.ts';
import { ask } from './scripted-gateway.ts';

let dir: string;
let core: Core;
let gateway: Gateway;
const TOKEN = 'x'.repeat(32);

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'lotwatch-exports-'));
  core = await openCore(readConfig({ dataDir: join(dir, 'data') }, {}), {
    log: silentLog(),
    adapter: 'serve',
    sample: false,
  });
  gateway = await openGateway({ core, port: 0, token: TOKEN, rendererDir: dir, log: silentLog() });
});
afterAll(async () => {
  await gateway.close();
  await core.close();
  rmSync(dir, { recursive: true, force: true });
});

it('a table that a page had written is fetched by whoever may in, and by nobody else', async () => {
  const path = join(dir, 'lot.csv');
  writeFileSync(path, 'VIN,Price,Dealer Name,Make\n1HGCM82633A004352,39000,North,Citroën\n');
  const screen = core.openScreen({ adapter: 'browser' }, () => undefined);
  await screen.call('sources.add', { path, name: null, role: 'own', settings: {} });
  await core.idle();
  const asked = { query: {}, target: null, columns: ['vin', 'make'], format: 'csv', title: 'Où “A”' };
  // A large first sync is brought into the list in parts.
  const exported = async () => {
    const started = await screen.call('exports.start', asked);
    const { exportId } = (started as { value: { exportId: string } }).value;
    return (await screen.call('exports.outcome', { exportId })) as {
      value: { rows: number; place: { address: string } };
    };
  };
  await expect.poll(async () => (await exported()).value.rows).toBe(1);
  const { place } = (await exported()).value;

  const authorization = `Bearer ${TOKEN}`;
  const answer = await ask(gateway, 'GET', place.address, { authorization });
  expect([answer.status, answer.body]).toEqual([200, '\ufeffVIN,Make\r\n1HGCM82633A004352,Citroën\r\n']);
  expect(answer.headers['content-disposition']).toMatch(
    /^attachment; filename\*=UTF-8''Vehicles%20-%20O%C3%B9%20%E2%80%9CA%E2%80%9D%20-%20\d{4}-\d\d-\d\d\.csv$/,
  );
  expect(answer.headers['x-content-type-options']).toBe('nosniff');
  expect((await ask(gateway, 'GET', place.address)).status).toBe(401);
  const never = await ask(gateway, 'GET', '/api/exports/never', { authorization });
  expect(never.status).toBe(404);
});
