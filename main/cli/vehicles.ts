import type { Command } from 'commander';
import { z } from 'zod';
import { ladderStepSchema } from '../../shared/prices.ts';
import { normaliseVin } from '../../shared/vin.ts';
import { readConfig } from '../config.ts';
import { closeStore, openReader } from '../store/open.ts';
import { iterateVehicles, type VehicleRecord } from '../store/vehicles/vehicles.ts';
import { csvText, type Cell } from '../files/csv.ts';
import { printLines, printText } from './options.ts';

type VehiclesOptions = {
  vin?: string;
  dealer?: string;
  all?: boolean;
  csv?: boolean;
  bom?: boolean;
  dataDir?: string;
};

const COLUMNS = [
  'vin', 'source', 'role', 'dealerId', 'dealerName', 'stockNumber', 'condition', 'stockType', 'year', 'make', 'model', 'trim', 'msrp', 'msrpState',
  'msrpBlankSince', 'msrpColumn', 'price', 'priceState', 'priceBlankSince', 'priceColumn', 'priceIncludes', 'prices', 'currency', 'msrpCurrency', 'mileage', 'bodyStyle', 'exteriorColor', 'interiorColor', 'engine',
  'transmission', 'drivetrain', 'fuel', 'url', 'photos', 'options', 'dateInStock', 'firstSeen', 'status', 'availability', 'goneAt', 'conflict',
] as const; // prettier-ignore

export function addVehiclesCommand(program: Command): void {
  program
    .command('vehicles')
    .description('Print the vehicles on the lot, one JSON listing per line')
    .option('--vin <vin>', 'only this vehicle, even if it has left the lot')
    .option('--dealer <id>', 'only this dealer, by id or name')
    .option('--all', 'include vehicles that have left the lot')
    .option('--csv', 'print a CSV table instead')
    .option('--bom', 'start the table with a byte order mark, for Excel')
    .option('--data-dir <dir>', 'where this console keeps its data')
    .action(async (options: VehiclesOptions) => {
      const db = openReader(readConfig({ dataDir: options.dataDir }).dataDir);
      try {
        const vin = options.vin === undefined ? null : normaliseVin(options.vin);
        const filter = { vin, dealer: options.dealer ?? null, gone: options.all === true || vin !== null };
        const vehicles = iterateVehicles(db, filter);
        if (options.csv === true)
          await printText(csvText(COLUMNS, tableRows(vehicles), options.bom === true));
        else await printLines(vehicles);
      } finally {
        closeStore(db);
      }
    });
}

function* tableRows(vehicles: Iterable<VehicleRecord>): Generator<Readonly<Record<string, Cell>>> {
  for (const vehicle of vehicles) {
    const words: VehicleRecord = {
      ...vehicle,
      prices: ladderText(vehicle['prices']),
      priceIncludes: listText(vehicle['priceIncludes']),
    };
    yield Object.fromEntries(COLUMNS.map((column) => [column, cellOf(words[column])]));
  }
}

/** "MSRP 42000 | Internet Price 40500": names as the feed has them. */
const ladderText = (prices: unknown): string | null =>
  z
    .array(ladderStepSchema)
    .parse(prices)
    .map(({ name, amount }) => `${name} ${amount}`)
    .join(' | ') || null;

const listText = (items: unknown): string | null => (Array.isArray(items) ? items.join(' ') : null);

const cellOf = (value: unknown): Cell =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null;
