import { useCallback } from 'react';
import { useStores } from '../stores-context.tsx';
import { text } from '../text.ts';

/** Puts a full VIN on the clipboard and says so. */
export function useCopyVin(): (vin: string) => void {
  const { clipboard } = useStores();
  return useCallback((vin) => void clipboard.copy(vin, text.live.copied(vin)), [clipboard]);
}
