import { join } from 'node:path';
import { twoDays } from '../data/two-days.ts';
import type { Workshop } from '../data/workshop.ts';
import { count, ms, type Outcome } from '../measure/goal.ts';
import { runProbe } from '../measure/probe.ts';
import { alternate, figure } from '../measure/rounds.ts';

const TINY = 400;
/** What a full lot may add to a vehicle's page. */
const ADDED_MS = 150;
const FRAME_MAX_MS = 50;

const made = new Map<number, Promise<string>>();
/** One data folder of a size for all goals of a run: its console is closed between them. */
function lotOf(shop: Workshop, rows: number): Promise<string> {
  const known = made.get(rows) ?? twoDays(join(shop.folder, `screens-${rows}`), rows);
  made.set(rows, known);
  return known;
}

/** P12: frames of a list that is scrolled while events come. */
export async function scrollGoals(shop: Workshop, rounds: number): Promise<Outcome[]> {
  const lot = await lotOf(shop, shop.rows);
  const outcomes: Outcome[] = [];
  for (const [rate, limit] of [
    [10_000, 0.97],
    [100_000, 0.95],
  ] as const)
    for (const place of ['live', 'vehicles']) {
      const { scroll } = await alternate(rounds, {
        scroll: () => runProbe('scroll', [lot, place, String(rate)]),
      });
      const tasks = `${count(figure(scroll, 'longTasks'))} long tasks, idle ${count(figure(scroll, 'idleLongTasks'))}; longest frame ${ms(figure(scroll, 'longest'))}`;
      outcomes.push({
        goal: `P12 ${count(rate)}/s`,
        what: `${place}, scrolled: frames a second (${tasks}) : the same without events`,
        figure: figure(scroll, 'flooded').toFixed(1),
        reference: figure(scroll, 'idle').toFixed(1),
        ratio: figure(scroll, 'flooded') / figure(scroll, 'idle'),
        limit,
        atLeast: true,
        noise: Math.max(scroll.spread['flooded'] ?? 0, scroll.spread['idle'] ?? 0),
      });
    }
  return outcomes;
}

/** P15: what the page holds after an hour of 1,000 events a second, beside five minutes of it. */
export async function memoryGoals(shop: Workshop, rounds: number): Promise<Outcome[]> {
  const lot = await lotOf(shop, TINY);
  const { memory } = await alternate(rounds, { memory: () => runProbe('flood-memory', [lot]) });
  const of = (name: string): string => `${figure(memory, name).toFixed(1)} MB`;
  return [
    {
      goal: 'P15',
      what: 'memory of the page after 3,600,000 events : after 300,000',
      figure: of('late'),
      reference: of('early'),
      ratio: figure(memory, 'late') / figure(memory, 'early'),
      limit: 1.1,
      noise: Math.max(memory.spread['late'] ?? 0, memory.spread['early'] ?? 0),
    },
  ];
}

/** PAGE: what a full lot adds to the page of a vehicle, and to a frame while a search is typed. */
export async function pageGoals(shop: Workshop, rounds: number): Promise<Outcome[]> {
  const lots = {
    full: await lotOf(shop, shop.rows),
    tiny: await lotOf(shop, TINY),
  };
  const { full, tiny } = await alternate(rounds, {
    full: () => runProbe('vehicle-page', [lots.full]),
    tiny: () => runProbe('vehicle-page', [lots.tiny]),
  });
  const goal = `PAGE ${count(shop.rows)}`;
  const noise = (name: string): number => Math.max(full.spread[name] ?? 0, tiny.spread[name] ?? 0);
  const added = (what: string, name: string): Outcome => ({
    goal,
    what: `${what}, with ${count(shop.rows)} : with ${count(TINY)} and ${ADDED_MS} ms`,
    figure: ms(figure(full, name)),
    reference: ms(figure(tiny, name) + ADDED_MS),
    ratio: figure(full, name) / (figure(tiny, name) + ADDED_MS),
    limit: 1,
    noise: noise(name),
  });
  return [
    added('page of a vehicle', 'pageMs'),
    added('the first page of a vehicle', 'coldMs'),
    {
      goal,
      what: `longest frame while a search is typed : ${FRAME_MAX_MS} ms`,
      figure: ms(figure(full, 'typingMs')),
      reference: ms(FRAME_MAX_MS),
      ratio: figure(full, 'typingMs') / FRAME_MAX_MS,
      limit: 1,
      noise: full.spread['typingMs'] ?? 0,
    },
  ];
}
