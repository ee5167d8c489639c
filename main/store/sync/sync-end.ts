import type { StandingNotice } from '../../../shared/notice.ts';
import { LotwatchError } from '../../../shared/result.ts';
import type { Db } from '../open.ts';
import type { DealerCount, StoredSource } from './sources.ts';

/** What a finished sync leaves in its source's row. */
export type SourceAfterSync = {
  readonly sourceId: number;
  readonly observations: number;
  readonly priceKind: string | null;
  readonly basis: Exclude<StoredSource['basis'], null>;
  readonly mapped: Readonly<Record<string, string>>;
  readonly choices: StoredSource['choices'];
  readonly settingsKey: string;
  readonly digest: string;
  readonly digestBytes: number;
  readonly listings: number;
  readonly notices: readonly StandingNotice[];
  readonly dealers: readonly DealerCount[];
  readonly runId: string;
  readonly asOf: number;
  readonly now: number;
};

/** @throws LotwatchError `not-found` when the source was removed while it was read; nothing of the run stays then. */
export function writeSourceAfterSync(db: Db, after: SourceAfterSync): void {
  const written = db
    .prepare(
      `UPDATE sources SET observations = ?, price_kind = ?, basis = ?, mapped = ?, choices = ?, settings_key = ?, digest = ?,
       digest_bytes = ?, listings = ?, notices = ?, dealers = ?, last_run = ?, last_as_of = ?, last_sync_at = ?,
       error = NULL, error_since = NULL WHERE id = ?`,
    )
    .run(
      after.observations,
      after.priceKind,
      JSON.stringify(after.basis),
      JSON.stringify(after.mapped),
      JSON.stringify(after.choices),
      after.settingsKey,
      after.digest,
      after.digestBytes,
      after.listings,
      JSON.stringify(after.notices),
      JSON.stringify(after.dealers),
      after.runId,
      after.asOf,
      after.now,
      after.sourceId,
    );
  assertWritten(written.changes);
}

function assertWritten(changes: number | bigint): void {
  if (changes === 0)
    throw new LotwatchError(
      'not-found',
      'The source was removed while it was being synced; nothing was stored',
    );
}

/** An unchanged snapshot: only its reading, its date and who is gone are news. */
export function writeSourceUnchanged(
  db: Db,
  after: Pick<SourceAfterSync, 'sourceId' | 'observations' | 'dealers' | 'runId' | 'asOf' | 'now'>,
): void {
  const written = db
    .prepare(
      `UPDATE sources SET observations = ?, dealers = ?, last_run = ?, last_as_of = ?, last_sync_at = ?,
       error = NULL, error_since = NULL WHERE id = ?`,
    )
    .run(
      after.observations,
      JSON.stringify(after.dealers),
      after.runId,
      after.asOf,
      after.now,
      after.sourceId,
    );
  assertWritten(written.changes);
}
