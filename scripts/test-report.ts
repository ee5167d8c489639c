import { readFile } from 'node:fs/promises';
import { z } from 'zod';

/** What one runner's JSON report says, counted. */
export type Tally = {
  readonly passed: number;
  readonly failed: number;
  /** Why tests were skipped, with how many. */
  readonly skipped: ReadonlyMap<string, number>;
};

const vitestSchema = z.object({
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      assertionResults: z.array(z.object({ status: z.string(), fullName: z.string() })),
    }),
  ),
});

/** A file that failed to load counts as one failure. */
export async function readVitest(path: string): Promise<Tally> {
  const { testResults } = vitestSchema.parse(JSON.parse(await readFile(path, 'utf8')));
  const skipped = new Map<string, number>();
  let passed = 0;
  let failed = 0;
  for (const { status, name, assertionResults } of testResults) {
    if (status === 'failed' && assertionResults.length === 0) failed += 1;
    for (const test of assertionResults) {
      if (test.status === 'passed') passed += 1;
      else if (test.status === 'failed') failed += 1;
      else count(skipped, reasonIn(test.fullName) ?? `in ${name.split(/[\\/]/).slice(-2).join('/')}`);
    }
  }
  return { passed, failed, skipped };
}

/** A suite or test that may be skipped ends its name in "(needs …)". */
function reasonIn(name: string): string | null {
  return /\((needs [^)]+)\)/.exec(name)?.[1] ?? null;
}

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

/** By project: the doors are counted apart. A test that passed only when repeated is a failure. */
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
