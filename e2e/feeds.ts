import { mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A car of a made-up feed. Amounts in whole dollars. */
export type Car = {
  readonly vin: string;
  readonly stock: string;
  readonly model: string;
  readonly msrp: number;
  readonly price: number;
};

/** Enough cars for a lot of which a part may move without the guard asking (`atLeast`). */
export const CARS: readonly Car[] = Array.from({ length: 24 }, (_, at) => ({
  vin: `2T3W1RFV5PW${String(100_101 + at * 37)}`,
  stock: `P${1042 + at * 3}`,
  model: ['RAV4', 'Sienna', 'Camry'][at % 3] ?? 'RAV4',
  msrp: 38_450 + at * 115,
  price: 37_619 + at * 110,
}));

const DAY_MS = 86_400_000;

/** A feed with the usual names of columns. */
export const usualFeed = (cars: readonly Car[]): string =>
  [
    'VIN,StockNumber,Year,Make,Model,Type,MSRP,Price,DealerName',
    ...cars.map(
      ({ vin, stock, model, msrp, price }) =>
        `${vin},${stock},2026,Toyota,${model},New,${msrp},${price},Eastside Toyota`,
    ),
  ].join('\n') + '\n';

/** The same cars as a feed that no table of names knows: other names, another order, another delimiter. */
export const neverSeenFeed = (cars: readonly Car[]): string =>
  [
    'Cash deal;Rooftop;Nameplate;Sticker;Chassis;Landed;Class;Tag;Marque;MY;Pics',
    ...cars.map(
      ({ vin, stock, model, msrp, price }) =>
        `$${price.toLocaleString('en-US')}.00;Eastside Toyota;${model};$${msrp.toLocaleString('en-US')}.00;${vin};2026-05-02;New;${stock};Toyota;2026;https://cdn.example/${vin}.jpg`,
    ),
  ].join('\n') + '\n';

/** A folder for one test's feeds, gone at its end. */
export async function withFeeds(work: (folder: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'lotwatch-feeds-'));
  try {
    await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Writes a feed as it stood so many days ago: each day is an observation of its own. */
export async function writeFeed(file: string, content: string, daysAgo: number): Promise<void> {
  await writeFile(file, content);
  const then = new Date(Date.now() - daysAgo * DAY_MS);
  await utimes(file, then, then);
}
