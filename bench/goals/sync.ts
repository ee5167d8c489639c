import { AS_OF, type Workshop } from '../data/workshop.ts';
import { count, ms, type Outcome } from '../measure/goal.ts';
import { runProbe } from '../measure/probe.ts';
import { alternate, figure, type Measured } from '../measure/rounds.ts';

/** Ratio of one figure, with the worse of both noises. */
function compared(product: Measured, reference: Measured, name: string) {
  const noise = Math.max(product.spread[name] ?? 0, reference.spread[name] ?? 0);
  const cpuRatio = name === 'ms' ? figure(product, 'cpuMs') / figure(reference, 'cpuMs') : null;
  return { ratio: figure(product, name) / figure(reference, name), cpuRatio, noise };
}

/** P1: the next day's file against a full lot. P5: how much memory that took. */
export async function syncGoals(shop: Workshop, rounds: number): Promise<Outcome[]> {
  const file = shop.day(2);
  const large = shop.rows >= 1_000_000;
  const { sync, upsert, validate, parse } = await alternate(rounds, {
    sync: async () => runProbe('sync', [file, await shop.syncedLot(), AS_OF[2]]),
    upsert: async () => runProbe('upsert', [file, await shop.blindLot()]),
    validate: () => runProbe('validate', [file]),
    parse: () => runProbe('papa', [file]),
  });
  const goal = `P1 ${count(shop.rows)}`;
  const rss = (measured: Measured): string => `${figure(measured, 'rssMb')} MB`;
  const moved = `${count(figure(sync, 'msrpChanges'))} MSRP moves, ${count(figure(sync, 'added'))} new`;
  const outcomes: Outcome[] = [
    {
      goal,
      what: `sync of the next day (${moved}) : parse + validate + blind upsert`,
      figure: ms(figure(sync, 'ms')),
      reference: ms(figure(upsert, 'ms')),
      limit: large ? 0.6 : 0.85,
      ...compared(sync, upsert, 'ms'),
    },
    {
      goal: `P5 ${count(shop.rows)}`,
      what: 'peak memory of that sync : Papa Parse alone, each with its Node',
      figure: rss(sync),
      reference: rss(parse),
      limit: 3,
      ...compared(sync, parse, 'rssMb'),
    },
  ];
  if (large) {
    outcomes.splice(1, 0, {
      goal,
      what: 'sync of the next day : parse + validate',
      figure: ms(figure(sync, 'ms')),
      reference: ms(figure(validate, 'ms')),
      limit: 3.5,
      ...compared(sync, validate, 'ms'),
    });
  }
  return outcomes;
}

/** P2: the first import of a lot, all new. */
export async function importGoals(shop: Workshop, rounds: number): Promise<Outcome[]> {
  const file = shop.day(1);
  const { sync, upsert } = await alternate(rounds, {
    sync: () => runProbe('sync', [file, shop.emptyLot(), AS_OF[1]]),
    upsert: () => runProbe('upsert', [file, shop.emptyLot()]),
  });
  return [
    {
      goal: `P2 ${count(shop.rows)}`,
      what: 'first import : parse + validate + blind upsert into an empty table',
      figure: ms(figure(sync, 'ms')),
      reference: ms(figure(upsert, 'ms')),
      limit: 1.2,
      ...compared(sync, upsert, 'ms'),
    },
  ];
}

/** P3: the same bytes again, the next day. */
export async function againGoals(shop: Workshop, rounds: number): Promise<Outcome[]> {
  const file = shop.day(1);
  const { sync, hash } = await alternate(rounds, {
    sync: async () => runProbe('sync', [file, await shop.syncedLot(), AS_OF[3]]),
    hash: () => runProbe('hash', [file]),
  });
  if (figure(sync, 'unchanged') !== 1) throw new Error('The file was expected to be the same');
  return [
    {
      goal: `P3 ${count(shop.rows)}`,
      what: 'the same file again : reading it and its SHA-256',
      figure: ms(figure(sync, 'ms')),
      reference: ms(figure(hash, 'ms')),
      limit: 1.5,
      ...compared(sync, hash, 'ms'),
    },
  ];
}

/** P4: rows read per second. */
export async function readGoals(shop: Workshop, rounds: number): Promise<Outcome[]> {
  const file = shop.day(1);
  const half = shop.quotedDay();
  const { papa, fields, rows, validate, papaHalf, rowsHalf } = await alternate(rounds, {
    papa: () => runProbe('papa', [file]),
    fields: () => runProbe('split-fields', [file]),
    rows: () => runProbe('read-rows', [file]),
    validate: () => runProbe('validate', [file]),
    papaHalf: () => runProbe('papa', [half]),
    rowsHalf: () => runProbe('read-rows', [half]),
  });
  const perSecond = (measured: Measured): number =>
    figure(measured, 'rows') / (figure(measured, 'ms') / 1000);
  const outcome = (what: string, product: Measured, reference: Measured): Outcome => ({
    goal: `P4 ${count(shop.rows)}`,
    what,
    figure: `${count(perSecond(product))} rows/s`,
    reference: `${count(perSecond(reference))} rows/s`,
    ratio: perSecond(product) / perSecond(reference),
    cpuRatio: figure(reference, 'cpuMs') / figure(product, 'cpuMs'),
    limit: 0.85,
    atLeast: true,
    noise: Math.max(product.spread['ms'] ?? 0, reference.spread['ms'] ?? 0),
  });
  return [
    outcome('fields split and every record hashed : Papa Parse', fields, papa),
    outcome('typed, checked listings : Papa Parse, which gives text only', rows, papa),
    outcome('typed, checked listings : Papa Parse + the plainest check', rows, validate),
    outcome('the same with a quote in half of the rows : Papa Parse', rowsHalf, papaHalf),
  ];
}
