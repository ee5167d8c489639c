import { useState } from 'react';
import { CoreButton } from '../components/button.tsx';
import { useChosenDealer, useLot, useStores } from '../stores-context.tsx';
import { text } from '../text.ts';

/** Recomputes the scores of everything, or of the dealer chosen in the picker. Progress and Cancel are in the footer. */
export function RecomputeButton() {
  const { actions } = useStores();
  const sources = useLot((lot) => lot.sources) ?? [];
  // The picker beside it, on every screen.
  const chosen = useChosenDealer();
  const [asking, setAsking] = useState(false);
  const start = async (): Promise<void> => {
    setAsking(true);
    await actions.recompute(chosen === null ? { kind: 'all' } : { kind: 'dealer', dealer: chosen.id });
    setAsking(false);
  };
  const title = (): string => {
    return chosen === null ? text.shell.recomputeAll : text.shell.recomputeDealer(chosen.name);
  };
  return (
    <CoreButton
      off={sources.length === 0 ? text.shell.recomputeNothing : asking ? text.shell.starting : null}
      title={title()}
      onClick={() => void start()}
    >
      {text.shell.recompute}
    </CoreButton>
  );
}
