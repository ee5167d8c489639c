import { Checkbox, Modal, PasswordInput, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Channel } from '../../../shared/alerts/channel.ts';
import { Button, CoreButton } from '../../components/button.tsx';
import { NumberField } from '../../components/number-field.tsx';
import { useStores } from '../../stores-context.tsx';
import { text } from '../../text.ts';
import {
  CHANNEL_KINDS,
  draftOf,
  NEW_CHANNEL,
  savedOf,
  SECURITIES,
  type ChannelDraft,
} from './channel-draft.ts';

const words = text.alerts.channels;
const KINDS = CHANNEL_KINDS.map((value) => ({ value, label: words.kinds[value] }));

/** A channel to add (`channel` null) or to change. What is stored as its secret is never shown. */
export function ChannelDialog(props: { readonly channel: Channel | null; readonly onClose: () => void }) {
  const { channel, onClose } = props;
  const { alerts } = useStores();
  const [draft, setDraft] = useState(channel === null ? NEW_CHANNEL : draftOf(channel));
  const [error, setError] = useState<string | null>(null);
  const [isSaving, setSaving] = useState(false);
  const set = (part: Partial<ChannelDraft>): void => setDraft({ ...draft, ...part });
  const save = async (): Promise<void> => {
    setSaving(true);
    const failure = await alerts.saveChannel(savedOf(draft));
    setSaving(false);
    setError(failure);
    if (failure === null) onClose();
  };
  return (
    <Modal opened onClose={onClose} title={channel === null ? words.addTitle : words.editTitle(channel.id)}>
      <form
        className="dialog"
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        {channel === null && (
          <TextInput
            data-autofocus
            label={words.id}
            description={words.idHint}
            maxLength={60}
            value={draft.id}
            onChange={({ currentTarget }) => set({ id: currentTarget.value })}
          />
        )}
        <Select
          label={words.kind}
          data={KINDS}
          value={draft.kind}
          allowDeselect={false}
          onChange={(kind) => set({ kind: CHANNEL_KINDS.find((known) => known === kind) ?? 'webhook' })}
        />
        <KindFields draft={draft} isStored={channel !== null} onChange={set} />
        <PasswordInput
          label={words.secrets[draft.kind]}
          description={channel?.hasSecret ? words.secretKept : words.secretNone}
          autoComplete="off"
          disabled={draft.forgetSecret}
          value={draft.secret}
          onChange={({ currentTarget }) => set({ secret: currentTarget.value })}
        />
        {channel?.hasSecret && (
          <Checkbox
            label={words.forget}
            checked={draft.forgetSecret}
            onChange={({ currentTarget }) => set({ forgetSecret: currentTarget.checked })}
          />
        )}
        <NumberField
          label={words.ceiling}
          unit={null}
          min={1}
          max={100_000}
          value={draft.ceiling}
          onChange={(ceiling) => set({ ceiling })}
        />
        {error !== null && (
          <p className="lw-input-error" role="alert">
            {words.saveFailed(error)}
          </p>
        )}
        <div className="dialog-actions">
          <Button onClick={onClose}>{text.common.cancel}</Button>
          <CoreButton tone="primary" type="submit" off={isSaving ? text.common.working : null}>
            {words.save}
          </CoreButton>
        </div>
      </form>
    </Modal>
  );
}

function KindFields(props: {
  readonly draft: ChannelDraft;
  readonly isStored: boolean;
  readonly onChange: (part: Partial<ChannelDraft>) => void;
}) {
  const { draft, isStored, onChange } = props;
  const field = (name: 'url' | 'host' | 'user' | 'from' | 'server' | 'topic', hint?: string) => (
    <TextInput
      label={words[name]}
      description={hint}
      autoComplete="off"
      spellCheck={false}
      value={draft[name]}
      onChange={({ currentTarget }) => onChange({ [name]: currentTarget.value })}
    />
  );
  const lines = (name: 'to' | 'template', rows: number) => (
    <div>
      <label className="lw-input-label" htmlFor={`channel-${name}`}>
        {words[name]}
      </label>
      <textarea
        id={`channel-${name}`}
        className="text-box"
        rows={rows}
        spellCheck={false}
        value={draft[name]}
        onChange={({ currentTarget }) => onChange({ [name]: currentTarget.value })}
      />
      {name === 'template' && <p className="lw-input-hint">{words.templateHint}</p>}
    </div>
  );
  if (draft.kind === 'webhook')
    return (
      <>
        {field('url', isStored ? words.urlKept : words.urlHint)}
        {lines('template', 3)}
      </>
    );
  if (draft.kind === 'ntfy')
    return (
      <>
        {field('server')}
        {field('topic')}
      </>
    );
  return (
    <>
      <div className="form-row">
        {field('host')}
        <NumberField
          label={words.port}
          unit={null}
          min={1}
          max={65_535}
          grouped={false}
          value={draft.port}
          onChange={(port) => onChange({ port })}
        />
      </div>
      <Select
        label={words.security}
        data={SECURITIES.map((value) => ({ value, label: words.securities[value] }))}
        value={draft.security}
        allowDeselect={false}
        onChange={(chosen) =>
          onChange({ security: SECURITIES.find((known) => known === chosen) ?? 'starttls' })
        }
      />
      {field('user')}
      {field('from')}
      {lines('to', 2)}
    </>
  );
}
