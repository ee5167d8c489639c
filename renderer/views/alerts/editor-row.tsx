import { Select } from '@mantine/core';
import type { ReactNode } from 'react';

/** A line of the editor: what it is about, and its fields, each with a name of its own. */
export const EditorRow = (props: { readonly label: string; readonly children: ReactNode }) => (
  <div className="editor-row">
    <span className="lw-input-label" aria-hidden="true">
      {props.label}
    </span>
    <div className="editor-line">{props.children}</div>
  </div>
);

/** One of a few, typed by their values. */
export function Choice<Value extends string>(props: {
  readonly label: string;
  readonly choices: readonly { readonly value: Value; readonly label: string }[];
  readonly value: Value;
  readonly onChange: (value: Value) => void;
}) {
  const { label, choices, value, onChange } = props;
  return (
    <Select
      aria-label={label}
      className="editor-choice"
      data={choices}
      value={value}
      allowDeselect={false}
      onChange={(chosen) => {
        const found = choices.find((one) => one.value === chosen);
        if (found !== undefined) onChange(found.value);
      }}
    />
  );
}
