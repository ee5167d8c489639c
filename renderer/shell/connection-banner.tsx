import { Banner } from '../components/banner.tsx';
import { useAge, useStore, useStores } from '../stores-context.tsx';
import { text } from '../text.ts';

/** Says that the figures stand still because the core is away, and since when. */
export function ConnectionBanner() {
  const connection = useStore(useStores().connection);
  const since = useAge(connection.status === 'lost' ? new Date(connection.since).toISOString() : null);
  if (connection.status !== 'lost') return null;
  if (connection.everOpen) {
    return (
      <Banner tone="bad">
        {text.connection.lost}. {since !== null && text.connection.lostSince(since)}
      </Banner>
    );
  }
  return (
    <Banner tone="bad">
      {connection.reason ?? `${text.connection.neverOpen}. ${text.connection.neverOpenHint}`}
    </Banner>
  );
}
