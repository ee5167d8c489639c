import { fork, type ChildProcess } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { SeededRandom } from '../main/sources/sample/random.ts';
import type { Answer } from './fuzz/child.ts';
import { baseFeeds } from './fuzz/feeds.ts';
import { mutate } from './fuzz/mutations.ts';

/**
 * `node bench/fuzz.ts [--feeds 10000] [--seed 1] [--from 0]`: spoilt feeds through the whole intake, one after the other in a
 * child process with a deadline for each and a ceiling for memory. A feed that breaks a promise is kept in
 * main/sources/fuzz-regressions/, where a test reads it for ever after. Exits 1 if there was one.
 */
const DEADLINE_MS = 15_000;
/** Resident: Node itself, a lot, a feed of 4 MB and what its reading takes; see P5. */
const MEMORY_MB = 400;
const HEAP_MB = 192;
/**
 * Of each half of the young generation. V8 doubles it while much survives and never gives it back: after a few hundred
 * feeds 128 MB of the process were that, empty, and the ceiling was for V8's thrift instead of for feeds.
 */
const YOUNG_MB = 16;
/** Feeds a process takes before the next one begins: the ceiling is meant for feeds, not for what malloc keeps of fifteen databases. */
const FEEDS_A_CHILD = 1_000;
const KEPT = join(import.meta.dirname, '../main/sources/fuzz-regressions');

const { values } = parseArgs({
  options: {
    feeds: { type: 'string', default: '10000' },
    seed: { type: 'string', default: '1' },
    from: { type: 'string', default: '0' },
  },
});
const [feeds, seed, from] = [Number(values.feeds), Number(values.seed), Number(values.from)];

let child = start();
const outcomes = new Map<string, number>();
let [failures, peakMb, slowestMs, slowest] = [0, 0, 0, ''];
const startedAt = performance.now();
for (let number = from; number < from + feeds; number += 1) {
  const answer = await take(number);
  peakMb = Math.max(peakMb, answer.rssMb);
  if (answer.ms > slowestMs)
    [slowestMs, slowest] = [answer.ms, `${number} (${answer.what}, ${answer.bytes} bytes)`];
  const broken = answer.broken ?? (answer.rssMb > MEMORY_MB ? `memory: ${answer.rssMb} MB` : null);
  outcomes.set(
    broken === null ? answer.outcome : 'BROKEN',
    (outcomes.get(broken === null ? answer.outcome : 'BROKEN') ?? 0) + 1,
  );
  if (broken !== null) {
    failures += 1;
    keep(number, broken, answer.what);
    child.kill('SIGKILL');
    child = start();
  }
  if (broken === null && (number - from + 1) % FEEDS_A_CHILD === 0) {
    child.disconnect();
    child = start();
  }
  if ((number - from + 1) % 1_000 === 0)
    process.stdout.write(`${number - from + 1} feeds, ${failures} failures, peak ${peakMb} MB\n`);
}
child.disconnect();
const seconds = (performance.now() - startedAt) / 1000;
process.stdout.write(
  `${feeds} feeds of seed ${seed} in ${seconds.toFixed(0)} s: ${[...outcomes].map(([what, n]) => `${n} ${what}`).join(', ')}; peak memory ${peakMb} MB; slowest ${slowestMs.toFixed(0)} ms: ${slowest}\n`,
);
process.exitCode = failures === 0 ? 0 : 1;

function start(): ChildProcess {
  return fork(join(import.meta.dirname, 'fuzz/child.ts'), {
    execArgv: ['--no-warnings', `--max-old-space-size=${HEAP_MB}`, `--max-semi-space-size=${YOUNG_MB}`],
  });
}

/** Hands a feed over; a child that dies or is late is a failure of that feed. */
function take(number: number): Promise<Answer> {
  return new Promise((resolve) => {
    const settle = (answer: Answer): void => {
      clearTimeout(timer);
      child.removeAllListeners();
      resolve(answer);
    };
    const lost = (broken: string): void =>
      settle({ number, outcome: '', broken, what: '?', bytes: 0, rssMb: 0, ms: 0 });
    const timer = setTimeout(() => lost(`no answer within ${DEADLINE_MS} ms`), DEADLINE_MS);
    child.once('message', (answer: Answer) => settle(answer));
    child.once('exit', (code, signal) => lost(`the process ended (${code ?? signal})`));
    child.send({ seed, number });
  });
}

function keep(number: number, broken: string, what: string): void {
  const bases = baseFeeds();
  const { feed, base, done } = mutate(
    bases.map(({ bytes }) => bytes),
    new SeededRandom(seed * 1_000_003 + number),
  );
  mkdirSync(KEPT, { recursive: true });
  const name = `seed-${seed}-${number}-${bases[base]?.name ?? 'feed.txt'}`;
  writeFileSync(join(KEPT, name), feed);
  process.stdout.write(`BROKEN ${name} (${what === '?' ? done.join('+') : what}): ${broken}\n`);
}
