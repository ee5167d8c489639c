import { Checkbox, MultiSelect, Select, TagsInput } from '@mantine/core';
import { useEffect } from 'react';
import type { RuleWhere } from '../../../shared/alerts/rule.ts';
import { KNOWN_CONDITIONS } from '../../../shared/listing.ts';
import { dealersOf } from '../../stores/lot.ts';
import { useLot, useStore, useStores } from '../../stores-context.tsx';
import { text } from '../../text.ts';
import { Choice, EditorRow } from './editor-row.tsx';

const words = text.alerts.editor;
const ROLES = (['own', 'competitor', 'any'] as const).map((value) => ({
  value,
  label: words.roles[value],
}));
const CONDITIONS = KNOWN_CONDITIONS.map((value) => ({ value, label: text.common.conditions[value] }));
const NO_VIEW = '';

/** Of which vehicles: all of what is set must match. */
export function WhereFields(props: {
  readonly where: RuleWhere;
  readonly onChange: (where: RuleWhere) => void;
}) {
  const { where } = props;
  const set = (part: Partial<RuleWhere>): void => props.onChange({ ...where, ...part });
  return (
    <>
      <EditorRow label={words.where}>
        <Choice label={words.role} choices={ROLES} value={where.role} onChange={(role) => set({ role })} />
        <ViewChoice view={where.view} onChange={(view) => set({ view })} />
      </EditorRow>
      <EditorRow label="">
        <MultiSelect
          aria-label={words.conditions}
          className="editor-wide"
          placeholder={where.conditions.length === 0 ? words.anyCondition : undefined}
          data={CONDITIONS}
          value={where.conditions}
          onChange={(chosen) =>
            set({ conditions: KNOWN_CONDITIONS.filter((known) => chosen.includes(known)) })
          }
        />
        <Dealers dealers={where.dealers} onChange={(dealers) => set({ dealers })} />
      </EditorRow>
      <EditorRow label="">
        <Names
          label={words.makes}
          placeholder={words.anyMake}
          value={where.makes}
          onChange={(makes) => set({ makes })}
        />
        <Names
          label={words.models}
          placeholder={words.anyModel}
          value={where.models}
          onChange={(models) => set({ models })}
        />
      </EditorRow>
      <EditorRow label="">
        <Checkbox
          label={words.watched}
          checked={where.watched}
          onChange={({ currentTarget }) => set({ watched: currentTarget.checked })}
        />
      </EditorRow>
    </>
  );
}

function ViewChoice(props: {
  readonly view: string | null;
  readonly onChange: (view: string | null) => void;
}) {
  const { views } = useStores().vehicles;
  const saved = useStore(views.store, (state) => state.views);
  useEffect(() => {
    if (saved === null) void views.load();
  }, [saved, views]);
  const names = new Set([...(saved ?? []).map(({ name }) => name), ...(props.view ? [props.view] : [])]);
  return (
    <Select
      aria-label={words.view}
      className="editor-choice"
      data={[
        { value: NO_VIEW, label: words.anyView },
        ...[...names].map((name) => ({ value: name, label: `${words.view}: ${name}` })),
      ]}
      value={props.view ?? NO_VIEW}
      allowDeselect={false}
      onChange={(name) => props.onChange(name === NO_VIEW ? null : name)}
    />
  );
}

function Dealers(props: {
  readonly dealers: readonly string[];
  readonly onChange: (dealers: string[]) => void;
}) {
  const sources = useLot((lot) => lot.sources);
  const known = dealersOf(sources ?? []).map(({ id, name }) => ({ value: id, label: name }));
  const others = props.dealers.filter((id) => !known.some(({ value }) => value === id));
  return (
    <MultiSelect
      aria-label={words.dealers}
      className="editor-wide"
      searchable
      placeholder={props.dealers.length === 0 ? words.anyDealer : undefined}
      data={[...known, ...others.map((value) => ({ value, label: value }))]}
      value={[...props.dealers]}
      onChange={props.onChange}
    />
  );
}

const Names = (props: {
  readonly label: string;
  readonly placeholder: string;
  readonly value: readonly string[];
  readonly onChange: (names: string[]) => void;
}) => (
  <TagsInput
    aria-label={props.label}
    className="editor-wide"
    placeholder={props.value.length === 0 ? props.placeholder : undefined}
    value={[...props.value]}
    onChange={props.onChange}
  />
);
