import { TextInput } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { Channel } from '../../../shared/alerts/channel.ts';
import { Banner } from '../../components/banner.tsx';
import { CoreButton } from '../../components/button.tsx';
import { useReturns, useStore, useStores } from '../../stores-context.tsx';
import { text } from '../../text.ts';
import { ChannelDialog } from './channel-dialog.tsx';

const words = text.alerts.channels;

/** Where alerts go, and who acknowledges them here. */
export function AlertsSection() {
  const { alerts } = useStores();
  const { channels, channelsError } = useStore(alerts.store);
  const returns = useReturns();
  /** Null = none is edited; `new` = one is added. */
  const [editing, setEditing] = useState<Channel | 'new' | null>(null);
  useEffect(() => void alerts.loadChannels(), [alerts, returns]);
  return (
    <>
      <DisplayName />
      {channelsError !== null && <Banner tone="bad">{words.failed(channelsError)}</Banner>}
      <div className="setting is-row">
        <p className="muted grow">{channels?.length === 0 ? words.none : words.hint}</p>
        <CoreButton small onClick={() => setEditing('new')}>
          {words.add}
        </CoreButton>
      </div>
      {channels !== null && channels.length > 0 && (
        <table className="table sources" aria-label={words.list}>
          <thead>
            <tr>
              <th scope="col">{words.columns.id}</th>
              <th scope="col">{words.columns.to}</th>
              <th scope="col" className="num">
                {words.columns.today}
              </th>
              <th scope="col">{words.columns.state}</th>
              <th scope="col">
                <span className="visually-hidden">{words.columns.actions}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {channels.map((channel) => (
              <ChannelRow key={channel.id} channel={channel} onEdit={() => setEditing(channel)} />
            ))}
          </tbody>
        </table>
      )}
      {editing !== null && (
        <ChannelDialog channel={editing === 'new' ? null : editing} onClose={() => setEditing(null)} />
      )}
    </>
  );
}

function DisplayName() {
  const { preferences } = useStores();
  const stored = useStore(preferences.store, ({ value }) => value?.displayName ?? '');
  return (
    <div className="setting">
      <TextInput
        label={words.displayName}
        description={words.displayNameHint}
        maxLength={80}
        value={stored}
        onChange={({ currentTarget }) => preferences.set({ displayName: currentTarget.value })}
      />
    </div>
  );
}

function toOf({ settings }: Channel): string {
  if (settings.kind === 'email') return settings.to.join(', ');
  return settings.kind === 'webhook' ? settings.url : `${settings.server} · ${settings.topic}`;
}

function ChannelRow({ channel, onEdit }: { readonly channel: Channel; readonly onEdit: () => void }) {
  const { id, settings, ceiling, sentToday, waiting, trouble } = channel;
  const { alerts, notices } = useStores();
  const [isTesting, setTesting] = useState(false);
  const test = async (): Promise<void> => {
    setTesting(true);
    const failure = await alerts.testChannel(id);
    setTesting(false);
    if (failure === null) notices.done(words.tested(id));
    else notices.problem(words.testFailed(id, failure));
  };
  return (
    <tr>
      <td>
        {id}
        <small>{words.kinds[settings.kind]}</small>
      </td>
      <td className="source-name">{toOf(channel)}</td>
      <td className="num">{words.ofCeiling(sentToday, ceiling)}</td>
      <td>
        {trouble ?? (sentToday === 0 ? words.unused : words.fine)}
        {waiting > 0 && <small>{words.waiting(waiting)}</small>}
      </td>
      <td className="source-actions">
        <CoreButton
          small
          aria-label={words.testOf(id)}
          off={isTesting ? words.testing : null}
          onClick={() => void test()}
        >
          {isTesting ? words.testing : words.test}
        </CoreButton>
        <CoreButton small aria-label={words.editOf(id)} onClick={onEdit}>
          {words.edit}
        </CoreButton>
        <CoreButton
          small
          tone="danger"
          aria-label={words.removeOf(id)}
          onClick={() => void alerts.removeChannel(id)}
        >
          {words.remove}
        </CoreButton>
      </td>
    </tr>
  );
}
