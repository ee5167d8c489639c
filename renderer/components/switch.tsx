/** On or off at once, without a button to confirm it. `inList` leaves it out of the tab order: there a key of the row does it. */
export function Switch(props: {
  readonly label: string;
  readonly title?: string;
  readonly checked: boolean;
  readonly disabled: boolean;
  readonly inList?: boolean;
  readonly onChange: () => void;
}) {
  const { label, title, checked, disabled, inList = false, onChange } = props;
  return (
    <input
      type="checkbox"
      role="switch"
      className="switch"
      tabIndex={inList ? -1 : undefined}
      aria-label={label}
      aria-checked={checked}
      title={title}
      checked={checked}
      disabled={disabled}
      // The row below has a press of its own.
      onClick={(event) => event.stopPropagation()}
      onChange={onChange}
    />
  );
}
