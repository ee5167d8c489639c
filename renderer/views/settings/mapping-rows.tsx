import { Select, TagsInput, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { Button } from '../../components/button.tsx';
import { text } from '../../text.ts';
import { FIELD_LABELS } from '../../../shared/field-labels.ts';
import type { ConstantDraft, DraftProblems, MappingDraft } from './source-draft.ts';
import { nextId } from './source-draft.ts';

const FIELD_OPTIONS = Object.entries(FIELD_LABELS).map(([value, label]) => ({ value, label }));

/** Rows of "this field comes from these columns". */
export function MappingRows(props: {
  readonly rows: readonly MappingDraft[];
  readonly problems: DraftProblems | null;
  readonly columns: readonly string[];
  readonly onChange: (rows: readonly MappingDraft[]) => void;
}) {
  const { rows, problems, columns, onChange } = props;
  const change = (id: number, part: Partial<MappingDraft>): void =>
    onChange(rows.map((row) => (row.id === id ? { ...row, ...part } : row)));
  return (
    <FieldRows
      title={text.settings.mapping}
      hint={text.settings.mappingHint}
      add={text.settings.addMapping}
      onAdd={() => onChange([...rows, { id: nextId(), field: null, columns: [] }])}
    >
      {rows.map((row) => (
        <FieldRow
          key={row.id}
          field={row.field}
          onField={(field) => change(row.id, { field })}
          onRemove={() => onChange(rows.filter(({ id }) => id !== row.id))}
        >
          <TagsInput
            aria-label={text.settings.mappingColumns}
            placeholder={row.columns.length === 0 ? text.settings.mappingPlaceholder : ''}
            data={[...columns]}
            value={[...row.columns]}
            maxTags={10}
            acceptValueOnBlur
            error={problems?.rows.get(row.id)}
            onChange={(chosen) => change(row.id, { columns: chosen })}
          />
        </FieldRow>
      ))}
    </FieldRows>
  );
}

/** Rows of "this field is always that". */
export function ConstantRows(props: {
  readonly rows: readonly ConstantDraft[];
  readonly problems: DraftProblems | null;
  readonly onChange: (rows: readonly ConstantDraft[]) => void;
}) {
  const { rows, problems, onChange } = props;
  const change = (id: number, part: Partial<ConstantDraft>): void =>
    onChange(rows.map((row) => (row.id === id ? { ...row, ...part } : row)));
  return (
    <FieldRows
      title={text.settings.constants}
      hint={text.settings.constantsHint}
      add={text.settings.addConstant}
      onAdd={() => onChange([...rows, { id: nextId(), field: null, value: '' }])}
    >
      {rows.map((row) => (
        <FieldRow
          key={row.id}
          field={row.field}
          onField={(field) => change(row.id, { field })}
          onRemove={() => onChange(rows.filter(({ id }) => id !== row.id))}
        >
          <TextInput
            aria-label={text.settings.constantValue}
            value={row.value}
            maxLength={200}
            error={problems?.rows.get(row.id)}
            onChange={(event) => change(row.id, { value: event.currentTarget.value })}
          />
        </FieldRow>
      ))}
    </FieldRows>
  );
}

function FieldRows(props: {
  readonly title: string;
  readonly hint: string;
  readonly add: string;
  readonly onAdd: () => void;
  readonly children: ReactNode;
}) {
  return (
    <fieldset className="field-rows">
      <legend className="lw-input-label">{props.title}</legend>
      {props.children}
      <div className="form-line">
        <Button small onClick={props.onAdd}>
          {props.add}
        </Button>
        <span className="lw-input-hint">{props.hint}</span>
      </div>
    </fieldset>
  );
}

function FieldRow(props: {
  readonly field: string | null;
  readonly onField: (field: string | null) => void;
  readonly onRemove: () => void;
  readonly children: ReactNode;
}) {
  const label =
    FIELD_OPTIONS.find(({ value }) => value === props.field)?.label ?? text.settings.mappingField;
  return (
    <div className="field-row">
      <Select
        aria-label={text.settings.mappingField}
        placeholder={text.settings.mappingField}
        data={FIELD_OPTIONS}
        value={props.field}
        searchable
        onChange={props.onField}
      />
      <span aria-hidden="true">=</span>
      {props.children}
      <Button tone="plain" aria-label={text.settings.removeRow(label)} onClick={props.onRemove}>
        ✕
      </Button>
    </div>
  );
}
