import { useEffect, useRef, type ReactNode } from 'react';
import { Amount } from '../../components/amount.tsx';
import { count } from '../../format/money.ts';
import { text } from '../../text.ts';
import type { Group, Line } from './arrange.ts';
import type { Entry } from './entry.ts';
import { Marked } from './marked.tsx';

const words = text.palette;

export const optionId = (index: number): string => `palette-option-${index}`;

/** The groups with their lines; what has to be said of them stands in front. */
export function PaletteList(props: {
  readonly groups: readonly Group[];
  readonly active: Entry | null;
  readonly onPoint: (entry: Entry) => void;
  readonly onRun: (entry: Entry) => void;
  readonly children: ReactNode;
}) {
  const { groups, active } = props;
  const box = useRef<HTMLDivElement>(null);
  const key = active?.key ?? null;
  useEffect(() => {
    if (key !== null)
      box.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [key]);
  const firsts = groups.map((_, at) =>
    groups.slice(0, at).reduce((before, { lines }) => before + lines.length, 0),
  );
  return (
    <div ref={box} className="palette-scroll">
      {props.children}
      <div id="palette-list" role="listbox" aria-label={words.results}>
        {groups.map((group, at) => (
          <div
            key={group.name}
            role="group"
            aria-label={words.groups[group.name]}
            className="palette-group"
          >
            <div className="palette-head" aria-hidden="true">
              <span>{words.groups[group.name]}</span>
              <span>{shownOf(group)}</span>
            </div>
            {group.lines.map((line, index) => (
              <PaletteLine
                key={line.entry.key}
                {...props}
                line={line}
                index={(firsts[at] ?? 0) + index}
                isActive={line.entry === active}
              />
            ))}
          </div>
        ))}
      </div>
    </div>
  );
}

function shownOf({ lines, all }: Group): string {
  if (all === null) return words.first(lines.length);
  return all > lines.length ? words.some(lines.length, all) : count(lines.length);
}

function PaletteLine(props: {
  readonly line: Line;
  readonly index: number;
  readonly isActive: boolean;
  readonly onPoint: (entry: Entry) => void;
  readonly onRun: (entry: Entry) => void;
}) {
  const { line, index, isActive, onPoint, onRun } = props;
  const { entry, inName, inHint } = line;
  const { name, hint, off, press, hit } = entry;
  return (
    <div
      id={optionId(index)}
      role="option"
      tabIndex={-1}
      aria-selected={isActive}
      aria-disabled={off === null ? undefined : true}
      className="palette-line"
      // The field keeps the focus.
      onMouseDown={(event) => event.preventDefault()}
      // A list that appears under the pointer is no movement of it.
      onMouseMove={({ movementX, movementY }) => {
        if (!isActive && (movementX !== 0 || movementY !== 0)) onPoint(entry);
      }}
      onClick={() => onRun(entry)}
    >
      <span className="palette-name" title={name}>
        <Marked text={name} at={inName} />
      </span>
      <span className={`palette-hint ${hit === null ? '' : 'is-vehicle'}`} title={off ?? hint ?? undefined}>
        {off ?? (hint !== null && <Marked text={hint} at={inHint} />)}
      </span>
      {hit !== null && (
        <span className="num">
          <Amount value={hit.price} currency={hit.currency} blankSince={hit.priceBlankSince} />
        </span>
      )}
      {press !== null && (
        <span className="palette-keys" aria-hidden="true">
          {press.split(' ').map((one) => (
            <kbd key={one}>{one}</kbd>
          ))}
        </span>
      )}
    </div>
  );
}
