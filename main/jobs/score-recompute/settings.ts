import { z } from 'zod';
import { DEFAULT_SCORE_SETTINGS, scoreSettingsSchema, type ScoreSettings } from '../../scoring/model.ts';
import type { DealerSignals } from '../../scoring/signals.ts';
import type { Db, Reader } from '../../store/open.ts';
import { faultsOfSetting, preferenceFaults, readSetting, writeSetting } from '../../store/settings.ts';
import { listSignals } from '../../store/scores/signals.ts';
import { readJson } from '../../store/stored.ts';
import { sourceFaults } from '../../store/sync/sources.ts';

const KEY = 'scoreSettings';

export const readScoreSettings = (db: Reader): ScoreSettings =>
  readSetting(db, KEY, scoreSettingsSchema, DEFAULT_SCORE_SETTINGS);

export const writeScoreSettings = (db: Db, settings: ScoreSettings): void =>
  writeSetting(db, KEY, settings);

/** Everything stored that a person set and that cannot be used as it stands, with what counts instead. */
export const settingFaults = (db: Db): string[] => [
  ...preferenceFaults(db),
  ...faultsOfSetting(db, KEY, scoreSettingsSchema, DEFAULT_SCORE_SETTINGS),
  ...sourceFaults(db),
];

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

const NO_SIGNALS: Omit<DealerSignals, 'dealerId' | 'asOf'> = {
  seo: null,
  aeo: null,
  geo: null,
  ugc: null,
  reviewRating: null,
  reviewCount: null,
  responseRate: null,
  verifiedReviewShare: null,
  address: null,
  lat: null,
  lon: null,
  placeId: null,
};

/** By dealer id, lower case. */
export const readDealerSignals = (db: Reader): Map<string, DealerSignals> =>
  new Map(
    listSignals(db).map(({ dealerId, asOf, data }) => [
      dealerId.toLowerCase(),
      readJson(`Signals of ${dealerId}`, data, signalsSchema, { ...NO_SIGNALS, dealerId, asOf }),
    ]),
  );
