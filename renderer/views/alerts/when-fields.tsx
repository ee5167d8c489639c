import type {
  ChangesWhen,
  CrossesWhen,
  IsWhen,
  LogWhen,
  RuleWhen,
  SourceWhen,
} from '../../../shared/alerts/rule.ts';
import { Chip } from '../../components/button.tsx';
import { NumberField } from '../../components/number-field.tsx';
import { text } from '../../text.ts';
import { Choice, EditorRow } from './editor-row.tsx';
import {
  CHANGE_CHOICES,
  crossing,
  isScore,
  isSized,
  KINDS,
  LEVEL_CHOICES,
  LINE_CHOICES,
  LOG_CHOICES,
  SOURCE_CHOICES,
  standing,
  unitMark,
  whenOf,
} from './rule-form.ts';

const words = text.alerts.editor;
const DIRECTIONS = (['up', 'down', 'both'] as const).map((value) => ({
  value,
  label: words.directions[value],
}));
const SIDES = (['above', 'below'] as const).map((value) => ({
  value,
  label: words.lineDirections[value],
}));

type Field<When> = { readonly when: When; readonly onChange: (when: RuleWhen) => void };

/** When the rule fires: of the kind that is chosen, everything that it asks. */
export function WhenFields({ when, onChange }: Field<RuleWhen>) {
  return (
    <>
      <EditorRow label={words.when}>
        <span role="group" aria-label={words.kind} className="chips is-joined">
          {KINDS.map((kind) => (
            <Chip
              key={kind}
              pressed={when.kind === kind}
              onClick={() => kind !== when.kind && onChange(whenOf(kind))}
            >
              {words.kinds[kind]}
            </Chip>
          ))}
        </span>
      </EditorRow>
      {when.kind === 'changes' && <Changes when={when} onChange={onChange} />}
      {when.kind === 'crosses' && <Crosses when={when} onChange={onChange} />}
      {when.kind === 'is' && <Level when={when} onChange={onChange} />}
      {when.kind === 'source' && <OfSource when={when} onChange={onChange} />}
      {when.kind === 'log' && <OfLog when={when} onChange={onChange} />}
    </>
  );
}

function Changes({ when, onChange }: Field<ChangesWhen>) {
  const { measure, direction, atLeast } = when;
  return (
    <EditorRow label="">
      <Choice
        label={words.measure}
        choices={CHANGE_CHOICES}
        value={measure}
        onChange={(chosen) =>
          onChange({
            ...when,
            measure: chosen,
            direction: isSized(chosen) ? direction : 'both',
            // Money has no points and a score no dollars.
            atLeast:
              isSized(chosen) && isScore(chosen) === isScore(measure)
                ? atLeast
                : isScore(chosen)
                  ? { points: 5 }
                  : isSized(chosen)
                    ? { pct: 3, amount: 500 }
                    : {},
          })
        }
      />
      {isSized(measure) && (
        <Choice
          label={words.direction}
          choices={DIRECTIONS}
          value={direction}
          onChange={(chosen) => onChange({ ...when, direction: chosen })}
        />
      )}
      {isSized(measure) && <Sizes when={when} onChange={onChange} />}
    </EditorRow>
  );
}

/** Empty would be a threshold of nothing: 0 stands for every change. */
function Sizes({ when, onChange }: Field<ChangesWhen>) {
  const { measure, atLeast } = when;
  const set = (part: ChangesWhen['atLeast']): void =>
    onChange({ ...when, atLeast: withoutZeros({ ...atLeast, ...part }) });
  if (isScore(measure))
    return (
      <span className="editor-group">
        <span>{words.by}</span>
        <NumberField
          label={words.byPoints}
          unit="pts"
          value={atLeast.points ?? 0}
          max={100}
          onChange={(points) => set({ points })}
        />
      </span>
    );
  return (
    <span className="editor-group">
      <span>{words.by}</span>
      <NumberField
        label={words.byPercent}
        unit="%"
        value={atLeast.pct ?? 0}
        max={1000}
        decimals={2}
        onChange={(pct) => set({ pct })}
      />
      <span>{words.or}</span>
      <NumberField
        label={words.byAmount}
        unit="$"
        value={atLeast.amount ?? 0}
        max={10_000_000}
        step={100}
        onChange={(amount) => set({ amount })}
      />
    </span>
  );
}

