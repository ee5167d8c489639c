import type { KeyboardEvent } from 'react';
import type { StoredRule } from '../../../shared/alerts/alert.ts';
import { Banner } from '../../components/banner.tsx';
import { Switch } from '../../components/switch.tsx';
import { fullTime, sinceTime } from '../../format/time.ts';
import { asked } from '../../keys/press.ts';
import { useOffline, useSingleKeys, useStore, useStores, useToday } from '../../stores-context.tsx';
import { text } from '../../text.ts';
import { ChannelIcons, Icon } from './icons.tsx';
import { moveAmongRows } from './row-moves.ts';

const words = text.alerts.rules;

/** Every rule with what it says and how it is; Enter opens it in the editor. */
export function RuleList({ onEdit }: { readonly onEdit: (rule: StoredRule, byKeys?: boolean) => void }) {
  const { alerts } = useStores();
  const { rules, rulesError } = useStore(alerts.store);
  const current = useStore(alerts.draft.store, ({ id }) => id);
  const letters = useSingleKeys();
  const offline = useOffline() !== null;

  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    if (moveAmongRows(event)) return;
    const id = (event.target as HTMLElement).closest<HTMLElement>('[data-row]')?.dataset['row'];
    const stored = rules?.find((rule) => rule.id === id);
    const ask = asked('rules', event, letters);
    if (stored === undefined || ask === null) return;
    event.preventDefault();
    if (ask === 'edit') onEdit(stored, true);
    else if (offline) return;
    else if (ask === 'toggle') void alerts.switchRule(stored.id, !stored.on);
    else void alerts.mute(stored.id, stored.mutedUntil === null ? '1-hour' : null);
  };

  const first = rules?.some(({ id }) => id === current) ? current : rules?.[0]?.id;
  return (
    <>
      {rulesError !== null && <Banner tone="warn">{words.failed(rulesError)}</Banner>}
      {rules?.length === 0 && <p className="empty">{words.none}</p>}
      {rules !== null && rules.length > 0 && (
        <div role="grid" tabIndex={-1} aria-label={words.title} className="rule-list" onKeyDown={onKeyDown}>
          {rules.map((rule) => (
            <RuleRow
              key={rule.id}
              stored={rule}
              isCurrent={rule.id === current}
              isStop={rule.id === first}
              onEdit={onEdit}
            />
          ))}
        </div>
      )}
    </>
  );
}

function RuleRow(props: {
  readonly stored: StoredRule;
  readonly isCurrent: boolean;
  /** The one that Tab reaches. */
  readonly isStop: boolean;
  readonly onEdit: (rule: StoredRule, byKeys?: boolean) => void;
}) {
  const { stored, isCurrent, isStop, onEdit } = props;
  const { id, rule, on, firedIn7Days } = stored;
  const { alerts } = useStores();
  const channels = useStore(alerts.store, (state) => state.channels);
  const offline = useOffline();
  return (
    <div
      role="row"
      data-row={id}
      tabIndex={isStop ? 0 : -1}
      aria-selected={isCurrent}
      className={`rule-row ${on ? '' : 'is-off'}`}
      onClick={() => onEdit(stored)}
    >
      <span role="gridcell">
        <Switch
          inList
          label={words.switchOf(rule.name)}
          title={offline ?? (on ? words.on : words.off)}
          checked={on}
          disabled={offline !== null}
          onChange={() => void alerts.switchRule(id, !on)}
        />
      </span>
      <div role="gridcell" className="rule-words">
        <p className="rule-name">
          <strong>{rule.name}</strong>
          {rule.how.urgent && (
            <span className="rule-tag" title={words.urgentTitle}>
              {words.urgent}
            </span>
          )}
          <Muted until={stored.mutedUntil} />
        </p>
        <p>{stored.words}</p>
        <Faults stored={stored} />
        <p className="rule-foot">
          <ChannelIcons channels={channels ?? []} named={rule.how.channels} />
          <span className="num" title={words.firedTitle(firedIn7Days)}>
            {words.firedIn7Days(firedIn7Days)}
          </span>
        </p>
      </div>
    </div>
  );
}

function Muted({ until }: { readonly until: string | null }) {
  const today = useToday();
  if (until === null) return null;
  return (
    <span className="rule-muted" title={words.mutedTitle(fullTime(until))}>
      <Icon name="mute" /> {words.mutedUntil(sinceTime(until, today))}
    </span>
  );
}

/** Why it does not speak of everything, or of nothing at all. */
function Faults({ stored: { fault, notEvaluated, on } }: { readonly stored: StoredRule }) {
  const today = useToday();
  const [first, ...others] = notEvaluated;
  if (fault !== null) return <p className="rule-fault">{words.paused(fault)}</p>;
  if (first === undefined || !on) return null;
  const since = first.since === null ? null : sinceTime(first.since, today);
  return (
    <p className="rule-fault">
      {words.stale(first.source, since)}
      {others.length > 0 && ` ${words.staleMore(others.length)}`}
    </p>
  );
}
