import { useState } from 'react';
import type { Command } from '../../stores/commands.ts';
import { useChosenDealer, useLot, useOffline, useStores } from '../../stores-context.tsx';
import { text } from '../../text.ts';

/** Recomputes the scores of everything, or of the dealer chosen in the picker. Progress and Cancel are in the footer. */
export function useRecomputeCommand(): Command {
  const { actions } = useStores();
  const sources = useLot((lot) => lot.sources.length) ?? 0;
  const vehicles = useLot((lot) => lot.figures.vehicles) ?? 0;
  const chosen = useChosenDealer();
  const offline = useOffline();
  const [asking, setAsking] = useState(false);
  const start = async (): Promise<void> => {
    setAsking(true);
    await actions.recompute(chosen === null ? { kind: 'all' } : { kind: 'dealer', dealer: chosen.id });
    setAsking(false);
  };
  return {
    id: 'recompute',
    name: text.shell.recompute,
    hint:
      chosen === null
        ? text.palette.allVehicles(vehicles)
        : `${chosen.name}, ${text.palette.vehicles(vehicles)}`,
    off: offline ?? (sources === 0 ? text.shell.recomputeNothing : asking ? text.shell.starting : null),
    press: null,
    run: () => void start(),
  };
}
