import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openCommandLine } from './command-line.fixture.ts';

const CLI = fileURLToPath(new URL('../cli.ts', import.meta.url));
/** `npm test` kills five times; LOTWATCH_ALERT_KILLS=50 is the long run. */
const KILLS = Number(process.env['LOTWATCH_ALERT_KILLS'] ?? 5);

let line: ReturnType<typeof openCommandLine>;
beforeEach(() => {
  line = openCommandLine();
});
afterEach(() => line.close());

const lot = (day: number): string =>
  line.write(
    `lot-${String(day).padStart(3, '0')}.csv`,
    `VIN,Year,Make,Model,Type,MSRP,Price\n1HGCM82633A004352,2026,Honda,Accord,New,40000,${39_000 - day}\n`,
  );
const sync = (file: string): ChildProcess =>
  spawn(process.execPath, [CLI, 'sync', file, '--dealer', 'north', '--data-dir', join(line.dir, 'data')]);

it(`kill -9 between evaluation and sending, ${KILLS} times: every alert is sent, and a repeat has its id`, async () => {
  let child: ChildProcess | null = null;
  const received: string[] = [];
  /** Before anything was sent: the alert is stored, and nobody has it. Or after: the receiver has it, and we do not know. */
  let killOn: 'connection' | 'request' | null = null;
  const kill = (): void => void child?.kill('SIGKILL');
  const server = createServer((request, response) => {
    let text = '';
    request.on('data', (part) => (text += String(part)));
    request.on('end', () => {
      received.push((JSON.parse(text) as { id: string }).id);
      if (killOn === 'request') return kill();
      response.end();
    });
  });
  server.on('connection', (socket) => {
    if (killOn !== 'connection') return;
    socket.destroy();
    kill();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;

  line.lotwatch('sync', lot(0), '--dealer', 'north');
  line.lotwatch('alerts', 'channel', 'webhook', '--url', `http://127.0.0.1:${port}/`);
  const rule = {
    name: 'Drops',
    when: { kind: 'changes', measure: 'price' },
    how: { channels: ['webhook'] },
  };
  line.lotwatch('alerts', 'add', '--file', line.write('rule.json', JSON.stringify(rule)));
  let repeats = 0;
  for (let day = 1; day <= KILLS; day += 1) {
    killOn = day % 2 === 0 ? 'request' : 'connection';
    child = sync(lot(day));
    const [code, signal] = (await once(child, 'close')) as [number | null, string | null];
    expect([code, signal]).toEqual([null, 'SIGKILL']);
    const before = received.length;
    killOn = null;
    // The same file once more: it has no news, and what waits is sent.
    child = sync(lot(day));
    await once(child, 'close');
    const sent = received.slice(before);
    expect(sent).toHaveLength(1);
    if (received.indexOf(sent[0] ?? '') < before) repeats += 1;
  }
  server.close();
  const alerts = line.json('alerts', 'history', '--json');
  expect(alerts).toHaveLength(KILLS);
  expect(new Set(received)).toEqual(new Set(alerts.map(({ id }) => id)));
  // Those that the receiver had when we died came twice, under one id.
  expect(repeats).toBe(Math.floor(KILLS / 2));
  expect(received).toHaveLength(KILLS + repeats);
});
