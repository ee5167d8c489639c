/** What can have the focus; `tabindex="-1"` too, for rows and headings that are focused by program. */
const FOCUSABLE = 'a[href], button, input, select, textarea, summary, [tabindex]';
/** Ids that a component made for itself are others at the next mount. */
const LASTING_ID = /^[a-z][a-z-]*$/;
const NAME_LENGTH = 80;

/** What Tab stops at inside, in order; also of what has left the page. */
export const tabStops = (inside: Element): readonly HTMLElement[] =>
  [...inside.querySelectorAll<HTMLElement>(FOCUSABLE)].filter(
    (element) => element.tabIndex >= 0 && !element.matches(':disabled, [hidden], [hidden] *'),
  );

/** By what an element is found again after its screen was built again: what it is, what it says, and which of those. */
export type TargetKey = { readonly name: string; readonly nth: number };

export function keyOf(element: Element, inside: Element): TargetKey {
  const name = nameOf(element);
  const same = [...inside.querySelectorAll(FOCUSABLE)].filter((other) => nameOf(other) === name);
  return { name, nth: Math.max(0, same.indexOf(element)) };
}

export function findByKey(inside: Element, { name, nth }: TargetKey): HTMLElement | null {
  const same = [...inside.querySelectorAll<HTMLElement>(FOCUSABLE)].filter(
    (other) => nameOf(other) === name,
  );
  return same[nth] ?? same.at(-1) ?? null;
}

function nameOf(element: Element): string {
  const id = LASTING_ID.test(element.id) ? element.id : '';
  const words = element.getAttribute('aria-label') ?? element.textContent.trim().slice(0, NAME_LENGTH);
  return [element.tagName, id, element.getAttribute('href') ?? '', words].join('|');
}

/** An element's way up, with its neighbours of that moment: where to go when it leaves the page. */
export type Step = {
  readonly node: Element;
  readonly parent: Element;
  readonly after: Element | null;
  readonly before: Element | null;
};

export function wayUp(element: Element): readonly Step[] {
  const steps: Step[] = [];
  for (let node = element; node.parentElement !== null; node = node.parentElement) {
    const { parentElement: parent, nextElementSibling: after, previousElementSibling: before } = node;
    steps.push({ node, parent, after, before });
  }
  return steps;
}

/** The same button of the row below, else of the row above; null where what left was no row among its like. */
export function neighbourOf(element: Element, way: readonly Step[]): HTMLElement | null {
  const step = way.find(({ parent }) => parent.isConnected);
  if (step === undefined) return null;
  const nth = tabStops(step.node).indexOf(element as HTMLElement);
  for (const row of [step.after, step.before]) {
    if (row === null || row.parentElement !== step.parent || !isLike(row, step.node)) continue;
    const stops = tabStops(row);
    const target = stops[nth] ?? stops.at(-1);
    if (target !== undefined) return target;
  }
  return null;
}

const isLike = (a: Element, b: Element): boolean =>
  a.tagName === b.tagName && a.classList.item(0) === b.classList.item(0);
