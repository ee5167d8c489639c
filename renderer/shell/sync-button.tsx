import { useState } from 'react';
import { CoreButton } from '../components/button.tsx';
import { useChosenDealer, useLot, useStores } from '../stores-context.tsx';
import { text } from '../text.ts';

/** Syncs every source. Progress and Cancel are in the footer. */
export function SyncButton() {
  const { actions } = useStores();
  const dealer = useChosenDealer();
  const sources = useLot((lot) => lot.sources.length) ?? 0;
  const [asking, setAsking] = useState(false);
  const start = async (): Promise<void> => {
    setAsking(true);
    await actions.sync(null);
    setAsking(false);
  };
  return (
    <CoreButton
      tone="primary"
      off={sources === 0 ? text.shell.syncNothing : asking ? text.shell.starting : null}
      title={dealer === null ? undefined : text.shell.syncEvery}
      onClick={() => void start()}
    >
      {text.shell.syncNow}
    </CoreButton>
  );
}
