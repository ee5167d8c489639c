import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { ROOT } from './root.ts';

const packageSchema = z.object({
  engines: z.object({ node: z.string() }),
  devDependencies: z.object({ node: z.string() }),
});
const firstNumber = (version: string): number => Number(/\d+/.exec(version)?.[0]);

it('asks whoever installs Lotwatch for the Node that the command asks for, and brings it to a checkout', async () => {
  const { engines, devDependencies } = packageSchema.parse(
    JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8')),
  );
  const command = await readFile(join(ROOT, 'bin', 'lotwatch.js'), 'utf8');
  const asked = firstNumber(/major < \d+/.exec(command)?.[0] ?? '');
  expect(engines.node).toBe(`>=${asked}`);
  expect(firstNumber(devDependencies.node)).toBeGreaterThanOrEqual(asked);
});

it('brings no package that needs a newer Node than it asks for', async () => {
  const { packages } = z
    .object({
      packages: z.record(
        z.string(),
        z.object({
          engines: z.looseObject({ node: z.string().optional() }).optional(),
          dev: z.boolean().optional(),
        }),
      ),
    })
    .parse(JSON.parse(await readFile(join(ROOT, 'package-lock.json'), 'utf8')));
  const shipped = Object.entries(packages).filter(([, { dev }]) => dev !== true);
  expect(shipped.length).toBeGreaterThan(50);
  // "^20.19 || >=22": of the alternatives the lowest counts.
  const lowest = (range: string): number => Math.min(...range.split('||').map(firstNumber));
  const tooNew = shipped.filter(
    ([, { engines }]) => engines?.node !== undefined && lowest(engines.node) > 24,
  );
  expect(tooNew.map(([name]) => name)).toEqual([]);
});
