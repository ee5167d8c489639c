import { DEFAULT_SOURCE_SETTINGS } from '../../../shared/lot.ts';
import { transaction, type Db } from '../../store/open.ts';
import { insertSource, listSources } from '../../store/sync/sources.ts';

const SAMPLE_SLUG = 'sample';

/**
 * Adds the built-in sample where there is nothing else to show; it leaves with the first own source (rules 14).
 * Returns the slugs added: one or none.
 */
export function addSample(db: Db): string[] {
  return transaction(db, () => {
    if (listSources(db).length > 0) return [];
    const source = insertSource(db, {
      key: 'sample',
      slug: SAMPLE_SLUG,
      kind: 'sample',
      location: null,
      pattern: null,
      role: 'own',
      settings: DEFAULT_SOURCE_SETTINGS,
    });
    return [source.slug];
  });
}
