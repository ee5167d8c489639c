import { memo } from 'react';
import type { Alert, AlertMember, AlertState } from '../../../shared/alerts/alert.ts';
import { clockTime, fullTime, sinceTime } from '../../format/time.ts';
import { formatNumber } from '../../format/number.ts';
import { arrow, direction } from '../../format/money.ts';
import { splitVin } from '../../format/vehicle.ts';
import { VehicleLink } from '../../components/vehicle-link.tsx';
import { useToday } from '../../stores-context.tsx';
import { text } from '../../text.ts';
import { ALERT_STATE_WORDS } from '../../text/alerts.ts';
import { Icon } from './icons.tsx';

const words = text.alerts.fired;

/** One alert: when, what, and how it is. */
export const FiredRow = memo(function FiredRow(props: {
  readonly alert: Alert;
  readonly isOpen: boolean;
  readonly isSelected: boolean;
  readonly isStop: boolean;
  readonly onSelect: (id: string) => void;
  readonly onToggle: (alert: Alert) => void;
}) {
  const { alert, isOpen, isSelected, isStop, onSelect, onToggle } = props;
  const { id, at, count, open, state } = alert;
  const today = useToday();
  const { minutes } = clockTime(at, today);
  return (
    <div
      role="row"
      data-row={id}
      tabIndex={isStop ? 0 : -1}
      aria-level={1}
      aria-expanded={count > 1 ? isOpen : undefined}
      aria-selected={isSelected}
      className={`fired-row is-${state}`}
      onFocus={() => onSelect(id)}
      onClick={() => onSelect(id)}
    >
      <span role="gridcell" className="fired-time">
        <time dateTime={at} title={fullTime(at)}>
          {minutes}
        </time>
      </span>
      <div role="gridcell" className="fired-what">
        <p title={alert.text}>
          {count > 1 && (
            // For the mouse: by keys the same is done on the row.
            <button
              type="button"
              tabIndex={-1}
              aria-hidden="true"
              className={`fired-twist ${isOpen ? 'is-open' : ''}`}
              onClick={() => onToggle(alert)}
            >
              <Icon name="right" />
            </button>
          )}
          <Sentence text={alert.text} />
        </p>
        <small>
          {alert.rule}
          {count > 1 && open > 0 && open < count && ` · ${words.open(open, count)}`}
          {alert.because !== null && ` · ${words.because(alert.because)}`}
          <Sending alert={alert} />
        </small>
      </div>
      <div role="gridcell" className="fired-state">
        <State state={state} />
        <small>
          <Who alert={alert} />
        </small>
      </div>
    </div>
  );
});

/** A move as the core writes it: "−$1,773 (−3.32%)", "+750 to +900". */
const MOVE = /([+−](?!\d+ models)\S+(?: to [+−]\S+)?(?: \([+−][\d.,]+%\))?)/;

/** The sentence with its move in the colour of its direction; the sign says it, too. */
function Sentence({ text: sentence }: { readonly text: string }) {
  const [before = '', move, ...after] = sentence.split(MOVE);
  if (move === undefined) return <span className="fired-text">{sentence}</span>;
  return (
    <span className="fired-text">
      {before}
      <span className={move.startsWith('+') ? 'is-up' : 'is-down'}>{move}</span>
      {after.join('')}
    </span>
  );
}

function State({ state }: { readonly state: AlertState }) {
  const mark =
    state === 'acknowledged' ? (
      <Icon name="check" />
    ) : state === 'snoozed' ? (
      <Icon name="clock" />
    ) : (
      <span className={`dot ${state === 'firing' ? 'is-warn' : ''}`} aria-hidden="true" />
    );
  return (
    <span className={`state is-${state}`}>
      {mark} {ALERT_STATE_WORDS[state]}
    </span>
  );
}

/** Who did it and when, or how it ended. */
function Who({ alert: { state, acknowledged, snoozed, resolved } }: { readonly alert: Alert }) {
  const today = useToday();
  if (state === 'acknowledged' && acknowledged !== null) {
    const { by, at, reason } = acknowledged;
    const who = text.alerts.saidBy(by, sinceTime(at, today));
    return (
      <span title={reason === '' ? who : `${who}: ${reason}`}>
        {who}
        {reason !== '' && ` ${words.reason(reason)}`}
      </span>
    );
  }
  if (state === 'snoozed' && snoozed !== null) {
    const until = snoozed.until === null ? null : sinceTime(snoozed.until, today);
    return <>{words.snoozedUntil(snoozed.by, until)}</>;
  }
  return state === 'resolved' && resolved !== null ? (
    <>{words.resolved(resolved.why, sinceTime(resolved.at, today))}</>
  ) : null;
}

/** What became of its messages, where that is news. */
function Sending({ alert: { deferred, deliveries } }: { readonly alert: Alert }) {
  const today = useToday();
  const failed = deliveries.find(({ state, reason }) => state === 'failed' || reason !== null);
  if (deferred !== null)
    return <> · {words.deferred(sinceTime(deferred.until, today), deferred.why === 'muted')}</>;
  if (failed === undefined || failed.state === 'sent') return null;
  const next = failed.nextTryAt === null ? '' : `, ${words.nextTry(sinceTime(failed.nextTryAt, today))}`;
  const line = words.notDelivered(failed.channel, failed.reason ?? '');
  return (
    <span className="is-bad" title={line + next}>
      {' '}
      · {line}
      {next}
    </span>
  );
}

/** A vehicle of an alert that was opened. */
export function MemberRow(props: { readonly alertId: string; readonly member: AlertMember }) {
  const { member } = props;
  const today = useToday();
  const { vin, vehicle, old, new: now, delta, endedAt } = member;
  const figure = (value: number): string => formatNumber(value, { decimals: 2 });
  return (
    <div
      role="row"
      data-row={`${props.alertId} ${vin ?? vehicle}`}
      data-vin={vin ?? undefined}
      tabIndex={-1}
      aria-level={2}
      className="fired-row is-member"
    >
      <span role="gridcell" />
      <div role="gridcell" className="fired-what">
        <p>
          {vin === null ? (
            vehicle
          ) : (
            <VehicleLink vin={vin} inList title={vin}>
              {vehicle}
            </VehicleLink>
          )}{' '}
          {vin !== null && <span className="mono muted">{splitVin(vin).tail}</span>}
        </p>
      </div>
      <div role="gridcell" className="fired-state num">
        {endedAt !== null && <small>{words.ended(sinceTime(endedAt, today))}</small>}
        <span>
          {old !== null && <span className="muted">{figure(old)} → </span>}
          {now !== null && figure(now)}{' '}
          {delta !== null && delta !== 0 && (
            <span className={`move ${direction(delta)}`}>
              {arrow(delta)}
              {figure(Math.abs(delta))}
            </span>
          )}
        </span>
      </div>
    </div>
  );
}
