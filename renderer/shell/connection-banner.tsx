import { Banner } from '../components/banner.tsx';
import type { Connection } from '../connection.ts';
import { sinceTime } from '../format/time.ts';
import { useStore, useStores, useToday } from '../stores-context.tsx';
import { text } from '../text.ts';

const words = text.connection;

/** Says that the figures stand still because the core is away, since when, and what brings it back. */
export function ConnectionBanner() {
  const connection = useStore(useStores().connection);
  const today = useToday();
  if (connection.status !== 'lost') return null;
  return (
    <Banner tone="bad">
      {whatToDo(connection)}
      {/* A time and no age: what is read out as an alert must not change every second. */}
      {connection.everOpen &&
        ` ${words.lostSince(sinceTime(new Date(connection.since).toISOString(), today))}`}
    </Banner>
  );
}

function whatToDo({ everOpen, signedOut, reason }: Extract<Connection, { status: 'lost' }>): string {
  if (reason !== null) return reason;
  if (signedOut) return everOpen ? words.signedOut : words.neverSignedIn;
  if (!everOpen) return `${words.neverOpen}. ${words.neverOpenHint}`;
  return `${words.lost}. ${words.lostHint(window.location.host)}`;
}
