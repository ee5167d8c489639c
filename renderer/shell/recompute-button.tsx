import { useState } from 'react';
import { CoreButton } from '../components/button.tsx';
import { useLot, useStore, useStores } from '../stores-context.tsx';
import { dealersOf } from '../stores/lot.ts';
import { text } from '../text.ts';

/** Scores everything, or the dealer chosen in the picker, anew. Progress and Cancel are in the footer. */
export function RecomputeButton() {
  const { actions, preferences } = useStores();
  const sources = useLot((lot) => lot.sources) ?? [];
  // The picker beside it, on every screen.
  const chosen = useStore(preferences.store, ({ value }) => value?.live.dealerId ?? null);
  const [asking, setAsking] = useState(false);
  const start = async (): Promise<void> => {
    setAsking(true);
    await actions.recompute(chosen === null ? { kind: 'all' } : { kind: 'dealer', dealer: chosen });
    setAsking(false);
  };
  const title = (): string => {
    if (chosen === null) return text.shell.recomputeAll;
    const dealer = dealersOf(sources).find(({ id }) => id === chosen);
    return text.shell.recomputeDealer(dealer?.name ?? chosen);
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
