import { expect, it } from 'vitest';
import { fail, ok } from '../../shared/result.ts';
import { createConnectionsStore } from './connections.ts';
import { createNotices } from './notices.ts';
import { createScriptedApi } from './scripted-api.ts';

const REDIS = { from: 'settings', on: false, url: null, namespace: null, keep: 'keychain' } as const;

it('a connection setting shows what was stored, or why it was not', async () => {
  const core = createScriptedApi();
  const notices = createNotices();
  const { store, setRedis, setGateway } = createConnectionsStore(core.api, notices);
  const said = () => notices.store.getState().map(({ text }) => text);
  core.answer('redis.set', () => ok({ ...REDIS, on: true }));
  expect(await setRedis({ on: true })).toBe(true);
  expect(store.getState()).toMatchObject({ redis: { on: true }, error: null });
  // Switches have no other answer than that they look pressed, as they did before.
  expect(said()).toEqual(['Redis settings saved']);
  core.answer('redis.set', () => fail('bad-input', 'The Redis address names no host'));
  expect(await setRedis({ url: 'redis://' })).toBe(false);
  expect(store.getState()).toMatchObject({ redis: { on: true }, error: 'The Redis address names no host' });
  expect(said()).toEqual(['Redis settings saved']);
  core.answer('gateway.set', () => ok({ on: true }));
  await setGateway({ on: true });
  expect(said()).toContain('Gateway settings saved');
});

it('a connection test says that it is testing until the answer is there', async () => {
  const core = createScriptedApi();
  const { store, test } = createConnectionsStore(core.api, createNotices());
  core.answer('diagnostics.test', () =>
    ok({ ok: true, message: 'Connected.', latencyMs: 1.2, serverVersion: '7.0.15' }),
  );
  const testing = test('redis://host', null);
  expect(store.getState()).toMatchObject({ testing: true, test: null });
  await testing;
  expect(store.getState()).toMatchObject({ testing: false, test: { ok: true } });
});
