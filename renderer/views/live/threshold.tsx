import { Checkbox, NumberInput, Popover } from '@mantine/core';
import { Chip } from '../../components/button.tsx';
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
  /** A field that is being emptied holds '' for a moment; that is no zero. */
  const take = (key: 'minPercent' | 'minAmount') => (value: number | string) => {
    if (typeof value === 'number') onChange({ [key]: value, thresholdOn: true });
  };
  return (
    <Popover position="bottom-end" trapFocus returnFocus width={282}>
      <Popover.Target>
        <Chip className={stored.thresholdOn ? 'is-on' : ''} title={text.live.thresholdLabel}>
          {text.live.threshold(stored.minPercent, money(stored.minAmount, null))}
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
            <NumberInput
              label={text.live.minPercent}
              suffix="%"
              min={0}
              max={100}
              step={0.5}
              decimalScale={2}
              value={stored.minPercent}
              onChange={take('minPercent')}
            />
            <NumberInput
              label={text.live.minAmount}
              prefix="$"
              thousandSeparator=","
              min={0}
              max={1_000_000}
              step={100}
              decimalScale={2}
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
