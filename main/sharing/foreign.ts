import { toUnits } from '../../shared/units.ts';
import type { EventRow } from '../store/journal/journal.ts';
import type { Db } from '../store/open.ts';
import { readPreferences } from '../store/settings.ts';
import { factorOf } from '../sync/digits.ts';
import { scaleOf } from '../sync/currency-scale.ts';

/** Who published it: another program, which has no console's name. */
export const FOREIGN_ORIGIN = 'foreign';

/** Why an event of another program is not taken; null = it is. */
export type ForeignJudge = (event: EventRow) => string | null;

/**
 * Other programs may publish what they like about any vehicle. What Settings refuse, and what no feed of ours could say
 * without being held for review, goes no further: nobody could let it through later. The rest is marked as theirs.
 */
export function foreignJudge(db: Db): ForeignJudge {
  const { otherPrograms, guard } = readPreferences(db);
  if (otherPrograms === 'refuse') return () => 'Settings refuse events of other programs';
  const listing = db.prepare(
    'SELECT msrp, price, currency FROM listings WHERE vin = ? ORDER BY own DESC LIMIT 1',
  );
  return ({ type, vin, old, new: now, currency }) => {
    if (now === null || (type !== 'msrp:change' && type !== 'price:change')) return null;
    const known = listing.get(vin);
    const scale = scaleOf(currency ?? (known === undefined ? null : String(known['currency'] ?? '')));
    const [least, most] = [guard.minAmount * scale, guard.maxAmount * scale];
    const amount = toUnits(now);
    if (amount < least || amount > most)
      return `new: ${amount} is not between ${least} and ${most}, which is plausible`;
    const before = known?.[type === 'msrp:change' ? 'msrp' : 'price'];
    for (const value of [old, typeof before === 'number' ? before : null]) {
      if (value !== null && factorOf(value, now) >= guard.scaleFactor)
        return `new: ${amount} is too far from ${toUnits(value)}`;
    }
    return null;
  };
}
