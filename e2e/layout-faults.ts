import type { Page } from '@playwright/test';

/**
 * Words on the page that overlap one another, stick out of their cell, or are cut where nothing may be cut; each as
 * one line. Measured in the browser, by where each run of text is painted.
 */
export const layoutFaults = (page: Page): Promise<readonly string[]> => page.evaluate(measure);

/** Runs in the page: it may use nothing from outside. */
function measure(): string[] {
  type Box = {
    readonly left: number;
    readonly right: number;
    readonly top: number;
    readonly bottom: number;
  };
  type Words = { readonly text: string; readonly box: Box; readonly shown: Box; readonly element: Element };
  /** Pixels that antialiasing and rounded widths may differ by. */
  const SLACK = 1;
  /** May end in "…", because the title or a page of its own has the whole; money, times and scores never. */
  const NEVER_CUT = '.num, .time, .score, .vin, .badge, .button, .pill, dd, [role="tab"] .value';
  /** What keeps its words to itself. */
  const CELL =
    '[role="gridcell"], [role="columnheader"], td, th, button, a, .badge, .tag, .pill, .figure, dd, dt';
  /** Lies over the page on purpose. */
  const OVER = '.notices, [role="dialog"], .lw-dropdown, .found, .skip-link';

  const meets = (a: Box, b: Box, slack: number): boolean =>
    Math.min(a.right, b.right) - Math.max(a.left, b.left) > slack &&
    Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > slack;
  const cross = (a: Box, b: Box): Box => ({
    left: Math.max(a.left, b.left),
    right: Math.min(a.right, b.right),
    top: Math.max(a.top, b.top),
    bottom: Math.min(a.bottom, b.bottom),
  });
  // Asked for every run of text, and the same for most.
  const hidden = new Map<Element, boolean>();
  const isHidden = (element: Element): boolean => {
    const known = hidden.get(element);
    if (known !== undefined) return known;
    const { clipPath, display, visibility, opacity } = getComputedStyle(element);
    const isOut = clipPath !== 'none' || display === 'none' || visibility === 'hidden' || opacity === '0';
    const { parentElement: parent } = element;
    // What a closed part of the page holds is laid out, but not there.
    const is = isOut || !element.checkVisibility() || (parent !== null && isHidden(parent));
    hidden.set(element, is);
    return is;
  };
  type Clip = { readonly edge: DOMRect; readonly scrolls: boolean; readonly ellipsis: boolean };
  const clips = new Map<Element, readonly Clip[]>();
  /** What cuts an element's words off, from the inside out. */
  const clipsOf = (element: Element): readonly Clip[] => {
    const known = clips.get(element);
    if (known !== undefined) return known;
    const { overflowX, overflowY, textOverflow } = getComputedStyle(element);
    const outer = element.parentElement === null ? [] : clipsOf(element.parentElement);
    const isOpen = overflowX === 'visible' && overflowY === 'visible';
    const own = {
      edge: element.getBoundingClientRect(),
      scrolls: [overflowX, overflowY].some((how) => how === 'auto' || how === 'scroll'),
      ellipsis: textOverflow === 'ellipsis',
    };
    const all = isOpen ? outer : [own, ...outer];
    clips.set(element, all);
    return all;
  };
  const nameOf = (element: Element): string => {
    const cell = element.closest(CELL) ?? element;
    const kind = cell.getAttribute('role') ?? cell.tagName.toLowerCase();
    return `${kind}.${[...cell.classList].join('.')}`;
  };
  const faults: string[] = [];
  const say = (fault: string, { text, element }: Words, more = ''): void => {
    if (faults.length < 40) faults.push(`${fault}: “${text}” in ${nameOf(element)}${more}`);
  };

  /** What is painted of a run of text, and whether something cut it that must not. */
  const wordsOf = (node: Text, box: Box): Words | null => {
    const element = node.parentElement;
    if (element === null) return null;
    const words = { text: node.data.trim().slice(0, 60), box, element };
    let shown: Box = { left: 0, top: 0, right: innerWidth, bottom: innerHeight };
    for (const { edge, scrolls, ellipsis } of clipsOf(element)) {
      const isOver = box.right > edge.right + SLACK || box.left < edge.left - SLACK;
      if (isOver && !scrolls && meets(cross(box, shown), edge, 0)) {
        const isProtected = element.closest(NEVER_CUT) !== null;
        if (!ellipsis || isProtected) say('cut', { ...words, shown });
        // What ends in "…" is cut by its own edge, and by no other behind it.
        box = cross(box, edge);
      }
      shown = cross(shown, edge);
    }
    shown = cross(shown, box);
    return shown.right - shown.left > 1 && shown.bottom - shown.top > 1 ? { ...words, shown } : null;
  };

  const all: Words[] = [];
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode() !== null) {
    const node = texts.currentNode as Text;
    const element = node.parentElement;
    if (element === null || node.data.trim() === '' || element.closest(`${OVER}, script, style`)) continue;
    if (isHidden(element)) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const box of range.getClientRects()) {
      const words = box.width > 0 && box.height > 0 ? wordsOf(node, box) : null;
      if (words !== null) all.push(words);
    }
  }

  for (const words of all) {
    const cell = words.element.closest(CELL);
    if (cell === null || getComputedStyle(cell).display === 'inline') continue;
    const edge = cell.getBoundingClientRect();
    const { shown } = words;
    if (shown.right > edge.right + SLACK || shown.left < edge.left - SLACK)
      say(
        'sticks out',
        words,
        ` by ${Math.round(Math.max(shown.right - edge.right, edge.left - shown.left))} px`,
      );
  }
  // Of one line each; letters of lines that are set close may touch.
  const lines = all
    .map((words) => {
      const { top, bottom } = words.shown;
      const trim = (bottom - top) * 0.2;
      return { ...words, shown: { ...words.shown, top: top + trim, bottom: bottom - trim } };
    })
    .toSorted((a, b) => a.shown.top - b.shown.top);
  lines.forEach((one, at) => {
    for (let next = at + 1; next < lines.length; next += 1) {
      const other = lines[next];
      if (other === undefined || other.shown.top >= one.shown.bottom) break;
      // A line that ends in "…" has two boxes of its own.
      if (other.element !== one.element && meets(one.shown, other.shown, SLACK))
        say('overlap', one, ` with “${other.text}”`);
    }
  });
  return [...new Set(faults)];
}

