import { Button } from '../components/button.tsx';
import { useChosenDealer } from '../stores-context.tsx';
import { text } from '../text.ts';
import { useRecomputeCommand } from './commands/use-recompute-command.ts';

export function RecomputeButton() {
  // The picker beside it, on every screen.
  const chosen = useChosenDealer();
  const { name, off, run } = useRecomputeCommand();
  const title = chosen === null ? text.shell.recomputeAll : text.shell.recomputeDealer(chosen.name);
  return (
    <Button off={off} title={title} onClick={run}>
      {name}
    </Button>
  );
}
