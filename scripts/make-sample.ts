/** Writes the built-in sample's daily files. Run it after a change to main/sources/sample; its output is committed. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sampleCsv } from '../main/sources/sample/csv.ts';
import { SAMPLE_FOLDER } from '../main/sources/sample/days.ts';
import { sampleWeek } from '../main/sources/sample/week.ts';

sampleWeek().forEach((cars, index) => {
  const file = join(SAMPLE_FOLDER, `day-${index + 1}.csv`);
  writeFileSync(file, sampleCsv(cars));
  process.stdout.write(`${file}: ${cars.length} vehicles\n`);
});
