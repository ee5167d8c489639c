import { z } from 'zod';
import { LotwatchError } from '../../shared/result.ts';
import { weightSchemas } from './weights.ts';

/** Travels beside every stored score: numbers of different models are never compared. */
export const MODEL_VERSION = 'score-v1';

const number = (min: number, max: number, value: number) => z.number().min(min).max(max).default(value);
const money = (units: number) =>
  z
    .int()
    .min(0)
    .max(10_000_000_000)
    .default(units * 100);

/** Two falling cut-offs or three: the score from which the better word applies. */
const bands = <Values extends readonly number[]>(name: string, values: Values) =>
  z
    .array(z.number().min(0).max(100))
    .length(values.length)
    .refine((cuts) => cuts.every((cut, i) => i === 0 || cut < (cuts[i - 1] ?? 0)), {
      error: `bands of ${name} must decrease, such as ${values.join(', ')}`,
    })
    .default([...values]);

const strict = <Shape extends z.ZodRawShape>(shape: Shape) => z.strictObject(shape);

/** Everything about `score-v1` that a person may set. Missing keys take the defaults of `domain.md` 5.3. */
export const scoreSettingsSchema = strict({
  weights: strict(weightSchemas).prefault({}),
  /** Coverage is the weighted share of signals that can be known, 0..1. */
  coverage: strict({ minimum: number(0, 1, 0.25), full: number(0, 1, 0.6) }).prefault({}),
  bands: strict({
    avi: bands('AVI', [80, 65]),
    ati: bands('ATI', [90, 75, 60]),
    cis: bands('CIS', [65, 45]),
  }).prefault({}),
  listing: strict({
    photoTarget: z.int().min(1).max(200).default(20),
    descriptionWords: z.int().min(1).max(5000).default(100),
    distinctNumbers: z.int().min(1).max(200).default(8),
    /** Reviews at which the volume signal is full: 10^this - 1. */
    reviewMagnitude: number(0.1, 9, 3),
  }).prefault({}),
  trust: strict({
    priceMin: money(500),
    priceMax: money(1_000_000),
    mileageMax: z.int().min(1).max(10_000_000).default(500_000),
    newMileageMax: z.int().min(0).max(1_000_000).default(5_000),
    yearMin: z.int().min(1886).max(2100).default(1981),
    yearsAhead: z.int().min(0).max(10).default(2),
    ratioMin: number(0, 1, 0.5),
    ratioMax: number(1, 10, 1.5),
    /** Prices of two channels that differ by at most this agree; cents. */
    parityTolerance: money(50),
    /** Above MSRP by this share the signal is 0. */
    markupSpan: number(0.001, 10, 0.1),
    feedStaleHours: number(1, 10_000, 168),
    listingHalfLifeDays: number(0.1, 10_000, 30),
  }).prefault({}),
  market: strict({
    minComparables: z.int().min(1).max(1000).default(3),
    comparableMaxAgeDays: number(0.1, 3650, 7),
    /** Used cars compare within this many miles where enough are left. */
    mileageBand: z.int().min(0).max(1_000_000).default(20_000),
    /** Competitors' new cars outside these price/MSRP ratios are data faults (hazard 6). */
    ratioMin: number(0, 1, 0.5),
    ratioMax: number(1, 10, 2),
    /** Signal is 1 at `full` of market and 0 at `full + span`. */
    msrpBasis: strict({ top: number(0, 10, 1.05), span: number(0.001, 10, 0.1) }).prefault({}),
    priceBasis: strict({ top: number(0, 10, 1.1), span: number(0.001, 10, 0.2) }).prefault({}),
    equalRatio: number(0, 1, 0.0005),
    equalPrice: money(1),
    supplyWindowDays: number(1, 3650, 45),
    supplyMinHistoryDays: number(0, 3650, 14),
    supply: strict({ top: number(0, 3650, 90), span: number(0.1, 3650, 60) }).prefault({}),
    age: strict({ top: number(0, 3650, 90), span: number(0.1, 3650, 75) }).prefault({}),
    /** What a feed with bare numbers is taken to mean; money of different currencies is never compared. */
    assumedCurrency: z
      .string()
      .regex(/^[A-Z]{3}$/, 'three capital letters, such as USD')
      .default('USD'),
  }).prefault({}),
  signals: strict({ maxAgeDays: number(1, 3650, 90) }).prefault({}),
});
export type ScoreSettings = z.infer<typeof scoreSettingsSchema>;

export const DEFAULT_SCORE_SETTINGS: ScoreSettings = scoreSettingsSchema.parse({});

/**
 * Settings from a file or a screen, defaults filled in.
 * @throws LotwatchError `bad-input` that names each wrong setting, its value's fault and, for weights, set and sum.
 */
export function parseScoreSettings(raw: unknown): ScoreSettings {
  const parsed = scoreSettingsSchema.safeParse(raw);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map((issue) => {
    const where = issue.path.join('.');
    return where === '' || issue.code === 'custom' ? issue.message : `${where}: ${issue.message}`;
  });
  throw new LotwatchError('bad-input', `Score settings: ${faults.join('; ')}`);
}