/** A threshold of 0 is none: beside another one it would let everything pass. */
function withoutZeros({ pct, amount, points }: ChangesWhen['atLeast']): ChangesWhen['atLeast'] {
  return {
    ...(pct === undefined || pct === 0 ? {} : { pct }),
    ...(amount === undefined || amount === 0 ? {} : { amount }),
    ...(points === undefined || points === 0 ? {} : { points }),
  };
}

function Crosses({ when, onChange }: Field<CrossesWhen>) {
  const { measure, direction, line, margin, inARow } = when;
  const unit = unitMark(measure);
  return (
    <>
      <EditorRow label="">
        <Choice
          label={words.measure}
          choices={LINE_CHOICES}
          value={measure}
          onChange={(chosen) => onChange(crossing(chosen))}
        />
        <Choice
          label={words.direction}
          choices={SIDES}
          value={direction}
          onChange={(chosen) => onChange({ ...when, direction: chosen })}
        />
        <NumberField
          label={words.line}
          unit={unit}
          value={line}
          min={-1000}
          max={10_000_000}
          decimals={2}
          onChange={(chosen) => onChange({ ...when, line: chosen })}
        />
      </EditorRow>
      <EditorRow label={words.margin}>
        <NumberField
          label={words.marginField}
          unit={unit}
          value={margin}
          max={10_000_000}
          decimals={2}
          onChange={(chosen) => onChange({ ...when, margin: chosen })}
        />
        <span>{words.marginPlain}</span>
        <InARow value={inARow} onChange={(chosen) => onChange({ ...when, inARow: chosen })} />
      </EditorRow>
    </>
  );
}

const InARow = (props: { readonly value: number; readonly onChange: (value: number) => void }) => (
  <>
    <NumberField
      label={words.inARow}
      unit={null}
      min={1}
      max={50}
      value={props.value}
      onChange={props.onChange}
    />
    <span>{words.inARowUnit}</span>
  </>
);

const Level = ({ when, onChange }: Field<IsWhen>) => (
  <EditorRow label="">
    <Choice
      label={words.state}
      choices={LEVEL_CHOICES}
      value={when.state}
      onChange={(state) => onChange(standing(state))}
    />
    <InARow value={when.inARow} onChange={(inARow) => onChange({ ...when, inARow })} />
  </EditorRow>
);

function OfSource({ when, onChange }: Field<SourceWhen>) {
  return (
    <EditorRow label="">
      <Choice
        label={words.state}
        choices={SOURCE_CHOICES}
        value={when.state}
        onChange={(state) =>
          onChange(
            state === 'older-than'
              ? { kind: 'source', state, hours: 24 }
              : state === 'rows-fell'
                ? { kind: 'source', state, pct: 30 }
                : { kind: 'source', state },
          )
        }
      />
      {when.state === 'older-than' && (
        <NumberField
          label={words.hours}
          unit="h"
          min={0.1}
          max={8_760}
          decimals={1}
          value={when.hours}
          onChange={(hours) => onChange({ ...when, hours })}
        />
      )}
      {when.state === 'rows-fell' && (
        <NumberField
          label={words.percentFewer}
          unit="%"
          min={1}
          max={100}
          decimals={1}
          value={when.pct}
          onChange={(pct) => onChange({ ...when, pct })}
        />
      )}
    </EditorRow>
  );
}

const OfLog = ({ when, onChange }: Field<LogWhen>) => (
  <EditorRow label="">
    <Choice
      label={words.state}
      choices={LOG_CHOICES}
      value={when.state}
      onChange={(state) => onChange({ ...when, state })}
    />
    <NumberField
      label={words.minutes}
      unit="min"
      max={10_080}
      value={when.minutes}
      onChange={(minutes) => onChange({ ...when, minutes })}
    />
  </EditorRow>
);
