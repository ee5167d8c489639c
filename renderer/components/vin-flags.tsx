import { vinFlags } from '../../shared/vin.ts';
import { text } from '../text.ts';

/** What is odd about a VIN, as a mark with its words. */
export function VinFlags({ vin }: { readonly vin: string }) {
  const flags = vinFlags(vin);
  if (flags.length === 0) return null;
  const words = text.live.flagged(flags);
  return (
    <span className="flag" role="img" aria-label={words} title={words}>
      ⚑
    </span>
  );
}
