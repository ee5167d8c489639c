import { Checkbox, Popover } from '@mantine/core';
import { Chip } from '../../components/button.tsx';
import { NumberField } from '../../components/number-field.tsx';
import { money } from '../../format/money.ts';
import type { Preferences } from '../../../shared/preferences.ts';
import { text } from '../../text.ts';

type Live = Preferences['live'];

/** Leaves small moves out: those below both a percentage and an amount. */
export function Threshold(props: {
  readonly stored: Live;
  readonly onChange: (change: Partial<Live>) => void;
}) {
  const { stored, onChange } = props;
  /** A field that is being emptied is no zero. */
  const take = (key: 'minPercent' | 'minAmount') => (value: number) => {
    if (!Number.isNaN(value)) onChange({ [key]: value, thresholdOn: true });
  };
  return (
    <Popover position="bottom-start" trapFocus returnFocus width={282}>
      <Popover.Target>
        <Chip className={stored.thresholdOn ? 'is-on' : ''} title={text.live.thresholdLabel}>
          {stored.thresholdOn
            ? text.live.threshold(stored.minPercent, money(stored.minAmount, null))
            : text.live.thresholdOff}
        </Chip>
      </Popover.Target>
      <Popover.Dropdown aria-label={text.live.thresholdLabel}>
        <div className="threshold">
          <Checkbox
            label={text.live.thresholdOn}
            checked={stored.thresholdOn}
            onChange={(event) => onChange({ thresholdOn: event.currentTarget.checked })}
          />
          <div className="threshold-values">
            <NumberField
              label={text.live.minPercent}
              unit={text.live.percentUnit}
              min={0}
              max={100}
              step={0.5}
              decimals={2}
              value={stored.minPercent}
              onChange={take('minPercent')}
            />
            <NumberField
              label={text.live.minAmount}
              unit={text.live.amountUnit}
              min={0}
              max={1_000_000}
              step={100}
              decimals={2}
              value={stored.minAmount}
              onChange={take('minAmount')}
            />
          </div>
          <p className="lw-input-hint">{text.live.thresholdHint}</p>
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}
