import { useCallback, useEffect, useRef, useState } from 'react';
import { sectionAt } from './section-at.ts';

/** As near as two scroll positions are the same: they are rounded differently on scaled screens. */
const SAME_PX = 2;
/** Room above a section that was chosen. */
const MARGIN_PX = 14;

/**
 * Which section of a scrolled page is current: the one a person chose until they scroll on, else the one being read.
 * `ids` are those of the sections' headings; `wanted` is the one in the address.
 */
export function useSections(ids: readonly string[], wanted: string | null) {
  const page = useRef<HTMLDivElement>(null);
  /** What was chosen, and where that put the page. */
  const chosen = useRef<{ readonly id: string; readonly at: number } | null>(null);
  const [current, setCurrent] = useState(wanted ?? ids[0] ?? '');

  const show = useCallback((id: string): void => {
    const host = page.current;
    const heading = host?.querySelector<HTMLElement>(`#settings-${CSS.escape(id)}`);
    if (!host || !heading) return;
    const top = (element: Element): number => element.getBoundingClientRect().top;
    // Not scrollIntoView: that moves everything around the page, too.
    host.scrollTop += top(heading.closest('section') ?? heading) - top(host) - MARGIN_PX;
    chosen.current = { id, at: host.scrollTop };
    setCurrent(id);
  }, []);

  useEffect(() => {
    const host = page.current;
    if (host === null) return;
    const follow = (): void => {
      const { scrollTop } = host;
      if (chosen.current !== null && Math.abs(scrollTop - chosen.current.at) <= SAME_PX) return;
      chosen.current = null;
      const sections = [...host.querySelectorAll<HTMLElement>('.settings-sections > section')];
      const tops = sections.map(({ offsetTop }) => offsetTop - (sections[0]?.offsetTop ?? 0));
      const at = sectionAt(tops, {
        scrolled: scrollTop,
        height: host.clientHeight,
        total: host.scrollHeight,
      });
      setCurrent(ids[at] ?? '');
    };
    host.addEventListener('scroll', follow, { passive: true });
    // What is above may come later than the page: the section that was chosen stays in sight.
    const grown = new ResizeObserver(() => {
      if (chosen.current === null) follow();
      else show(chosen.current.id);
    });
    for (const section of host.querySelectorAll('.settings-sections > section')) grown.observe(section);
    return () => {
      host.removeEventListener('scroll', follow);
      grown.disconnect();
    };
  }, [ids, show]);

  useEffect(() => {
    if (wanted !== null && ids.includes(wanted)) show(wanted);
  }, [ids, wanted, show]);

  return { page, current, show };
}
