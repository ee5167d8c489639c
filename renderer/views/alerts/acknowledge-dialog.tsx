import { Modal, TextInput } from '@mantine/core';
import { useState } from 'react';
import { Button, CoreButton } from '../../components/button.tsx';
import { focusAtOnce } from '../../components/focus-at-once.ts';
import { useStore, useStores } from '../../stores-context.tsx';
import { text } from '../../text.ts';

const words = text.alerts.acknowledge;

/** Who takes an alert on, and why; the name is asked for until there is one. */
export function AcknowledgeDialog(props: {
  readonly ids: readonly string[];
  readonly onClose: () => void;
}) {
  const { ids, onClose } = props;
  const { alerts, preferences } = useStores();
  const stored = useStore(preferences.store, ({ value }) => value?.displayName ?? '');
  const failure = useStore(alerts.store, (state) => state.failure);
  const [asksName] = useState(stored === '');
  const [name, setName] = useState(stored);
  const [reason, setReason] = useState('');
  const send = async (): Promise<void> => {
    if (asksName && name.trim() !== '') preferences.set({ displayName: name.trim() });
    if (await alerts.acknowledge(ids, name.trim(), reason.trim())) onClose();
  };
  return (
    <Modal opened onClose={onClose} title={words.title(ids.length)}>
      <form
        className="dialog"
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
      >
        <TextInput
          label={words.reason}
          ref={focusAtOnce}
          data-autofocus
          maxLength={500}
          value={reason}
          onChange={({ currentTarget }) => setReason(currentTarget.value)}
        />
        {asksName && (
          <TextInput
            label={words.name}
            description={words.nameHint}
            maxLength={80}
            value={name}
            onChange={({ currentTarget }) => setName(currentTarget.value)}
          />
        )}
        <p className="muted">{words.hint}</p>
        {failure !== null && <p className="lw-input-error">{text.alerts.failed(failure)}</p>}
        <div className="dialog-actions">
          <Button onClick={onClose}>{text.common.cancel}</Button>
          <CoreButton tone="primary" type="submit">
            {words.button}
          </CoreButton>
        </div>
      </form>
    </Modal>
  );
}
