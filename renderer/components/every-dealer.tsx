import { useChosenDealer } from '../stores-context.tsx';
import { text } from '../text.ts';

/** Says of a list below the header's choice of a dealer that it is not narrowed by it. */
export function EveryDealer() {
  const dealer = useChosenDealer();
  if (dealer === null) return null;
  return (
    <span className="badge" title={text.shell.everyDealerTitle(dealer.name)}>
      {text.shell.everyDealer}
    </span>
  );
}
