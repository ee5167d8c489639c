import { useComputedColorScheme } from '@mantine/core';
import { useEffect, useRef } from 'react';
import uPlot from 'uplot';
import { withHeldEnds, type StepChart } from '../../format/history.ts';
import { dayOf } from '../../format/time.ts';
import { drawMarks, type ChartMark } from './chart-marks.ts';

const HEIGHT = 180;
const COMPACT_HEIGHT = 110;
const DAY_S = 86_400;
/** Seconds between marks of the time axis: days, weeks, months, years; never hours. */
const TIME_STEPS = [1, 2, 5, 7, 14, 30, 60, 90, 180, 365, 730].map((days) => days * DAY_S);

export type ChartLine = {
  readonly label: string;
  /** A class whose text colour is the line's. */
  readonly ink: string;
  readonly dashed?: boolean;
  /** Its changes are no events of the vehicle: thin, and without dots. */
  readonly background?: boolean;
};

/** Step lines over time. Drawn on a canvas: whoever shows it says the same in words and in a table. */
export function Chart(props: {
  readonly label: string;
  readonly data: StepChart;
  readonly lines: readonly ChartLine[];
  /** In the order of time. */
  readonly marks: readonly ChartMark[];
  /** Fixed ends of the value axis; by default as the values need it. */
  readonly range?: readonly [number, number];
  /** Lower, for a narrow pane. */
  readonly compact?: boolean;
  readonly format: (value: number) => string;
  /** The time under the pointer by its index in `data`; null when it left. */
  readonly onHover: (index: number | null) => void;
}) {
  const { label, data, lines, marks, range, format, onHover } = props;
  const height = props.compact === true ? COMPACT_HEIGHT : HEIGHT;
  const host = useRef<HTMLDivElement>(null);
  const scheme = useComputedColorScheme();

  useEffect(() => {
    const element = host.current;
    if (!element) return;
    const inks = [...element.querySelectorAll('[data-ink]')].map((probe) => getComputedStyle(probe).color);
    const [axis = '', grid = '', note = '', ...colours] = inks;
    const drawn = withHeldEnds(data);
    const hasNote = marks.some(({ value }) => value !== null);
    const chart = new uPlot(
      {
        width: Math.max(200, element.clientWidth),
        height,
        padding: [10, 26, 0, 0],
        legend: { show: false },
        cursor: { drag: { x: false, y: false }, y: false },
        scales: {
          x: { time: true, range: withEdge },
          y: { range: range ? [...range] : hasNote ? paddedForNote : padded },
        },
        axes: [
          {
            ...axisLook(axis, grid),
            grid: { show: false },
            size: 26,
            incrs: TIME_STEPS,
            space: 70,
            values: days,
          },
          {
            ...axisLook(axis, grid),
            size: (_, labels) => axisWidth(labels),
            space: 34,
            values: (_, splits) => splits.map(format),
          },
        ],
        series: [
          {},
          ...lines.map((line, index) => {
            const stroke = colours[index] ?? axis;
            const own = line.background ? [] : [...(drawn.changes[index] ?? [])];
            return {
              label: line.label,
              stroke,
              width: line.background ? 1.2 : line.dashed ? 1.6 : 2.2,
              ...(line.dashed ? { dash: [5, 4] } : {}),
              ...stepped(),
              // A dot where it changed, not at every time of the common axis.
              points: { show: own.length > 0, size: 7, fill: stroke, filter: () => own },
            };
          }),
        ],
        hooks: {
          setCursor: [({ cursor: { idx } }) => onHover(idx == null ? null : (drawn.sources[idx] ?? null))],
          draw: [(self) => drawMarks(self, marks, { line: axis, note })],
        },
      },
      [drawn.times.map((time) => time / 1000), ...drawn.values.map((row) => [...row])],
      element,
    );
    const resize = new ResizeObserver(() => {
      chart.setSize({ width: Math.max(200, element.clientWidth), height });
    });
    resize.observe(element);
    return () => {
      resize.disconnect();
      chart.destroy();
    };
  }, [data, lines, marks, range, format, onHover, scheme, height]);

  return (
    <div ref={host} className="chart" role="img" aria-label={label}>
      <Ink className="ink-axis" />
      <Ink className="ink-grid" />
      <Ink className="is-down" />
      {lines.map((line) => (
        <Ink key={line.label} className={line.ink} />
      ))}
    </div>
  );
}

/** A canvas knows no style sheet: colours are read off these. */
const Ink = ({ className }: { readonly className: string }) => (
  <span data-ink hidden className={className} />
);

function stepped(): { paths?: uPlot.Series.PathBuilder } {
  const build = uPlot.paths.stepped?.({ align: 1 });
  return build ? { paths: build } : {};
}

/** The last dot is drawn whole. */
const withEdge = (_: uPlot, from: number, to: number): [number, number] => [from, to + (to - from) * 0.012];

/** Some room above and below, also around a single value. */
function padded(_: uPlot, low: number | null, high: number | null): [number, number] {
  const [from, to] = [low ?? 0, high ?? 1];
  const room = Math.max((to - from) * 0.15, Math.abs(to) * 0.004, 1);
  return [from - room, to + room];
}

/** And for a note below the lowest point. */
function paddedForNote(chart: uPlot, low: number | null, high: number | null): [number, number] {
  const [from, to] = padded(chart, low, high);
  return [from - (to - from) * 0.1, to];
}

/** Pixels for the longest label of the value axis. */
const axisWidth = (labels: readonly string[] | null): number =>
  Math.max(66, ...(labels ?? []).map((label) => label.length * 6.5 + 14));

/** Each day once. */
const days = (_: uPlot, splits: readonly number[]): string[] =>
  splits.map((split, index) => {
    const day = dayOf(split * 1000);
    const before = splits[index - 1];
    return before !== undefined && dayOf(before * 1000) === day ? '' : day;
  });

function axisLook(stroke: string, grid: string): uPlot.Axis {
  return {
    stroke,
    font: "11px 'Inter Variable', system-ui, sans-serif",
    grid: { stroke: grid, width: 1 },
    ticks: { show: false },
    border: { show: false },
  };
}
