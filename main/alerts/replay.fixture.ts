import { stepReading, type Line } from './steps.ts';
import type { Cell, Subject } from './types.ts';

/** For tests: a rule that looks once an hour at one subject. */
const HOUR_MS = 3_600_000;

export const subjectNamed = (key: string, part: Partial<Subject> = {}): Subject => ({
  ...{ key, vin: key, dealerId: 'north', dealerName: 'North', source: 'lot', vehicle: '2026 Ford F-150' },
  ...{ make: 'Ford', model: 'F-150', condition: 'new', role: 'own', listing: null },
  ...part,
});

export function replayReadings(
  line: Line,
  values: readonly (number | null)[],
  part: { readonly coolDownHours?: number; readonly alsoNow?: boolean; readonly isNew?: boolean } = {},
): { readonly fired: boolean; readonly ended: boolean }[] {
  const { coolDownHours = 0, alsoNow = false, isNew = false } = part;
  let cell: Cell | null = null;
  let before: number | null = null;
  return values.map((value, hour) => {
    const look = { now: hour * HOUR_MS, first: hour === 0 && !isNew, alsoNow };
    const reading = { subject: subjectNamed('A'), value, before, observation: hour, currency: null };
    const step = stepReading(line, { coolDownHours }, cell, reading, look);
    cell = step.cell?.phase === 'firing' ? { ...step.cell, alertId: 'alert' } : step.cell;
    before = value ?? before;
    return { fired: step.fired !== null, ended: step.ended !== null };
  });
}
