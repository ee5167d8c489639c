import { money } from '../../format/money.ts';
import type { LotSums } from '../../../shared/lot-list/row.ts';

/** "$4,325,291"; of several currencies each with its code, as several write "$": "$4,325,291 USD + $717,800 CAD". */
export const totalWords = (prices: LotSums['prices']): string =>
  prices
    .map(({ currency, total }) => {
      const amount = money(Math.round(total), currency);
      return prices.length > 1 && currency !== null ? `${amount} ${currency}` : amount;
    })
    .join(' + ');