/** What was drawn on canvases as text since {@link watchCanvases}: labels that meet, or that the edge cuts. */
export const canvasFaults = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => {
    const faults: string[] = [];
    for (const canvas of document.querySelectorAll('canvas')) {
      const drawn = window.drawnTexts?.get(canvas) ?? [];
      drawn.forEach((one, at) => {
        if (one.left < -1 || one.right > canvas.width + 1 || one.top < -1 || one.bottom > canvas.height + 1)
          faults.push(`cut: chart label “${one.text}”`);
        for (const other of drawn.slice(at + 1)) {
          const isMet =
            Math.min(one.right, other.right) - Math.max(one.left, other.left) > 0 &&
            Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top) > 0;
          if (isMet) faults.push(`overlap: chart labels “${one.text}” and “${other.text}”`);
        }
      });
      if (drawn.length === 0) faults.push('a chart without labels');
    }
    return faults;
  });

type DrawnText = {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
};
declare global {
  // oxlint-disable-next-line typescript/consistent-type-definitions -- only an interface joins the page's own
  interface Window {
    drawnTexts?: Map<HTMLCanvasElement, DrawnText[]>;
  }
}

/** Keeps where canvases write text, from the next load on: nothing in the page shows it afterwards. */
export async function watchCanvases(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const drawn = new Map<HTMLCanvasElement, DrawnText[]>();
    window.drawnTexts = drawn;
    const { fillText, clearRect } = CanvasRenderingContext2D.prototype;
    CanvasRenderingContext2D.prototype.clearRect = function clear(...box) {
      drawn.set(this.canvas, []);
      clearRect.apply(this, box);
    };
    CanvasRenderingContext2D.prototype.fillText = function fill(text, x, y, width) {
      const size = this.measureText(text);
      const at = this.getTransform().transformPoint({ x, y });
      const box = {
        text,
        left: at.x - size.actualBoundingBoxLeft,
        right: at.x + size.actualBoundingBoxRight,
        top: at.y - size.actualBoundingBoxAscent,
        bottom: at.y + size.actualBoundingBoxDescent,
      };
      if (text.trim() !== '') drawn.set(this.canvas, [...(drawn.get(this.canvas) ?? []), box]);
      if (width === undefined) fillText.call(this, text, x, y);
      else fillText.call(this, text, x, y, width);
    };
  });
}
