import { useEffect } from 'react';
import { Banner } from '../../components/banner.tsx';
import { useReturns, useStore, useStores } from '../../stores-context.tsx';
import { GatewayForm } from './gateway-form.tsx';
import { RedisForm } from './redis-form.tsx';

/** Redis and the gateway. */
export function ConnectionsSection() {
  const { connections } = useStores();
  const { redis, gateway, error } = useStore(connections.store);
  const returns = useReturns();
  useEffect(() => void connections.load(), [connections, returns]);
  return (
    <>
      {error !== null && <Banner tone="bad">{error}</Banner>}
      {redis && <RedisForm redis={redis} />}
      {gateway && <GatewayForm gateway={gateway} />}
    </>
  );
}
