import { NumberInput } from '@mantine/core';

/** One figure of the model. NaN while it is being typed: an emptied field is no zero. */
export function FigureField(props: {
  readonly label: string;
  readonly value: number;
  readonly max: number;
  readonly min?: number;
  readonly step?: number;
  readonly decimals?: number;
  readonly onChange: (value: number) => void;
}) {
  const { label, value, min = 0, max, step = 1, decimals = 0, onChange } = props;
  return (
    <NumberInput
      className="figure-field"
      label={label}
      min={min}
      max={max}
      step={step}
      decimalScale={decimals}
      clampBehavior="strict"
      value={Number.isNaN(value) ? '' : value}
      onChange={(typed) => onChange(typeof typed === 'number' ? typed : Number.NaN)}
    />
  );
}
