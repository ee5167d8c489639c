import { Select } from '@mantine/core';
import { useState } from 'react';
import type { StoredRule } from '../../../shared/alerts/alert.ts';
import { Banner } from '../../components/banner.tsx';
import { Button, Chip, CoreButton } from '../../components/button.tsx';
import { shownKey } from '../../keys/press.ts';
import { ALERT_FILTERS, type AlertFilter } from '../../stores/alerts/list.ts';
import type { Snooze } from '../../stores/alerts/alerts.ts';
import { useSingleKeys, useStore, useStores } from '../../stores-context.tsx';
import { text } from '../../text.ts';
import { AcknowledgeDialog } from './acknowledge-dialog.tsx';
import { FiredList } from './fired-list.tsx';
import { Menu } from '../../components/menu.tsx';
import { MuteMenu } from './mute-menu.tsx';
import { RulesMenu } from './rules-pane.tsx';

const words = text.alerts.fired;
const SNOOZES: readonly Snooze[] = ['1-hour', 'today', 'until-it-changes'];
const ALL_RULES = '';

/** What fired and how it is, with what can be done about it. */
export function FiredPane(props: {
  readonly onEdit: (rule: StoredRule, byKeys?: boolean) => void;
  readonly onNew: () => void;
}) {
  const { alerts } = useStores();
  const mutedUntil = useStore(alerts.store, (state) => state.mutedUntil);
  return (
    <section className="panel alert-pane" aria-label={words.title} data-pane>
      <div className="panel-head">
        <h2 className="fired-title">{words.title}</h2>
        <RulesMenu {...props} />
        <Filters />
        <span className="grow" />
        <MuteMenu id={null} until={mutedUntil} />
      </div>
      <Fired />
    </section>
  );
}

function Filters() {
  const { alerts } = useStores();
  const { filter, ruleId } = useStore(alerts.list.store);
  const rules = useStore(alerts.store, (state) => state.rules);
  const counts = useStore(alerts.feed.store, ({ feed }) => feed.state?.counts ?? null);
  const labelOf = (one: AlertFilter): string => {
    if (counts === null || one === 'all') return words.filters[one];
    const { firing, acknowledged, snoozed } = counts;
    return `${words.filters[one]} ${one === 'firing' ? firing : firing + acknowledged + snoozed}`;
  };
  return (
    <>
      <span role="group" aria-label={words.filter} className="chips is-joined">
        {ALERT_FILTERS.map((one) => (
          <Chip key={one} pressed={filter === one} onClick={() => alerts.list.filter(one)}>
            {labelOf(one)}
          </Chip>
        ))}
      </span>
      <Select
        aria-label={words.rule}
        className="rule-filter"
        data={[
          { value: ALL_RULES, label: words.allRules },
          ...(rules ?? []).map(({ id, rule }) => ({ value: id, label: rule.name })),
        ]}
        value={ruleId ?? ALL_RULES}
        allowDeselect={false}
        onChange={(id) => alerts.list.ofRule(id === ALL_RULES ? null : id)}
      />
    </>
  );
}

function Fired() {
  const { alerts: store, preferences } = useStores();
  const by = useStore(preferences.store, ({ value }) => value?.displayName ?? '');
  const rules = useStore(store.store, (state) => state.rules);
  const { alerts, more, error, filter, ruleId } = useStore(store.list.store);
  const [selected, setSelected] = useState<string | null>(null);
  const [doing, setDoing] = useState<'acknowledge' | 'snooze' | null>(null);
  const letters = useSingleKeys();
  const alert = alerts?.find(({ id }) => id === selected) ?? null;
  const off =
    alert === null ? words.nothingSelected : alert.state === 'resolved' ? words.alreadyOver : null;
  const explain = async (): Promise<void> => {
    if (alert === null) return;
    const vin = await store.vinOf(alert.id);
    if (vin !== null) void store.draft.explain(vin);
  };
  const ask = (what: 'acknowledge' | 'snooze' | 'why'): void => {
    if (what === 'why') void explain();
    else if (off === null) setDoing(what);
  };
  const key = (what: 'acknowledge' | 'snooze' | 'why') =>
    letters && <kbd aria-hidden="true">{shownKey('alerts', what)}</kbd>;
  const kind = rules?.find(({ id }) => id === alert?.ruleId)?.rule.when.kind;
  const offWhy =
    alert === null ? words.nothingSelected : kind === 'source' || kind === 'log' ? words.noVehicle : null;
  return (
    <>
      <div className="alert-scroll">
        {error !== null && (
          <Banner
            tone="bad"
            action={
              <CoreButton small onClick={() => void store.list.load()}>
                {text.common.tryAgain}
              </CoreButton>
            }
          >
            {words.failed(error)}
          </Banner>
        )}
        {alerts?.length === 0 && (
          <div className="empty">
            <p>{filter === 'all' && ruleId === null ? words.none : words.noneOfFilter}</p>
            {(filter !== 'all' || ruleId !== null) && (
              <Button
                small
                onClick={() => {
                  store.list.filter('all');
                  store.list.ofRule(null);
                }}
              >
                {words.showAll}
              </Button>
            )}
          </div>
        )}
        {alerts !== null && alerts.length > 0 && (
          <FiredList alerts={alerts} selected={selected} onSelect={setSelected} onAsk={ask} />
        )}
        {more && (
          <p className="fired-more">
            <CoreButton tone="plain" onClick={() => void store.list.older()}>
              {words.older}
            </CoreButton>
          </p>
        )}
      </div>
      <div className="alert-bar" role="group" aria-label={words.title}>
        <strong>{words.selected(alert === null ? 0 : 1)}</strong>
        <span className="grow" />
        <CoreButton small off={off} onClick={() => ask('acknowledge')}>
          {words.acknowledge} {key('acknowledge')}
        </CoreButton>
        <Menu
          side="end"
          width={230}
          label={words.snooze}
          opened={doing === 'snooze'}
          onClose={() => setDoing(null)}
          items={SNOOZES.map((length) => ({
            label: text.alerts.snooze.lengths[length],
            run: () => {
              if (alert !== null) void store.snooze([alert.id], by, length);
            },
          }))}
        >
          <CoreButton small off={off} aria-haspopup="menu" onClick={() => ask('snooze')}>
            {words.snooze} {key('snooze')}
          </CoreButton>
        </Menu>
        <CoreButton small off={offWhy} onClick={() => ask('why')}>
          {words.why} {key('why')}
        </CoreButton>
      </div>
      {doing === 'acknowledge' && alert !== null && (
        <AcknowledgeDialog ids={[alert.id]} onClose={() => setDoing(null)} />
      )}
    </>
  );
}
