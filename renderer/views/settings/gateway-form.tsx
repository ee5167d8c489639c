import { Checkbox } from '@mantine/core';
import { useState } from 'react';
import type { GatewaySettings } from '../../../shared/connections.ts';
import { NumberField } from '../../components/number-field.tsx';
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
      <NumberField
        label={words.port}
        unit={null}
        grouped={false}
        min={1}
        max={65_535}
        value={port}
        onChange={(value) => {
          if (!Number.isNaN(value)) setPort(value);
        }}
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
