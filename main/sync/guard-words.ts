import type { GuardCheck, GuardSettings } from '../../shared/guard.ts';

/** Why a value is held, in a sentence. Amounts in cents. */
export function valueReason(
  check: GuardCheck,
  value: { readonly old: number | null; readonly new: number; readonly beside: number | null },
  settings: GuardSettings,
): string {
  const [field, kind] = check.split(':');
  const name = field === 'msrp' ? 'MSRP' : 'price';
  const amount = money(value.new);
  if (kind === 'range') {
    const { minAmount, maxAmount } = settings;
    return `${upper(name)} ${amount} is not between ${money(minAmount * 100)} and ${money(maxAmount * 100)}.`;
  }
  if (kind === 'ratio') {
    const other = field === 'msrp' ? 'price' : 'MSRP';
    const beside = value.beside === null ? '' : ` of ${money(value.beside)}`;
    return `${upper(name)} ${amount} is out of line with the ${other}${beside}: price over MSRP of a new vehicle should be between ${settings.minRatio} and ${settings.maxRatio}.`;
  }
  const old = value.old ?? 0;
  const percent = old === 0 ? 0 : Math.round((Math.abs(value.new - old) * 100) / old);
  return `${upper(name)} moved from ${money(old)} to ${amount}, by ${percent}%: more than ${settings.jumpPercent}%. It counts once the next file confirms it.`;
}

const upper = (name: string): string => name.slice(0, 1).toUpperCase() + name.slice(1);

const format = new Intl.NumberFormat('en-US', { minimumFractionDigits: 0, maximumFractionDigits: 2 });
const money = (cents: number): string => format.format(cents / 100);
