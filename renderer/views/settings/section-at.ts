/**
 * Which of several sections is being read: the one under a line that goes from the top of the window to its bottom as
 * the page is scrolled from its beginning to its end, so that short last ones have their turn too. `tops` rising, px.
 */
export function sectionAt(
  tops: readonly number[],
  {
    scrolled,
    height,
    total,
  }: { readonly scrolled: number; readonly height: number; readonly total: number },
): number {
  const way = Math.max(0, total - height);
  const line = way === 0 ? 0 : scrolled + height * Math.min(1, scrolled / way);
  return Math.max(
    0,
    tops.findLastIndex((top) => top <= line + 1),
  );
}
