import { Checkbox, PasswordInput, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { RedisSettings } from '../../../shared/connections.ts';
import { BusTestBanner } from '../../components/bus-test.tsx';
import { CoreButton } from '../../components/button.tsx';
import { useOffline, useStore, useStores } from '../../stores-context.tsx';
import { text } from '../../text.ts';

const words = text.connections;

export function RedisForm({ redis }: { readonly redis: RedisSettings }) {
  const { connections, preferences } = useStores();
  const otherPrograms = useStore(preferences.store, ({ value }) => value?.otherPrograms);
  const offline = useOffline() !== null;
  const { test, testing } = useStore(connections.store);
  const [address, setAddress] = useState('');
  const [namespace, setNamespace] = useState(redis.namespace ?? '');
  const locked =
    redis.from === 'environment' ? words.fromEnvironment : redis.keep === null ? words.noKeep : null;
  const chosen = { url: address.trim() || null, namespace: namespace.trim() || null };

  const save = async (): Promise<void> => {
    const change = chosen.url === null ? { namespace: chosen.namespace } : { ...chosen, url: chosen.url };
    if (await connections.setRedis(change)) setAddress('');
  };
  return (
    <div className="setting connection">
      <Checkbox
        label={words.redis}
        description={words.redisHint}
        checked={redis.on}
        disabled={locked !== null || redis.url === null || offline}
        onChange={({ currentTarget }) => void connections.setRedis({ on: currentTarget.checked })}
      />
      {locked !== null && <p className="muted">{locked}</p>}
      {redis.keep === 'memory' && locked === null && <p className="muted">{words.inMemory}</p>}
      <PasswordInput
        label={words.address}
        description={words.addressHint(redis.url)}
        autoComplete="off"
        disabled={locked !== null}
        value={address}
        onChange={({ currentTarget }) => setAddress(currentTarget.value)}
      />
      <TextInput
        label={words.namespace}
        description={words.namespaceHint}
        maxLength={60}
        disabled={locked !== null}
        value={namespace}
        onChange={({ currentTarget }) => setNamespace(currentTarget.value)}
      />
      {otherPrograms !== undefined && (
        <Checkbox
          label={words.otherPrograms}
          description={words.otherProgramsHint}
          checked={otherPrograms === 'show'}
          disabled={offline}
          onChange={({ currentTarget }) =>
            preferences.set({ otherPrograms: currentTarget.checked ? 'show' : 'refuse' })
          }
        />
      )}
      <BusTestBanner test={test} />
      <div className="setting-actions">
        <CoreButton
          small
          off={
            testing
              ? text.diagnostics.testing
              : chosen.url === null && redis.url === null
                ? words.addressFirst
                : null
          }
          onClick={() => void connections.test(chosen.url, chosen.namespace)}
        >
          {testing ? text.diagnostics.testing : text.diagnostics.test}
        </CoreButton>
        <CoreButton small tone="primary" off={locked} onClick={() => void save()}>
          {words.save}
        </CoreButton>
        {redis.url !== null && locked === null && (
          <CoreButton
            small
            tone="plain"
            onClick={() => void connections.setRedis({ url: null, on: false })}
          >
            {words.forget}
          </CoreButton>
        )}
      </div>
    </div>
  );
}
