/** Figures in the sentences of explanations. The same everywhere: no locale, so that bytes do not differ. */

/** At most `decimals`, without trailing zeros: 98.4, 30, 0.5. */
export const plain = (x: number, decimals = 1): string => String(Number(x.toFixed(decimals)));

export const percent = (share: number): string => `${plain(share * 100)}%`;

export const count = (n: number, one: string, many = `${one}s`): string => `${n} ${n === 1 ? one : many}`;

export const days = (x: number): string => {
  const shown = plain(x);
  return `${shown} ${shown === '1' ? 'day' : 'days'}`;
};

/** Cents as "$40,169", "$40,169.50" or "CAD 40,169": a dollar sign is that of the United States. */
export function money(cents: number, currency: string): string {
  const sign = cents < 0 ? '-' : '';
  const whole = Math.round(Math.abs(cents));
  const units = String(Math.floor(whole / 100)).replace(/\B(?=(?:\d{3})+$)/g, ',');
  const rest = whole % 100;
  return `${sign}${currency === 'USD' ? '$' : `${currency} `}${units}${rest === 0 ? '' : `.${String(rest).padStart(2, '0')}`}`;
}

/** 1st, 2nd, 3rd, 4th, 11th. */
export function ordinal(n: number): string {
  const tens = n % 100;
  const unit = tens >= 11 && tens <= 13 ? 0 : n % 10;
  return `${n}${unit === 1 ? 'st' : unit === 2 ? 'nd' : unit === 3 ? 'rd' : 'th'}`;
}

/** What to say where a feed's money is held for review; '' where it is not. */
export function heldWords(held: number): string {
  if (held === 0) return '';
  const [what, verb] =
    held === 1 ? ['MSRP', 'is'] : held === 2 ? ['price', 'is'] : ['MSRP and price', 'are'];
  return `; the ${what} in its feed ${verb} held for review, so the last accepted ${held === 3 ? 'ones count' : 'one counts'}`;
}
