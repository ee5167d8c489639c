import { fail, ok } from '../../shared/result.ts';
import { normaliseVin } from '../../shared/vin.ts';
import { readVehiclePage } from '../store/vehicles/vehicle-page.ts';
import type { CallHandlers } from './context.ts';

export const vehicleCalls: CallHandlers<'vehicles.explain' | 'vehicles.find' | 'vehicles.get'> = {
  'vehicles.explain': async ({ vin }, { desk }) =>
    ok(await desk.run('explain', { vin: normaliseVin(vin) }).done),
  'vehicles.find': async (input, { reader }) =>
    ok({ vehicles: [...(await reader.run('findVehicles', input).done)] }),
  'vehicles.get': ({ vin }, { db }) => {
    const page = readVehiclePage(db, normaliseVin(vin));
    return page === null ? fail('not-found', `No source has listed ${vin}; check the VIN`) : ok(page);
  },
};
