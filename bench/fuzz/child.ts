import { SeededRandom } from '../../main/sources/sample/random.ts';
import { FuzzIntake } from './intake.ts';
import { mutate } from './mutations.ts';

/** Takes feeds by number from its parent and returns what became of each, with this process's peak memory. */
export type Order = { readonly seed: number; readonly number: number };
export type Answer = {
  readonly number: number;
  readonly outcome: string;
  readonly broken: string | null;
  readonly what: string;
  readonly bytes: number;
  readonly rssMb: number;
  /** What the intake took. */
  readonly ms: number;
};

const intake = new FuzzIntake();
process.on('message', ({ seed, number }: Order) => {
  const { feed, base, done } = mutate(
    intake.feeds.map(({ bytes }) => bytes),
    new SeededRandom(seed * 1_000_003 + number),
  );
  const chosen = intake.feeds[base];
  const from = performance.now();
  let [outcome, broken]: [string, string | null] = ['', null];
  try {
    if (chosen !== undefined) outcome = intake.take(chosen, feed);
  } catch (error) {
    broken = error instanceof Error ? (error.stack ?? error.message) : String(error);
  }
  const ms = performance.now() - from;
  const rssMb = Math.round(process.memoryUsage.rss() / (1 << 20));
  const what = `${chosen?.name} ${done.join('+')}`;
  process.send?.({ number, outcome, broken, what, bytes: feed.length, rssMb, ms } satisfies Answer);
});
process.on('disconnect', () => {
  intake.close();
  process.exit(0);
});
