import { Fragment, type KeyboardEvent, useCallback, useEffect, useRef } from 'react';
import type { Alert } from '../../../shared/alerts/alert.ts';
import { CoreButton } from '../../components/button.tsx';
import { asked } from '../../keys/press.ts';
import type { KeyAsk } from '../../keys/table.ts';
import type { OpenedAlert } from '../../stores/alerts/list.ts';
import { useSingleKeys, useStore, useStores, useToday } from '../../stores-context.tsx';
import { text } from '../../text.ts';
import { byDay, dayWords, type AlertDay } from './days.ts';
import { FiredRow, MemberRow } from './fired-row.tsx';
import { moveAmongRows } from './row-moves.ts';

const words = text.alerts.fired;

/** What fired, by day; groups open their vehicles in place. */
export function FiredList(props: {
  readonly alerts: readonly Alert[];
  readonly selected: string | null;
  readonly onSelect: (id: string) => void;
  readonly onAsk: (ask: 'acknowledge' | 'snooze' | 'why') => void;
}) {
  const { alerts, selected, onSelect, onAsk } = props;
  const { alerts: store, navigation } = useStores();
  const opened = useStore(store.list.store, (state) => state.opened);
  const letters = useSingleKeys();
  const toggle = useCallback(
    (alert: Alert) =>
      store.list.store.getState().opened.has(alert.id)
        ? store.list.close(alert.id)
        : void store.list.open(alert),
    [store],
  );

  const act = async (ask: KeyAsk<'alerts'>, alert: Alert, row: HTMLElement): Promise<void> => {
    const vin = row.dataset['vin'];
    const isGroup = alert.count > 1;
    if (ask === 'why' && vin !== undefined) void store.draft.explain(vin);
    else if (ask === 'acknowledge' || ask === 'snooze' || ask === 'why') onAsk(ask);
    else if (ask === 'open') await (isGroup ? store.list.open(alert) : undefined);
    else if (ask === 'close') {
      row.parentElement?.querySelector<HTMLElement>(`[data-row="${CSS.escape(alert.id)}"]`)?.focus();
      store.list.close(alert.id);
    } else if (vin !== undefined) navigation.go('vehicle', vin);
    else if (isGroup) toggle(alert);
    else {
      const only = await store.vinOf(alert.id);
      if (only !== null) navigation.go('vehicle', only);
    }
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    if (moveAmongRows(event)) return;
    const row = (event.target as HTMLElement).closest<HTMLElement>('[data-row]');
    const ask = asked('alerts', event, letters);
    const [id] = (row?.dataset['row'] ?? '').split(' ');
    const alert = alerts.find((one) => one.id === id);
    if (row === null || alert === undefined || ask === null) return;
    event.preventDefault();
    void act(ask, alert, row);
  };
  const list = useRef<HTMLDivElement>(null);
  // A link from a message leads to one alert: it is put into sight.
  const wanted = useStore(navigation.store, ({ item }) => item);
  const isThere = alerts.some(({ id }) => id === wanted);
  useEffect(() => {
    if (wanted === null || !isThere) return;
    list.current?.querySelector<HTMLElement>(`[data-row="${CSS.escape(wanted)}"]`)?.focus();
  }, [wanted, isThere]);

  const stop = alerts.some(({ id }) => id === selected) ? selected : alerts[0]?.id;
  return (
    <div
      ref={list}
      role="treegrid"
      tabIndex={-1}
      aria-label={words.title}
      className="fired-list"
      onKeyDown={onKeyDown}
    >
      {byDay(alerts).map((day) => (
        <div key={day.day} role="rowgroup">
          <DayHead day={day} />
          {day.alerts.map((alert) => (
            <Fragment key={alert.id}>
              <FiredRow
                alert={alert}
                isOpen={opened.has(alert.id)}
                isSelected={alert.id === selected}
                isStop={alert.id === stop}
                onSelect={onSelect}
                onToggle={toggle}
              />
              <Members alert={alert} opened={opened.get(alert.id)} />
            </Fragment>
          ))}
        </div>
      ))}
    </div>
  );
}

function DayHead({ day: { day, counts } }: { readonly day: AlertDay }) {
  const { name, date } = dayWords(day, useToday());
  return (
    <div role="row" className="fired-day">
      <span role="gridcell">
        {name !== '' && <strong>{name}</strong>} {date}
      </span>
      <span role="gridcell" className="muted">
        {words.summary(counts)}
      </span>
    </div>
  );
}

function Members({ alert, opened }: { readonly alert: Alert; readonly opened: OpenedAlert | undefined }) {
  const { alerts } = useStores();
  if (opened === undefined) return null;
  const left = alert.count - opened.members.length;
  return (
    <>
      {opened.members.map((member) => (
        <MemberRow key={`${member.vin} ${member.vehicle}`} alertId={alert.id} member={member} />
      ))}
      {(opened.error !== null || (opened.more && left > 0)) && (
        <div role="row" className="fired-row is-member">
          <span role="gridcell" />
          <span role="gridcell">
            {opened.error ?? (
              <CoreButton tone="plain" onClick={() => void alerts.list.moreMembers(alert)}>
                {words.moreMembers(left)}
              </CoreButton>
            )}
          </span>
        </div>
      )}
    </>
  );
}
