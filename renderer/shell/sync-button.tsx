import { Button } from '../components/button.tsx';
import { useChosenDealer } from '../stores-context.tsx';
import { text } from '../text.ts';
import { useSyncCommand } from './commands/use-sync-command.ts';

export function SyncButton() {
  const dealer = useChosenDealer();
  const { name, off, run } = useSyncCommand();
  return (
    <Button
      tone="primary"
      off={off}
      title={dealer === null ? undefined : text.shell.syncEvery}
      onClick={run}
    >
      {name}
    </Button>
  );
}
