import type { ChangeRow } from '../../../shared/contract.ts';
import { EVENT_KINDS } from '../../../shared/event-kinds.ts';
import { moneyLengths, moveLengths } from '../../format/lengths.ts';
import { NOTHING, arrow, direction } from '../../format/money.ts';
import { clockTime } from '../../format/time.ts';
import { useAge, useLot, useStore, useStores, useToday } from '../../stores-context.tsx';
import { text } from '../../text.ts';
import { STATUS_WORDS } from '../../text/live.ts';
import { presenceWords } from '../live/presence-cells.tsx';
import { nameOf } from './wall-rows.ts';
import { nextSyncOf } from './wall-sources.ts';

const words = text.wall;
/** As many as the picture has room for. */
const SHOWN = 10;
/** So long a change is tinted: whoever comes by sees what just came in. */
const NEW_MS = 5 * 60_000;
const MINUTE_MS = 60_000;

/** The newest changes; where there are none, when the next sync is. Null = not known yet. */
export function WallChanges({ rows }: { readonly rows: readonly ChangeRow[] | null }) {
  const newest = useAge(rows?.[0]?.at ?? null);
  const minute = useStore(useStores().clock, ({ now }) => Math.floor(now / MINUTE_MS) * MINUTE_MS);
  return (
    <section className="wall-panel wall-changes" aria-labelledby="wall-changes">
      <h2 id="wall-changes">
        {words.changes} {newest !== null && <small>{words.newest(newest)}</small>}
      </h2>
      {rows?.length === 0 ? (
        <NothingYet />
      ) : (
        <ol>
          {(rows ?? []).slice(0, SHOWN).map((row) => (
            <Row key={`${row.kind}${row.seq}`} row={row} isNew={minute - Date.parse(row.at) < NEW_MS} />
          ))}
        </ol>
      )}
    </section>
  );
}

function NothingYet() {
  const sources = useLot((lot) => lot.sources) ?? [];
  const today = useToday();
  const next = nextSyncOf(sources);
  if (sources.length === 0)
    return (
      <p className="wall-nothing">
        <b>{words.noInventory}</b>
        <span>{words.noInventoryHint}</span>
      </p>
    );
  const { date, minutes } = clockTime(next ?? new Date(today).toISOString(), today);
  return (
    <p className="wall-nothing">
      <span>{words.nothingYet}</span>
      {next === null ? (
        <b>{words.noNextSync}</b>
      ) : (
        <>
          <span>{words.nextSync}</span>
          <strong>
            {date !== null && `${date} `}
            {minutes}
          </strong>
        </>
      )}
    </p>
  );
}

function Row({ row, isNew }: { readonly row: ChangeRow; readonly isNew: boolean }) {
  const today = useToday();
  const { date, minutes } = clockTime(row.at, today);
  const name = nameOf(row);
  return (
    <li className={`${isNew ? 'is-new' : ''} ${row.kind === 'group' ? 'is-group' : ''}`}>
      <time dateTime={row.at}>{date ?? minutes}</time>
      <span className="wall-name" title={name}>
        {name}
      </span>
      <span className="wall-field">{words.field[EVENT_KINDS[row.type].field]}</span>
      <Moved row={row} />
    </li>
  );
}

function Moved({ row }: { readonly row: ChangeRow }) {
  if (row.kind === 'group')
    return (
      <>
        <span />
        <span />
        <Delta delta={row.delta} currency={row.currency} />
      </>
    );
  if (row.type === 'vehicle:status')
    return (
      <span className="wall-status">
        {words.status(row.old === null ? NOTHING : STATUS_WORDS[row.old], STATUS_WORDS[row.new])}
      </span>
    );
  if (row.type === 'vehicle:presence') return <span className="wall-status">{presenceWords(row)}</span>;
  const { old, currency, delta } = row;
  return (
    <>
      <span className="num wall-old">{moneyLengths(old, currency).short}</span>
      <span className="num wall-value">{moneyLengths(row.new, currency).short}</span>
      {delta === null ? (
        <span className="num wall-old">{words.new}</span>
      ) : (
        <Delta delta={delta} currency={currency} />
      )}
    </>
  );
}

const Delta = ({ delta, currency }: { readonly delta: number; readonly currency: string | null }) => (
  <span className={`num wall-delta ${direction(delta)}`}>
    {arrow(delta)} {moveLengths(delta, currency).short}
  </span>
);
