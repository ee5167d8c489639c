import { useState } from 'react';
import type { Command } from '../../stores/commands.ts';
import { useLot, useOffline, useStores } from '../../stores-context.tsx';
import { text } from '../../text.ts';

/** Syncs every source. Progress and Cancel are in the footer. */
export function useSyncCommand(): Command {
  const { actions } = useStores();
  const sources = useLot((lot) => lot.sources.length) ?? 0;
  const offline = useOffline();
  const [asking, setAsking] = useState(false);
  const start = async (): Promise<void> => {
    setAsking(true);
    await actions.sync(null);
    setAsking(false);
  };
  return {
    id: 'sync',
    name: text.shell.syncNow,
    hint: text.palette.everySource(sources),
    off: offline ?? (sources === 0 ? text.shell.syncNothing : asking ? text.shell.starting : null),
    press: null,
    run: () => void start(),
  };
}
