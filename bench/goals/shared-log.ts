import { hasRedisServer } from '../../main/bus/redis-server.fixture.ts';
import { FRAME_MS } from '../../main/feeds/session.ts';
import type { Workshop } from '../data/workshop.ts';
import { count, ms, type Outcome } from '../measure/goal.ts';
import { runProbe } from '../measure/probe.ts';
import { alternate, figure, type Measured } from '../measure/rounds.ts';

const EVENTS = 100_000;

/** P7 to P10: the way of an event from the shared log to a screen, beside its parts alone. */
export async function sharedLogGoals(_shop: Workshop, rounds: number): Promise<Outcome[]> {
  if (!hasRedisServer) {
    process.stdout.write('P7-P10: skipped, there is no /usr/bin/redis-server\n');
    return [];
  }
  const probe = (mode: string) => () => runProbe('shared-log', [mode, String(EVENTS)]);
  const { validate, parse, replay, range, insert, latency, bare } = await alternate(Math.min(rounds, 3), {
    parse: probe('parse'),
    validate: probe('validate'),
    range: probe('range'),
    insert: probe('insert'),
    replay: probe('replay'),
    bare: probe('bare'),
    latency: probe('latency'),
  });
  const slowest =
    [validate, range, insert].toSorted((a, b) => figure(b, 'ms') - figure(a, 'ms'))[0] ?? insert;
  const slower = [range, insert].toSorted((a, b) => figure(b, 'ms') - figure(a, 'ms'))[0] ?? insert;
  const noise = (...all: Measured[]): number =>
    Math.max(...all.map(({ spread }) => spread['ms'] ?? spread['p99'] ?? 0));
  const speed = (measured: Measured): string => `${count((EVENTS / figure(measured, 'ms')) * 1_000)}/s`;
  const allowed = 1.5 * figure(bare, 'p99') + FRAME_MS;
  return [
    {
      goal: 'P7',
      what: 'JSON.parse and validation of a log entry : JSON.parse alone',
      figure: ms(figure(validate, 'ms')),
      reference: ms(figure(parse, 'ms')),
      ratio: figure(validate, 'ms') / figure(parse, 'ms'),
      cpuRatio: figure(validate, 'cpuMs') / figure(parse, 'cpuMs'),
      limit: 1.5,
      noise: noise(validate, parse),
    },
    {
      goal: 'P8',
      what: 'tail, validate, journal, feed : the slowest of its parts alone',
      figure: speed(replay),
      reference: speed(slowest),
      ratio: figure(slowest, 'ms') / figure(replay, 'ms'),
      limit: 0.8,
      atLeast: true,
      noise: noise(replay, slowest),
    },
    {
      goal: 'P9',
      what: `publish to another console's screen at 1,000/s, p99 : 1.5 × bare node-redis (${ms(figure(bare, 'p99'))}) and a frame`,
      figure: ms(figure(latency, 'p99')),
      reference: ms(allowed),
      ratio: figure(latency, 'p99') / allowed,
      limit: 1,
      noise: noise(latency, bare),
    },
    {
      goal: 'P10',
      what: `replay of ${count(EVENTS)} events into the journal : the slower of XRANGE with parse and SQLite insert`,
      figure: speed(replay),
      reference: speed(slower),
      ratio: figure(slower, 'ms') / figure(replay, 'ms'),
      limit: 0.8,
      atLeast: true,
      noise: noise(replay, slower),
    },
  ];
}
