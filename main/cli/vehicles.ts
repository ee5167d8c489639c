import type { Command } from 'commander';
import { z } from 'zod';
import { ladderStepSchema } from '../../shared/prices.ts';
import type { ColumnFilter } from '../../shared/lot-list/filter.ts';
import { asksForList, type TypedList } from '../../shared/lot-list/typed.ts';
import { normaliseVin } from '../../shared/vin.ts';
import { iterateVehicles, type VehicleRecord } from '../store/vehicles/vehicles.ts';
import { csvText, type Cell } from '../files/csv.ts';
import { collectList, printCsv, printLines } from './options.ts';
import { printVehicleList } from './vehicle-list.ts';
import { withReader } from './with-store.ts';

type VehiclesOptions = {
  vin?: string;
  dealer?: string;
  all?: boolean;
  csv?: boolean;
  bom?: boolean;
  view?: string;
  filter: string[];
  sort?: string;
  columns?: string;
  search?: string;
  xlsx?: string;
  dataDir?: string;
};

const COLUMNS = [
  'vin', 'source', 'role', 'dealerId', 'dealerName', 'stockNumber', 'condition', 'stockType', 'year', 'make', 'model', 'trim', 'msrp', 'msrpState',
  'msrpBlankSince', 'msrpColumn', 'price', 'priceState', 'priceBlankSince', 'priceColumn', 'priceIncludes', 'prices', 'currency', 'msrpCurrency', 'mileage', 'kilometres', 'bodyStyle', 'exteriorColor', 'interiorColor', 'engine',
  'transmission', 'drivetrain', 'fuel', 'url', 'photos', 'options', 'dateInStock', 'firstSeen', 'status', 'availability', 'goneAt', 'conflict',
] as const; // prettier-ignore

export function addVehiclesCommand(program: Command): void {
  program
    .command('vehicles')
    .description('Print the vehicles on the lot, one JSON listing per line')
    .option('--vin <vin>', 'only this vehicle, even if it has left the lot')
    .option('--dealer <id>', 'only this dealer, by id or name')
    .option('--all', 'include vehicles that have left the lot')
    .option('--view <name>', 'the vehicles of a saved view, in its order')
    .option(
      '--filter <condition>',
      'only vehicles like days>=60, make=Toyota,Honda or model~sien; repeatable',
      collectList,
      [],
    )
    .option(
      '--search <words>',
      'only vehicles with all these words in VIN, stock number, vehicle or dealer',
    )
    .option('--sort <columns>', 'in this order, largest first behind a minus: -ptm,days')
    .option('--columns <columns>', 'only these columns: vehicle,price,days')
    .option('--csv', 'print a CSV table instead')
    .option('--xlsx <file>', 'write a workbook instead')
    .option('--bom', 'start the table with a byte order mark, for Excel')
    .option('--data-dir <dir>', 'where this console keeps its data')
    .action(async (options: VehiclesOptions) => {
      const { csv = false, bom = false, xlsx = null } = options;
      const typed = typedOf(options);
      // The vehicle or dealer alone is asked in the older way, and printed so.
      if (asksForList(typed) || xlsx !== null) {
        await printVehicleList(options.dataDir, typed, { csv, bom, xlsx });
        return;
      }
      await withReader(options.dataDir, async (db) => {
        const vin = options.vin === undefined ? null : normaliseVin(options.vin);
        const filter = { vin, dealer: options.dealer ?? null, gone: options.all === true || vin !== null };
        const vehicles = iterateVehicles(db, filter);
        if (options.csv === true)
          await printCsv(csvText(COLUMNS, tableRows(vehicles), options.bom === true));
        else await printLines(vehicles);
      });
    });
}

/** `--vin` and `--dealer` are conditions like others. */
function typedOf({ vin, dealer, all, view, filter, sort, columns, search }: VehiclesOptions): TypedList {
  const conditions: ColumnFilter[] = [
    ...(vin === undefined ? [] : [isOneOf('vin', normaliseVin(vin))]),
    ...(dealer === undefined ? [] : [isOneOf('dealer', dealer)]),
  ];
  const gone = all === true || vin !== undefined;
  return { view, filters: filter, conditions, sort, columns, search, gone };
}

const isOneOf = (column: 'vin' | 'dealer', value: string): ColumnFilter => ({
  column,
  op: 'is',
  values: [value],
});

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
