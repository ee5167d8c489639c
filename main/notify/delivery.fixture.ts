import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach } from 'vitest';
import type { ChannelSettings } from '../../shared/alerts/channel.ts';
import type { Message } from '../../shared/alerts/message.ts';
import { trustAlso } from '../net/trust.ts';
import { saveChannel } from '../store/alerts/channels.ts';
import { noteSend, queueMessage } from '../store/alerts/outbox.ts';
import { openTestStore, type TestStore } from '../store/fixture.ts';
import { transaction } from '../store/open.ts';
import { Deliverer } from './deliverer.ts';

/** For tests: an outbox with one message, a channel for it, and who sends it. */
export const MESSAGE: Message = {
  ...{ id: 'alert-1', rule: 'Price drops', at: '2026-11-25T14:31:00.000Z', state: 'firing', count: 2 },
  ...{
    text: 'He said "drop"\nand it dropped',
    url: 'http://127.0.0.1:3000/#/alerts/alert-1',
    urgent: true,
  },
  vehicles: [
    {
      ...{ vin: 'V1', dealerId: 'north', vehicle: 'Ford' },
      ...{ old: 40_000, new: 39_000, delta: -1000, deltaPct: -2.5 },
    },
  ],
};
const LIMITS = { connectMs: 2_000, idleMs: 300, firstWaitMs: 40, longestWaitMs: 80, giveUpMs: 60_000 };
export type ChannelPart = { readonly secret?: string | null; readonly limits?: Partial<typeof LIMITS> };

/** A store of its own for each test; `closing` is closed with it. */
export function openDelivery() {
  let store: TestStore;
  const closing: (() => Promise<unknown> | void)[] = [];
  beforeEach(() => {
    store = openTestStore();
  });
  afterEach(async () => {
    for (const close of closing.splice(0).toReversed()) await close();
    store.close();
    trustAlso(null);
  });
  return {
    closing,
    /** `secret` null = it has one that cannot be read. */
    channel: (settings: ChannelSettings, { secret, limits = {} }: ChannelPart = {}): Deliverer => {
      const db = store.writer;
      const entry = { channel: 'there', id: MESSAGE.id, alerts: [], message: MESSAGE };
      transaction(db, () => {
        saveChannel(db, { id: 'there', settings, ceiling: 10, hasSecret: secret !== undefined }, 0);
        queueMessage(db, entry, Date.now());
      });
      const deliverer = new Deliverer({
        db,
        note: async (row, end) => transaction(db, () => noteSend(db, row, end, Date.now())),
        secrets: {
          read: async (name) => (name === 'alert-channel-there' ? (secret ?? null) : null),
          write: async () => undefined,
        },
        proxyFor: async () => null,
        ...{ show: null, now: Date.now, onChange: () => undefined },
        onError: (error) => {
          throw error;
        },
        limits: { ...LIMITS, ...limits },
      });
      closing.push(() => deliverer.close());
      return deliverer;
    },
    /** What became of the message. */
    row: () => ({
      ...store.writer
        .prepare('SELECT state, tries, reason, due_at FROM alert_outbox ORDER BY id LIMIT 1')
        .get(),
    }),
    /** The outbox is empty again. */
    forget: () => store.writer.exec('DELETE FROM alert_outbox'),
  };
}

/** A key and a certificate for a name, and the file that makes it an authority. */
export function certificateFor(name: string) {
  const dir = mkdtempSync(join(tmpdir(), 'lotwatch-certificate-'));
  const [keyFile, file] = [join(dir, 'key.pem'), join(dir, 'cert.pem')];
  execFileSync(
    'openssl',
    ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2']
      .concat(['-subj', `/CN=${name}`, '-addext', `subjectAltName=DNS:${name}`])
      .concat(['-keyout', keyFile, '-out', file]),
    { stdio: 'ignore' },
  );
  const remove = (): void => rmSync(dir, { recursive: true });
  return { key: readFileSync(keyFile), cert: readFileSync(file), file, remove };
}
