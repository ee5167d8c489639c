import { z } from 'zod';
import { DEFAULT_SCORE_SETTINGS, scoreSettingsSchema, type ScoreSettings } from '../../scoring/model.ts';
import type { DealerSignals } from '../../scoring/signals.ts';
import type { Db, Reader } from '../../store/open.ts';
import { readSetting, writeSetting } from '../../store/settings.ts';
import { listSignals } from '../../store/scores/signals.ts';

const KEY = 'scoreSettings';

export const readScoreSettings = (db: Reader): ScoreSettings =>
  readSetting(db, KEY, scoreSettingsSchema, DEFAULT_SCORE_SETTINGS);

export const writeScoreSettings = (db: Db, settings: ScoreSettings): void =>
  writeSetting(db, KEY, settings);

const figure = z.number().nullable();
const signalsSchema = z.object({
  dealerId: z.string(),
  asOf: z.number(),
  seo: figure,
  aeo: figure,
  geo: figure,
  ugc: figure,
  reviewRating: figure,
  reviewCount: figure,
  responseRate: figure,
  verifiedReviewShare: figure,
  address: z.string().nullable(),
  lat: figure,
  lon: figure,
  placeId: z.string().nullable(),
});

/** By dealer id, lower case. */
export const readDealerSignals = (db: Reader): Map<string, DealerSignals> =>
  new Map(
    listSignals(db).map(({ dealerId, data }) => [
      dealerId.toLowerCase(),
      signalsSchema.parse(JSON.parse(data)),
    ]),
  );
