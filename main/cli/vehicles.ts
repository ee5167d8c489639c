import type { Command } from 'commander';
import { normaliseVin } from '../../shared/vin.ts';
import { readConfig } from '../config.ts';
import { openReader } from '../store/open.ts';
import { iterateVehicles } from '../store/vehicles.ts';
import { printLines } from './options.ts';

type VehiclesOptions = { vin?: string; dealer?: string; all?: boolean; dataDir?: string };

export function addVehiclesCommand(program: Command): void {
  program
    .command('vehicles')
    .description('Print the vehicles on the lot, one JSON listing a line')
    .option('--vin <vin>', 'only this vehicle, also when it is gone')
    .option('--dealer <id>', 'only this dealer, by id or name')
    .option('--all', 'those that are gone, too')
    .option('--data-dir <dir>', 'where this console keeps its data')
    .action(async (options: VehiclesOptions) => {
      const db = openReader(readConfig({ dataDir: options.dataDir }).dataDir);
      try {
        const vin = options.vin === undefined ? null : normaliseVin(options.vin);
        const filter = { vin, dealer: options.dealer ?? null, gone: options.all === true || vin !== null };
        await printLines(iterateVehicles(db, filter));
      } finally {
        db.close();
      }
    });
}
