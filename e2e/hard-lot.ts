import type { GuardSettings } from '../shared/guard.ts';

/** A lot that is hard on every column: long names, moves of six figures with cents, a hundred groups and more. */
const GROUPS = 110;
const A_GROUP = 5;
const TRIMS = [
  'Limited Platinum Hybrid Nightshade Special Edition AWD',
  'XSE Premium Plus with Advanced Technology and Towing Package',
  'LE',
  '1794 Edition CrewMax 5.5 ft Bed 4x4',
] as const;
const DEALERS = [
  'Northwest Metropolitan Toyota of Greater Bellevue and Issaquah',
  'Eastside',
  'Kirkland Certified Pre-Owned Superstore',
] as const;
const MODELS = ['RAV4 Prime Plug-in Hybrid', 'Grand Highlander', 'Land Cruiser', 'bZ4X'] as const;

type Row = { readonly at: number; readonly msrp: number; readonly price: number };

const vin = (at: number): string => `5TDBRKEC0TS${String(100_000 + at)}`;
const line = ({ at, msrp, price }: Row): string =>
  [
    vin(at),
    `STK-2026-${String(at).padStart(6, '0')}`,
    2026,
    'Toyota',
    MODELS[at % MODELS.length],
    TRIMS[at % TRIMS.length],
    at % 3 === 0 ? 'Used' : 'New',
    at % 3 === 0 ? 123_456 : 12,
    msrp.toFixed(2),
    price.toFixed(2),
    DEALERS[at % DEALERS.length],
  ].join(',');
const head = 'VIN,StockNumber,Year,Make,Model,Trim,Type,Mileage,MSRP,Price,DealerName';
const file = (rows: readonly Row[]): string => `${[head, ...rows.map(line)].join('\n')}\n`;

/** Singles that move as far as a number can: down to almost nothing, up by a million. */
const SINGLES: readonly (readonly [number, number])[] = [
  [125_000, 1_543.5],
  [124_999.99, 1_544.49],
  [1_234.56, 1_235_802.06],
  [999_999.99, 876_543.21],
  [41_567, 40_868],
  [38_000, 38_000.5],
];

export const hardLot = (day: 0 | 1 | 2): string =>
  file([
    ...SINGLES.flatMap((prices, at) =>
      [0, 1, 2, 3].map((copy): Row => {
        const price = (day === 0 ? prices[0] : prices[1]) + copy * 0.01 + (day === 2 ? copy * 7_001.5 : 0);
        return { at: at * 4 + copy, msrp: copy % 2 === 0 ? price * 1.1 : 45_000, price };
      }),
    ),
    ...Array.from({ length: GROUPS * A_GROUP }, (_, at): Row => {
      const group = Math.floor(at / A_GROUP);
      const move = day === 0 ? 0 : (group % 2 === 0 ? -1 : 1) * (group + 1) * 101.25;
      return { at: 1_000 + at, msrp: 60_000 + group * 10, price: 52_000 + (at % 7) * 999 + move };
    }),
  ]);

/** A competitor's lot of the same cars, so that each has comparables. */
export const hardMarket = (): string =>
  file(
    Array.from({ length: 60 }, (_, at): Row => ({
      at: 5_000 + at,
      msrp: 60_000,
      price: 1_234.56 + at * 19_876.5,
    })),
  );

/** Nothing of it is held back. */
export const OPEN_GUARD: GuardSettings = {
  minAmount: 0,
  maxAmount: 100_000_000,
  minRatio: 0,
  maxRatio: 100,
  jumpPercent: 1_000,
  scaleFactor: 100,
  peersFactor: 100,
  movePercent: 100,
  movedShare: 100,
  shrinkPercent: 100,
  overlapPercent: 0,
  atLeast: 100_000,
  withdrawnAfter: 100,
};
