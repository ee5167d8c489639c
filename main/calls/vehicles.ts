import { fail, ok } from '../../shared/result.ts';
import { normaliseVin } from '../../shared/vin.ts';
import { csvText } from '../files/csv.ts';
import { advertisedOf } from '../store/vehicles/advertised.ts';
import { ADVERTISED_COLUMNS, advertisedLines } from '../store/vehicles/advertised-lines.ts';
import { listingAddress, readVehiclePage } from '../store/vehicles/vehicle-page.ts';
import type { CallHandlers } from './context.ts';

export const vehicleCalls: CallHandlers<
  'vehicles.advertised' | 'vehicles.explain' | 'vehicles.find' | 'vehicles.get' | 'vehicles.openListing'
> = {
  'vehicles.advertised': ({ vin: given }, { db }) => {
    const vin = normaliseVin(given);
    const lines = advertisedLines(vin, advertisedOf(db, vin));
    // With a byte order mark: it is for a spreadsheet, and Excel needs one.
    return ok({ name: `${vin}-prices.csv`, csv: [...csvText(ADVERTISED_COLUMNS, lines, true)].join('') });
  },
  'vehicles.explain': async ({ vin }, { reader, turns }) =>
    ok(await turns.take('explain', reader.run('explain', { vin: normaliseVin(vin) }))),
  'vehicles.find': async (input, { reader, turns }) =>
    ok({ vehicles: [...(await turns.take('find', reader.run('findVehicles', input)))] }),
  'vehicles.openListing': async ({ vin, source }, { db }, abilities) => {
    const address = listingAddress(db, normaliseVin(vin), source);
    if (address === null) return fail('not-found', `${source} gives no address for ${vin}`);
    if (await abilities.openAddress?.(address)) return ok({});
    return fail('unavailable', 'No browser could be opened; copy the address instead');
  },
  'vehicles.get': ({ vin }, { db }) => {
    const page = readVehiclePage(db, normaliseVin(vin));
    return page === null ? fail('not-found', `No source has listed ${vin}; check the VIN`) : ok(page);
  },
};
