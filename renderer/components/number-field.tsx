import type { KeyboardEvent } from 'react';
import { useId, useState } from 'react';
import { formatNumber, parseNumber } from '../format/number.ts';
import { text } from '../text.ts';

/** Written before the figure, as money is. */
const BEFORE: readonly string[] = ['$'];

type Bounds = { readonly min: number; readonly max: number; readonly decimals: number };

/** The number a text stands for, as exact as the field is; NaN where there is none, or it is out of bounds. */
export function numberIn(typed: string, { min, max, decimals }: Bounds): number {
  const value = Number(parseNumber(typed).toFixed(decimals));
  return value >= min && value <= max ? value : Number.NaN;
}

/**
 * A number with its unit. Shown with thousands separators, read back with or without them. `value` NaN = not a number
 * yet; `onChange` has NaN while what is typed is none or is out of bounds, which the field says itself.
 */
export function NumberField(props: {
  readonly label: string;
  /** Null for what only looks like a number, such as a port. */
  readonly unit: string | null;
  readonly value: number;
  readonly min?: number;
  readonly max: number;
  readonly step?: number;
  readonly decimals?: number;
  readonly grouped?: boolean;
  readonly hint?: string;
  /** Label and figure on one line. */
  readonly row?: boolean;
  readonly onChange: (value: number) => void;
  readonly onBlur?: () => void;
}) {
  const { label, unit, value, min = 0, max, step = 1, decimals = 0, grouped = true, hint, row } = props;
  const id = useId();
  /** What was typed; null where it is the value, nicely written. */
  const [typed, setTyped] = useState<string | null>(null);
  const [isFocused, setFocused] = useState(false);
  const bounds = { min, max, decimals };
  const write = (number: number): string => formatNumber(number, { decimals, grouped });
  // Reset from outside: what was typed before counts no longer.
  const isStale = !isFocused && !Number.isNaN(value);
  const shown = typed === null || isStale ? write(value) : typed;
  const isWrong = typed !== null && !isStale && Number.isNaN(numberIn(typed, bounds));
  const wrong = isWrong ? text.common.numberOutOf(write(min), write(max)) : null;
  // The visible label leaves out what stands beside the figure.
  const inUnit = unit === null ? '' : text.common.inUnit(unit);
  const visible = inUnit !== '' && label.endsWith(inUnit) ? label.slice(0, -inUnit.length) : label;

  const move = (event: KeyboardEvent): void => {
    const way = event.key === 'ArrowUp' ? 1 : event.key === 'ArrowDown' ? -1 : 0;
    if (way === 0 || Number.isNaN(value)) return;
    event.preventDefault();
    setTyped(null);
    props.onChange(Number(Math.min(max, Math.max(min, value + way * step)).toFixed(decimals)));
  };
  const isBefore = unit !== null && BEFORE.includes(unit);
  const mark = unit !== null && (
    <span className="unit" aria-hidden="true">
      {unit}
    </span>
  );
  return (
    <div className={`number-field ${row ? 'is-row' : ''} ${isWrong ? 'is-wrong' : ''}`}>
      <label className="lw-input-label" htmlFor={id}>
        {visible}
        <span className="visually-hidden">{inUnit}</span>
      </label>
      <span className="number-box">
        {isBefore && mark}
        <input
          id={id}
          type="text"
          inputMode="decimal"
          autoComplete="off"
          value={shown}
          aria-invalid={isWrong}
          aria-describedby={
            [hint && `${id}-hint`, wrong && `${id}-wrong`].filter(Boolean).join(' ') || undefined
          }
          onChange={({ currentTarget }) => {
            setTyped(currentTarget.value);
            props.onChange(numberIn(currentTarget.value, bounds));
          }}
          onKeyDown={move}
          onFocus={() => setFocused(true)}
          onBlur={() => {
            setFocused(false);
            if (!Number.isNaN(value)) setTyped(null);
            props.onBlur?.();
          }}
        />
        {!isBefore && mark}
      </span>
      {wrong !== null && (
        <span className="lw-input-error" id={`${id}-wrong`}>
          {wrong}
        </span>
      )}
      {hint !== undefined && (
        <span className="lw-input-hint" id={`${id}-hint`}>
          {hint}
        </span>
      )}
    </div>
  );
}
