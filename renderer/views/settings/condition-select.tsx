import { Select } from '@mantine/core';
import { KNOWN_CONDITIONS, type KnownCondition } from '../../../shared/listing.ts';
import { text } from '../../text.ts';

const BY_CAR = 'by-car';
const CHOICES = [
  { value: BY_CAR, label: text.settings.conditionByCar },
  ...KNOWN_CONDITIONS.map((value) => ({ value, label: text.common.conditions[value] })),
];

/** The condition of vehicles whose feed says none; null = year and mileage decide. */
export function ConditionSelect(props: {
  readonly label: string;
  readonly description: string | undefined;
  readonly value: KnownCondition | null;
  readonly onChange: (value: KnownCondition | null) => void;
}) {
  const { label, description, value, onChange } = props;
  return (
    <Select
      label={label}
      description={description}
      data={CHOICES}
      value={value ?? BY_CAR}
      allowDeselect={false}
      onChange={(chosen) => onChange(KNOWN_CONDITIONS.find((known) => known === chosen) ?? null)}
    />
  );
}
