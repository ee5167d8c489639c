import { clockTime, sinceTime } from '../../format/time.ts';
import { isActive } from '../../stores/lot.ts';
import { useLot, useStore, useStores, useToday } from '../../stores-context.tsx';
import { text } from '../../text.ts';
import { nextSyncOf, wallSources, type WallSource } from './wall-sources.ts';

const words = text.wall;
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** "4 min", "26 h", "3 days": hours up to two days. */
function ageOf(iso: string, now: number): string {
  const elapsed = Math.max(0, now - Date.parse(iso));
  if (elapsed < HOUR_MS) return words.minutes(Math.floor(elapsed / MINUTE_MS));
  const hours = Math.floor(elapsed / HOUR_MS);
  return hours < 48 ? words.hours(hours) : words.days(Math.floor(hours / 24));
}

/** How old what is shown is, source by source, what runs, when the next sync is, and whether events are shared. */
export function WallFoot({ competitors }: { readonly competitors: boolean }) {
  const { clock, connection } = useStores();
  const sources = useLot((lot) => lot.sources) ?? [];
  const running =
    useLot((lot) => lot.runs.find((run) => isActive(run) && run.task === 'msrp_sync')) ?? null;
  const bus = useLot((lot) => lot.bus);
  const lost = useStore(connection, (now) => (now.status === 'lost' ? now.since : null));
  const now = useStore(clock, (time) => Math.floor(time.now / MINUTE_MS) * MINUTE_MS);
  const today = useToday();
  const { shown, more } = wallSources(sources, { now, competitors });
  const next = nextSyncOf(sources);
  const own =
    running !== null && sources.some(({ slug, role }) => slug === running.source && role === 'own');
  return (
    <footer className="wall-foot">
      {shown.map((source) => (
        <Source key={source.key} source={source} now={now} />
      ))}
      {more > 0 && <span>{words.moreSources(more)}</span>}
      <span className="grow" />
      {running !== null && (own || competitors) && <span>{words.syncing(running.source)}</span>}
      {next !== null && (
        <span>
          {words.nextSync} <b>{timeOf(next, today)}</b>
        </span>
      )}
      {lost === null ? (
        bus !== null && (
          <span>
            <i className={`dot ${bus.status === 'fallback-local' ? 'is-warn' : ''}`} />{' '}
            {text.shell.bus[bus.status]}
          </span>
        )
      ) : (
        <span className="is-warn" role="status">
          <i className="dot is-bad" /> {text.connection.pill}{' '}
          <b>{sinceTime(new Date(lost).toISOString(), today)}</b>
        </span>
      )}
    </footer>
  );
}

function timeOf(iso: string, today: number): string {
  const { date, minutes } = clockTime(iso, today);
  return date === null ? minutes : `${date} ${minutes}`;
}

function Source({ source, now }: { readonly source: WallSource; readonly now: number }) {
  const { name, asOf, isStale, failed } = source;
  const old = asOf === null ? null : ageOf(asOf, now);
  const said = old === null ? words.never : failed ? words.failed(old) : isStale ? words.old(old) : old;
  return (
    <span className={isStale || failed ? 'is-warn' : ''}>
      <i className={`dot ${failed ? 'is-bad' : isStale ? 'is-warn' : ''}`} /> {name} <b>{said}</b>
    </span>
  );
}
