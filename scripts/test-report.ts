import { readFile } from 'node:fs/promises';
import { z } from 'zod';

/** What one runner's JSON report says, counted. */
export type Tally = {
  readonly passed: number;
  readonly failed: number;
  /** Why tests were skipped, with how many. */
  readonly skipped: ReadonlyMap<string, number>;
};

const playwrightTestSchema = z.object({
  projectName: z.string(),
  status: z.enum(['expected', 'unexpected', 'flaky', 'skipped']),
  annotations: z.array(z.object({ type: z.string(), description: z.string().optional() })),
});
type Suite = {
  readonly specs?: { tests: z.infer<typeof playwrightTestSchema>[] }[] | undefined;
  readonly suites?: Suite[] | undefined;
};
const suiteSchema: z.ZodType<Suite> = z.lazy(() =>
  z.object({
    specs: z.array(z.object({ tests: z.array(playwrightTestSchema) })).optional(),
    suites: z.array(suiteSchema).optional(),
  }),
);

/** By project: the adapters are counted apart. A test that passed only when repeated is a failure. */
export async function readPlaywright(path: string): Promise<ReadonlyMap<string, Tally>> {
  const report = suiteSchema.parse(JSON.parse(await readFile(path, 'utf8')));
  const tallies = new Map<string, { passed: number; failed: number; skipped: Map<string, number> }>();
  const visit = (suite: Suite): void => {
    for (const { projectName, status, annotations } of (suite.specs ?? []).flatMap(({ tests }) => tests)) {
      const tally = tallies.get(projectName) ?? {
        passed: 0,
        failed: 0,
        skipped: new Map<string, number>(),
      };
      tallies.set(projectName, tally);
      if (status === 'expected') tally.passed += 1;
      else if (status === 'skipped') {
        count(
          tally.skipped,
          annotations.find(({ type }) => type === 'skip')?.description ?? 'no reason given',
        );
      } else tally.failed += 1;
    }
    for (const inner of suite.suites ?? []) visit(inner);
  };
  visit(report);
  return tallies;
}

function count(counts: Map<string, number>, reason: string): void {
  counts.set(reason, (counts.get(reason) ?? 0) + 1);
}

/** The sums of all runners, as the last line of `npm test`: "repeated:" before them where some tests ran twice. */
export function lastLine(
  tallies: readonly Tally[],
  isRepeated: boolean,
): { readonly line: string; readonly failed: number } {
  const sum = (of: (tally: Tally) => number): number => tallies.reduce((all, tally) => all + of(tally), 0);
  const failed = sum((tally) => tally.failed);
  const skipped = sum((tally) => [...tally.skipped.values()].reduce((all, one) => all + one, 0));
  const counts = `${sum((tally) => tally.passed)} passed, ${failed} failed, ${skipped} skipped`;
  return { line: isRepeated ? `repeated: ${counts}` : counts, failed };
}
