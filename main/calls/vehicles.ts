import { fail, ok } from '../../shared/result.ts';
import { normaliseVin } from '../../shared/vin.ts';
import { readVehiclePage } from '../store/vehicles/vehicle-page.ts';
import type { CallHandlers } from './context.ts';

export const vehicleCalls: CallHandlers<'vehicles.explain' | 'vehicles.find' | 'vehicles.get'> = {
  'vehicles.explain': async ({ vin }, { reader, turns }) =>
    ok(await turns.take('explain', reader.run('explain', { vin: normaliseVin(vin) }))),
  'vehicles.find': async (input, { reader, turns }) =>
    ok({ vehicles: [...(await turns.take('find', reader.run('findVehicles', input)))] }),
  'vehicles.get': ({ vin }, { db }) => {
    const page = readVehiclePage(db, normaliseVin(vin));
    return page === null ? fail('not-found', `No source has listed ${vin}; check the VIN`) : ok(page);
  },
};
