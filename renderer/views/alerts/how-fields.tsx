import { Checkbox, Select, TextInput } from '@mantine/core';
import { useMemo } from 'react';
import type { RuleHow } from '../../../shared/alerts/rule.ts';
import { WEEKDAYS } from '../../../shared/alerts/weekdays.ts';
import { Chip } from '../../components/button.tsx';
import { NumberField } from '../../components/number-field.tsx';
import { routeHash } from '../../stores/navigation.ts';
import { useStore, useStores } from '../../stores-context.tsx';
import { text } from '../../text.ts';
import { Choice, EditorRow } from './editor-row.tsx';
import { channelNames, Icon } from './icons.tsx';
import { isTime, usualQuiet } from './rule-form.ts';

const words = text.alerts.editor;
const FIRSTS = ['from-now-on', 'also-now'] as const;

type Field<Value> = { readonly how: Value; readonly onChange: (how: Value) => void };

/** How people are notified. `nowTrue` = of how many it is so already; null where nobody can say. */
export function HowFields(props: Field<RuleHow> & { readonly nowTrue: number | null }) {
  const { how, nowTrue } = props;
  const set = (part: Partial<RuleHow>): void => props.onChange({ ...how, ...part });
  return (
    <>
      <EditorRow label={words.coolDown}>
        <NumberField
          label={words.coolDownField}
          unit="h"
          max={8_760}
          decimals={1}
          value={how.coolDownHours}
          onChange={(coolDownHours) => set({ coolDownHours })}
        />
        <span>{words.perVehicle}</span>
      </EditorRow>
      <EditorRow label={words.group}>
        <NumberField
          label={words.groupField}
          unit={null}
          min={2}
          max={100_000}
          value={how.groupFrom}
          onChange={(groupFrom) => set({ groupFrom })}
        />
        <span>{words.groupHint}</span>
      </EditorRow>
      <EditorRow label={words.first}>
        <Choice
          label={words.first}
          choices={FIRSTS.map((value) => ({
            value,
            label: value === 'also-now' && nowTrue !== null ? words.alsoNow(nowTrue) : words.firsts[value],
          }))}
          value={how.first}
          onChange={(first) => set({ first })}
        />
      </EditorRow>
      <EditorRow label={words.quiet}>
        <Checkbox
          label={words.quietOn}
          checked={how.quiet !== null}
          onChange={({ currentTarget }) => set({ quiet: currentTarget.checked ? usualQuiet() : null })}
        />
        <Checkbox
          label={words.urgent}
          checked={how.urgent}
          onChange={({ currentTarget }) => set({ urgent: currentTarget.checked })}
        />
      </EditorRow>
      {how.quiet !== null && <Quiet how={how.quiet} onChange={(quiet) => set({ quiet })} />}
      <Channels named={how.channels} onChange={(channels) => set({ channels })} />
    </>
  );
}

function Quiet({ how: quiet, onChange }: Field<NonNullable<RuleHow['quiet']>>) {
  const zones = useMemo(
    () => [...new Set([quiet.zone, ...Intl.supportedValuesOf('timeZone')])].toSorted(),
    [quiet.zone],
  );
  const time = (name: 'from' | 'to') => (
    <TextInput
      aria-label={words[name]}
      className="editor-time"
      maxLength={5}
      value={quiet[name]}
      error={isTime(quiet[name]) ? undefined : words.timeWrong}
      onChange={({ currentTarget }) => onChange({ ...quiet, [name]: currentTarget.value })}
    />
  );
  return (
    <>
      <EditorRow label="">
        {time('from')}
        <span>{words.toWord}</span>
        {time('to')}
        <Select
          aria-label={words.zone}
          className="editor-wide"
          searchable
          limit={60}
          data={zones}
          value={quiet.zone}
          allowDeselect={false}
          onChange={(zone) => zone !== null && onChange({ ...quiet, zone })}
        />
      </EditorRow>
      <EditorRow label="">
        <span role="group" aria-label={words.days} className="chips is-joined">
          {WEEKDAYS.map((day) => (
            <Chip
              key={day}
              pressed={quiet.days.includes(day)}
              onClick={() =>
                onChange({
                  ...quiet,
                  days: WEEKDAYS.filter((one) => (one === day) !== quiet.days.includes(one)),
                })
              }
            >
              {words.dayNames[day]}
            </Chip>
          ))}
        </span>
      </EditorRow>
      <EditorRow label="">
        {quiet.from === quiet.to ? (
          <span className="lw-input-error" role="alert">
            {words.quietSame}
          </span>
        ) : (
          <span>{words.quietHint(quiet.to)}</span>
        )}
      </EditorRow>
    </>
  );
}

function Channels(props: {
  readonly named: readonly string[];
  readonly onChange: (channels: string[]) => void;
}) {
  const { named, onChange } = props;
  const channels = useStore(useStores().alerts.store, (state) => state.channels);
  return (
    <EditorRow label={words.channels}>
      <span role="group" aria-label={words.channels} className="chips">
        {channelNames(channels ?? [], named).map(({ id, kind, label, trouble }) => (
          <Chip
            key={id}
            className="channel-chip"
            pressed={named.includes(id)}
            title={trouble ?? undefined}
            onClick={() =>
              onChange(named.includes(id) ? named.filter((one) => one !== id) : [...named, id])
            }
          >
            {kind !== null && <Icon name={kind} />} {label}
            {trouble !== null && ' !'}
          </Chip>
        ))}
      </span>
      <a className="link" href={routeHash({ view: 'settings', item: 'alerts' })}>
        {words.manage}
      </a>
    </EditorRow>
  );
}
