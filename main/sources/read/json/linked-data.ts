import { recordText } from '../decode.ts';
import { parseJson } from './lenient.ts';
import { flatten, isRecord } from '../../parse/flatten.ts';

/** Types of schema.org that are a vehicle, or stand around one. */
const VEHICLES: ReadonlySet<string> = new Set([
  'Car', 'Vehicle', 'Motorcycle', 'MotorizedBicycle', 'BusOrCoach', 'Product', 'IndividualProduct',
]); // prettier-ignore

/**
 * For JSON-LD, whose graphs hold pages, organisations and cars side by side: how the cars are recognised, which are vehicles
 * by their type or have a VIN. Null where the records name no type, so that every one counts.
 * @param vin path of the column of VINs
 */
export function linkedDataFilter(
  sample: readonly Readonly<Record<string, unknown>>[],
  vin: string,
): ((bytes: Buffer, start: number, end: number) => boolean) | null {
  if (!sample.some((record) => '@type' in record)) return null;
  return (bytes, start, end) => {
    const record = parsed(recordText(bytes, start, end));
    // What cannot be read is reported as a rejected row.
    if (!isRecord(record) || !('@type' in record)) return true;
    if (typesOf(record['@type']).some((type) => VEHICLES.has(type))) return true;
    let hasVin = false;
    flatten(record, (path, text) => {
      if (path === vin && text.trim() !== '') hasVin = true;
    });
    return hasVin;
  };
}

function typesOf(value: unknown): readonly string[] {
  const types: readonly unknown[] = Array.isArray(value) ? value : [value];
  return types.flatMap((type) => (typeof type === 'string' ? [type.replace(/^.*[/:#]/, '')] : []));
}

function parsed(text: string): unknown {
  try {
    return parseJson(text);
  } catch {
    return null;
  }
}
