import { SegmentedControl, TextInput } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { NetworkChange, NetworkSettings } from '../../../shared/connections.ts';
import { PROXY_MODES } from '../../../shared/proxy-modes.ts';
import { Banner } from '../../components/banner.tsx';
import { CoreButton } from '../../components/button.tsx';
import { useReturns, useStore, useStores } from '../../stores-context.tsx';
import { text } from '../../text.ts';

const words = text.network;

/** The proxy, and whom connections trust. */
export function NetworkSection() {
  const { connections } = useStores();
  const { network, error } = useStore(connections.store);
  const returns = useReturns();
  useEffect(() => void connections.load(), [connections, returns]);
  return (
    <>
      {error !== null && <Banner tone="bad">{error}</Banner>}
      {network && <NetworkForm network={network} />}
    </>
  );
}

function NetworkForm({ network }: { readonly network: NetworkSettings }) {
  const { connections } = useStores();
  const [mode, setMode] = useState(network.mode);
  const [proxy, setProxy] = useState('');
  const [caFile, setCaFile] = useState(network.caFile ?? '');
  const change: NetworkChange = {
    ...(mode === network.mode ? {} : { mode }),
    ...(mode === 'fixed' && proxy.trim() !== '' ? { proxy: proxy.trim() } : {}),
    ...(caFile.trim() === (network.caFile ?? '') ? {} : { caFile: caFile.trim() || null }),
  };
  const save = async (): Promise<void> => {
    if (await connections.setNetwork(change)) setProxy('');
  };
  return (
    <div className="setting connection">
      <div className="form-control">
        <span className="lw-input-label" id="proxy-label">
          {words.proxy}
        </span>
        <SegmentedControl
          aria-labelledby="proxy-label"
          data={PROXY_MODES.map((value) => ({ value, label: words.modes[value] }))}
          value={mode}
          disabled={network.proxyGiven}
          onChange={(value) => setMode(PROXY_MODES.find((known) => known === value) ?? 'auto')}
        />
        <span className="lw-input-hint">{network.proxyGiven ? words.given : words.proxyHint}</span>
      </div>
      {mode === 'fixed' && (
        <TextInput
          label={words.address}
          description={words.addressHint(network.proxy)}
          autoComplete="off"
          spellCheck={false}
          disabled={network.proxyGiven}
          value={proxy}
          onChange={({ currentTarget }) => setProxy(currentTarget.value)}
        />
      )}
      <TextInput
        label={words.caFile}
        description={network.caFileGiven ? words.given : words.caFileHint}
        spellCheck={false}
        disabled={network.caFileGiven}
        value={caFile}
        onChange={({ currentTarget }) => setCaFile(currentTarget.value)}
      />
      <div className="setting-actions">
        <CoreButton
          small
          tone="primary"
          off={Object.keys(change).length === 0 ? text.settings.nothingChanged : null}
          onClick={() => void save()}
        >
          {words.save}
        </CoreButton>
      </div>
    </div>
  );
}
