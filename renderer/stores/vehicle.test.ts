import { expect, it, vi } from 'vitest';
import { WHOLE_LOT } from '../../shared/list-filter.ts';
import type { Run } from '../../shared/lot.ts';
import { fail, ok } from '../../shared/result.ts';
import { createFeedStore } from './feed.ts';
import { lotReducer } from './lot.ts';
import { createScriptedApi } from './scripted-api.ts';
import { createVehicleStore } from './vehicle.ts';

const VIN = '5TDBRKEC1PS156228';
const run = (runId: string, state: Run['state']) => ({ runId, state });

function open() {
  const core = createScriptedApi();
  const lot = createFeedStore(core.api, 'lot', WHOLE_LOT, lotReducer, (notify) => notify());
  lot.start();
  const vehicle = createVehicleStore(core.api, lot, VIN);
  let seq = 0;
  const sendRuns = (...runs: readonly ReturnType<typeof run>[]): void => {
    seq += 1;
    core.send({ feed: 'lot', epoch: 'e', after: 0, seq, kind: 'snapshot', data: { runs } });
  };
  const asked = (): number => core.calls.filter(({ name }) => name === 'vehicles.get').length;
  return { ...core, vehicle, sendRuns, asked };
}

it('a vehicle shows its page before the parts, and each failure in its place', async () => {
  const { vehicle, answer } = open();
  answer('vehicles.get', () => ok({ vin: VIN }));
  answer('vehicles.explain', () => fail('not-found', 'is not among our vehicles'));
  vehicle.start();
  await vi.waitFor(() => expect(vehicle.store.getState().page).toMatchObject({ vin: VIN }));
  await vi.waitFor(() =>
    expect(vehicle.store.getState()).toMatchObject({ why: null, whyError: 'is not among our vehicles' }),
  );
});

it('a vehicle is read again when a run has ended, not while one runs', () => {
  const { vehicle, sendRuns, asked } = open();
  sendRuns(run('a', 'done'));
  vehicle.start();
  sendRuns(run('b', 'running'), run('a', 'done'));
  expect(asked()).toBe(1);
  sendRuns(run('b', 'done'), run('a', 'done'));
  expect(asked()).toBe(2);
  vehicle.stop();
  sendRuns(run('c', 'done'), run('b', 'done'), run('a', 'done'));
  expect(asked()).toBe(2);
});

it('a late answer to an earlier question is dropped', async () => {
  const { vehicle, sendRuns, answer } = open();
  const answers: ((price: number) => void)[] = [];
  answer('vehicles.get', () => new Promise((resolve) => answers.push((vin) => resolve(ok({ vin })))));
  vehicle.start();
  sendRuns(run('a', 'done'));
  answers[1]?.(2);
  await vi.waitFor(() => expect(vehicle.store.getState().page).toEqual({ vin: 2 }));
  answers[0]?.(1);
  await Promise.resolve();
  expect(vehicle.store.getState().page).toEqual({ vin: 2 });
});
