import type { ReactNode } from 'react';

/** A text in which the letters that matched are marked. */
export function Marked({ text, at }: { readonly text: string; readonly at: ReadonlySet<number> }) {
  const parts: ReactNode[] = [];
  for (let start = 0; start < text.length;) {
    const isMarked = at.has(start);
    let end = start + 1;
    while (end < text.length && at.has(end) === isMarked) end += 1;
    const part = text.slice(start, end);
    parts.push(isMarked ? <mark key={start}>{part}</mark> : part);
    start = end;
  }
  return <>{parts}</>;
}
