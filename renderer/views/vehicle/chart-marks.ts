import type uPlot from 'uplot';

/** Something that happened at a time of a chart: a line from top to bottom, or a note at a value. */
export type ChartMark = {
  /** Unix ms. */
  readonly at: number;
  readonly label: string;
  /** Null = the line. */
  readonly value: number | null;
};

const FONT = "11px 'Inter Variable', system-ui, sans-serif";
const GAP = 4;
/** From the point to its note. */
const BELOW = 14;

/** Draws them over the lines of a chart; a label keeps inside the chart, and away from the one before it. */
export function drawMarks(
  chart: uPlot,
  marks: readonly ChartMark[],
  ink: { line: string; note: string },
): void {
  const { ctx, bbox } = chart;
  const ratio = devicePixelRatio;
  ctx.save();
  ctx.font = FONT.replace('11px', `${11 * ratio}px`);
  ctx.textBaseline = 'middle';
  // Axes leave theirs behind.
  ctx.textAlign = 'left';
  let taken = -Infinity;
  for (const { at, label, value } of marks) {
    const x = chart.valToPos(at / 1000, 'x', true);
    if (x < bbox.left - 1 || x > bbox.left + bbox.width + 1) continue;
    const width = ctx.measureText(label).width;
    const right = bbox.left + bbox.width - width;
    if (value === null) {
      ctx.strokeStyle = ink.line;
      ctx.lineWidth = ratio;
      ctx.setLineDash([2 * ratio, 3 * ratio]);
      ctx.beginPath();
      ctx.moveTo(x, bbox.top);
      ctx.lineTo(x, bbox.top + bbox.height);
      ctx.stroke();
      const left = x + GAP * ratio <= right ? x + GAP * ratio : x - GAP * ratio - width;
      if (left < taken) continue;
      ctx.fillStyle = ink.line;
      ctx.fillText(label, left, bbox.top + 7 * ratio);
      taken = left + width + 2 * GAP * ratio;
    } else {
      const point = chart.valToPos(value, 'y', true);
      ctx.fillStyle = ink.note;
      ctx.fillText(label, Math.max(bbox.left, Math.min(x + 2 * GAP * ratio, right)), point + BELOW * ratio);
    }
  }
  ctx.restore();
}
