import { parseArgs } from 'node:util';
import { fork } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openStreamGateway } from '../main/gateway/stream.fixture.ts';

/**
 * `node --expose-gc bench/faults-sse.ts [--clients 200] [--seconds 60] [--rate 500]`: programs that listen to the
 * gateway, one in ten of them leaving and coming back with Last-Event-ID again and again. Each must have had every
 * event once and in order; when they have left, the gateway's memory must be where it was. Exits 1 otherwise.
 */
const OUT = join(import.meta.dirname, '../.artifacts/bench');
const TICK_MS = 20;
/** What a warm process keeps anyway: compiled code, pools. */
const MEMORY_SLACK_MB = 15;

const { values } = parseArgs({
  options: {
    clients: { type: 'string', default: '200' },
    seconds: { type: 'string', default: '60' },
    rate: { type: 'string', default: '500' },
  },
});
const [clients, seconds, rate] = [Number(values.clients), Number(values.seconds), Number(values.rate)];
const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

type Tally = {
  readonly clients: number;
  readonly missing: number;
  readonly double: number;
  readonly disorder: number;
  readonly reconnects: number;
  readonly dropped: number;
};
const isTally = (message: unknown): message is Tally =>
  typeof message === 'object' && message !== null && 'missing' in message;

/** Heap and buffers in use after a collection; the rest of a process belongs to the system's allocator. */
function usedMb(): number {
  globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  return (heapUsed + external) / 1024 / 1024;
}

const open = await openStreamGateway();
// Warm: what the first listeners compile is not theirs to give back.
await run(20, 2);
const before = usedMb();
const tally = await run(clients, seconds);
await wait(1_000);
const after = usedMb();
await open.close();

const figures = { ...tally, seconds, rate, beforeMb: Math.round(before), afterMb: Math.round(after) };
process.stdout.write(`${JSON.stringify(figures)}\n`);
mkdirSync(OUT, { recursive: true });
writeFileSync(
  join(OUT, 'faults-sse.json'),
  `${JSON.stringify({ at: new Date().toISOString(), ...figures }, null, 2)}\n`,
);
const isSound = tally.missing + tally.double + tally.disorder === 0 && after - before < MEMORY_SLACK_MB;
process.stdout.write(isSound ? 'Nothing missing, nothing double, memory returned.\n' : 'FAULTS\n');
process.exitCode = isSound ? 0 : 1;

/** Listens from a process of its own, so that the gateway's memory is its own. */
async function run(count: number, forSeconds: number): Promise<Tally> {
  const child = fork(
    join(import.meta.dirname, 'faults/sse-listeners.ts'),
    [String(open.port), String(count)],
    { stdio: 'inherit' },
  );
  const tally = Promise.withResolvers<Tally>();
  child.on('message', (message) => {
    if (message === 'ready') void emit(forSeconds).then((total) => child.send({ total }));
    else if (isTally(message)) tally.resolve(message);
  });
  child.on('exit', (code) => tally.reject(new Error(`The listeners ended with ${code}`)));
  const result = await tally.promise;
  while (open.gateway.listeners > 0) await wait(TICK_MS);
  return result;
}

/** Appends at the rate, catching up with the clock; returns the number of the last event. */
async function emit(forSeconds: number): Promise<{ from: number; to: number }> {
  const from = open.stream.seq;
  const start = performance.now();
  let done = 0;
  while (done < rate * forSeconds) {
    const due = Math.min(rate * forSeconds, Math.floor(((performance.now() - start) * rate) / 1000));
    if (due > done) open.emit(due - done);
    done = due;
    await wait(TICK_MS);
  }
  return { from, to: open.stream.seq };
}
