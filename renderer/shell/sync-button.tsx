import { useState } from 'react';
import { Button } from '../components/button.tsx';
import { useLot, useStores } from '../stores-context.tsx';
import { text } from '../text.ts';

/** Syncs every source. Progress and Cancel are in the footer. */
export function SyncButton() {
  const { api, notices } = useStores();
  const sources = useLot((lot) => lot.sources.length) ?? 0;
  const [asking, setAsking] = useState(false);
  const start = async (): Promise<void> => {
    setAsking(true);
    const answer = await api.call('sync.start', { source: null });
    setAsking(false);
    if (!answer.ok) notices.problem(answer.error.message);
    else if (answer.value.runIds.length === 0) notices.done(text.shell.syncStarted(0));
  };
  return (
    <Button
      tone="primary"
      disabled={sources === 0 || asking}
      title={sources === 0 ? text.shell.syncNothing : undefined}
      onClick={() => void start()}
    >
      {text.shell.syncNow}
    </Button>
  );
}
