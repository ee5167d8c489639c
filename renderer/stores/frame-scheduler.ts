/** Asks for `notify` to run soon; asking again before it ran changes nothing. */
export type Scheduler = (notify: () => void) => void;

export type FrameSource = {
  requestFrame(run: () => void): number;
  cancelFrame(handle: number): void;
  isHidden(): boolean;
  /** Calls back when the page is hidden or shown. */
  onVisibility(run: () => void): void;
};

/**
 * At most one notification of each store per animation frame, all stores in the same frame, whatever the rate of
 * events. Immediate while hidden: no frames come then, and callers would wait for ever.
 */
export function createFrameScheduler(source: FrameSource): Scheduler {
  const waiting = new Set<() => void>();
  let handle: number | null = null;
  const flush = (): void => {
    handle = null;
    const due = [...waiting];
    waiting.clear();
    for (const notify of due) notify();
  };
  source.onVisibility(() => {
    if (handle === null || !source.isHidden()) return;
    source.cancelFrame(handle);
    flush();
  });
  return (notify) => {
    waiting.add(notify);
    if (source.isHidden()) {
      if (handle !== null) source.cancelFrame(handle);
      flush();
    } else {
      handle ??= source.requestFrame(flush);
    }
  };
}

/** The frames of a real page. */
export const pageFrames = (page: Window): FrameSource => ({
  requestFrame: (run) => page.requestAnimationFrame(run),
  cancelFrame: (handle) => page.cancelAnimationFrame(handle),
  isHidden: () => page.document.hidden,
  onVisibility: (run) => page.document.addEventListener('visibilitychange', run),
});
