import { useCallback } from 'react';
import { useStores } from '../stores-context.tsx';
import { text } from '../text.ts';

/** Puts a full VIN on the clipboard and says so. */
export function useCopyVin(): (vin: string) => void {
  const { notices } = useStores();
  return useCallback(
    (vin) => {
      navigator.clipboard.writeText(vin).then(
        () => notices.done(text.live.copied(vin)),
        () => notices.problem(text.live.copyFailed),
      );
    },
    [notices],
  );
}
