import type { GatewaySettings, StoredGateway } from '../../shared/connections.ts';
import { withChange } from '../../shared/change.ts';
import { fail, ok } from '../../shared/result.ts';
import type { AdapterAbilities } from '../adapter.ts';
import { readGatewaySettings } from '../store/settings.ts';
import type { CallHandlers } from './context.ts';

type Names =
  | 'diagnostics.get'
  | 'diagnostics.test'
  | 'gateway.get'
  | 'gateway.set'
  | 'network.get'
  | 'network.set'
  | 'redis.get'
  | 'redis.set';

/** Redis, the gateway and the way out: how they are, and how they are set. */
export const connectionCalls: CallHandlers<Names> = {
  'diagnostics.get': (_input, { bus }) => ok(bus.report()),
  'diagnostics.test': async ({ url, namespace }, { redis }) => ok(await redis.test(url, namespace)),
  'network.get': (_input, { network }) => ok(network.get()),
  'network.set': async (change, { network }) => ok(await network.set(change)),
  'redis.get': async (_input, { redis }) => ok(await redis.get()),
  'redis.set': async (change, { redis }) => ok(await redis.set(change)),
  'gateway.get': (_input, { db }, abilities) => ok(gatewayOf(readGatewaySettings(db), abilities)),
  'gateway.set': async (change, { db, writeWorker }, abilities) => {
    if (abilities.gateway === undefined) {
      return fail(
        'unavailable',
        'This page is served by the gateway: “lotwatch serve” opens and closes it.',
      );
    }
    const settings = withChange(readGatewaySettings(db), change);
    await writeWorker.run('setGateway', settings).done;
    await abilities.gateway.apply(settings);
    return ok(gatewayOf(settings, abilities));
  },
};

function gatewayOf(settings: StoredGateway, { gateway }: AdapterAbilities): GatewaySettings {
  if (gateway === undefined) {
    return { ...settings, canSwitch: false, on: true, url: null, tokenFile: null, error: null };
  }
  return { ...settings, canSwitch: true, ...gateway.state() };
}
