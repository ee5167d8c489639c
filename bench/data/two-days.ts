import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { runProbe } from '../measure/probe.ts';
import { AS_OF, openWorkshop } from './workshop.ts';

/** A data folder with two days synced and scored; the second brought its changes. @returns its path */
export async function twoDays(root: string, rows: number): Promise<string> {
  const shop = openWorkshop(root, rows);
  const lot = await shop.syncedLot();
  const kept = join(root, 'lot-today.csv');
  copyFileSync(shop.day(2), kept);
  await runProbe('sync', [kept, lot, AS_OF[2]]);
  // Else the scores of the whole lot would be computed beside the start.
  await runProbe('settle', [lot]);
  return lot;
}
