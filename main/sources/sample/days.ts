import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { SAMPLE_DAYS } from './week.ts';

/** Where the sample's files lie: beside this file, or in sample/ beside the bundle that it became part of. */
const HERE = import.meta.url.endsWith('.ts') ? '.' : './sample/';
export const SAMPLE_FOLDER = fileURLToPath(new URL(HERE, import.meta.url));

/**
 * Paths of the built-in sample's daily files in order, as many as are there. The first sync reads day 1 as the
 * baseline, each further sync the next day; after the last day it stays there and finds nothing changed. The
 * sample never starts over: cars that come back would look like an inventory that does.
 * @param folder where the files lie; a bundled program passes its own resource folder
 */
export function sampleDays(folder: string = SAMPLE_FOLDER): readonly string[] {
  const days = Array.from({ length: SAMPLE_DAYS }, (_, index) => join(folder, `day-${index + 1}.csv`));
  return days.filter((file) => existsSync(file));
}

/** The file the next sync of the sample reads: `played` counts the days read so far. Null if there is no sample. */
export function nextSampleDay(played: number, folder: string = SAMPLE_FOLDER): string | null {
  const days = sampleDays(folder);
  return days[Math.min(Math.max(played, 0), days.length - 1)] ?? null;
}
