import { Checkbox, NumberInput } from '@mantine/core';
import { useState } from 'react';
import type { GatewaySettings } from '../../../shared/connections.ts';
import { Banner } from '../../components/banner.tsx';
import { useOffline, useStores } from '../../stores-context.tsx';
import { text } from '../../text.ts';

const words = text.connections;

export function GatewayForm({ gateway }: { readonly gateway: GatewaySettings }) {
  const { connections } = useStores();
  const offline = useOffline() !== null;
  const [port, setPort] = useState(gateway.port);
  if (!gateway.canSwitch) return <p className="setting muted">{words.gatewayServe}</p>;
  return (
    <div className="setting connection">
      <Checkbox
        label={words.gateway}
        description={words.gatewayHint}
        checked={gateway.on}
        disabled={offline}
        onChange={({ currentTarget }) => void connections.setGateway({ on: currentTarget.checked, port })}
      />
      <NumberInput
        label={words.port}
        min={1}
        max={65_535}
        allowDecimal={false}
        clampBehavior="blur"
        value={port}
        disabled={offline}
        onChange={(value) => typeof value === 'number' && setPort(value)}
        onBlur={() => {
          if (port !== gateway.port) void connections.setGateway({ port });
        }}
      />
      {gateway.error !== null && <Banner tone="bad">{gateway.error}</Banner>}
      {gateway.url !== null && gateway.tokenFile !== null && (
        <p className="muted">{words.gatewayAt(gateway.url, gateway.tokenFile)}</p>
      )}
    </div>
  );
}
