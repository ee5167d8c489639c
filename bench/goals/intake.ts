import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { convertInventory, type FeedKind } from '../data/other-formats.ts';
import { AS_OF, openWorkshop, type Workshop } from '../data/workshop.ts';
import { count, type Outcome } from '../measure/goal.ts';
import { runProbe } from '../measure/probe.ts';
import { alternate, figure, type Measured } from '../measure/rounds.ts';

/** JSON.parse needs the whole text in memory; a lot of this size is large for a dealer. */
const ROWS = 100_000;

/**
 * Least share of the bare parser's rows per second. JSON.parse is native code that only makes objects; the others are
 * measured against a parser that hands out every text, too.
 */
const KINDS: readonly { kind: FeedKind; parser: string; probe: string; reading: number; sync: number }[] = [
  { kind: 'csv', parser: 'Papa Parse', probe: 'papa', reading: 0.85, sync: 0.3 },
  { kind: 'tsv', parser: 'Papa Parse', probe: 'papa', reading: 0.85, sync: 0.3 },
  { kind: 'json', parser: 'JSON.parse of the whole text', probe: 'json-parse', reading: 0.3, sync: 0.25 },
  { kind: 'jsonl', parser: 'JSON.parse, line by line', probe: 'json-parse', reading: 0.3, sync: 0.25 },
  { kind: 'xml', parser: 'saxes', probe: 'saxes', reading: 0.55, sync: 0.8 },
];

const perSecond = (measured: Measured): number =>
  figure(measured, 'rows') / (figure(measured, 'ms') / 1000);

/** Rows per second of every kind of feed: as checked listings, and through a whole sync of the next day. */
export async function intakeGoals(shop: Workshop, rounds: number): Promise<Outcome[]> {
  const rows = Math.min(ROWS, shop.rows);
  const outcomes: Outcome[] = [];
  for (const { kind, parser, probe, reading, sync } of KINDS) {
    const small = openWorkshop(join(shop.folder, 'intake'), rows);
    const [one, two] = [feed(small, 1, kind), feed(small, 2, kind)];
    const measured = await alternate(rounds, {
      bare: () => runProbe(probe, [two]),
      rows: () => runProbe('read-rows', [two]),
      sync: async () => runProbe('sync', [two, await small.lotOf(one), AS_OF[2]]),
    });
    const outcome = (what: string, product: Measured, limit: number): Outcome => ({
      goal: `INTAKE ${kind} ${count(rows)}`,
      what: `${what} : ${parser}`,
      figure: `${count(perSecond(product))} rows/s`,
      reference: `${count(perSecond(measured.bare))} rows/s`,
      ratio: perSecond(product) / perSecond(measured.bare),
      cpuRatio: figure(measured.bare, 'cpuMs') / figure(product, 'cpuMs'),
      limit,
      atLeast: true,
      noise: Math.max(product.spread['ms'] ?? 0, measured.bare.spread['ms'] ?? 0),
    });
    outcomes.push(
      outcome('every row as a checked listing', measured.rows, reading),
      outcome('whole sync of the next day', measured.sync, sync),
    );
  }
  return outcomes;
}

function feed(shop: Workshop, day: 1 | 2, kind: FeedKind): string {
  const csv = shop.day(day);
  const file = csv.replace(/lot-(.*)\.csv$/, `feed-$1.${kind}`);
  if (!existsSync(file)) convertInventory(csv, file, kind);
  return file;
}
