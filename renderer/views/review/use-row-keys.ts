import type { KeyboardEvent, RefObject } from 'react';
import { useCallback, useEffect, useRef } from 'react';
import { asked } from '../../keys/press.ts';
import type { HeldValue } from '../../../shared/review.ts';
import type { ReviewStore } from '../../stores/review.ts';

/**
 * Selecting rows by their check boxes: arrows go from box to box, with Shift they take the row along; Shift and a
 * click selects all from the last box on; Ctrl A selects all.
 */
export function useRowKeys(
  body: RefObject<HTMLTableSectionElement | null>,
  values: readonly HeldValue[],
  review: ReviewStore,
) {
  const last = useRef<number | null>(null);
  const current = useRef(values);
  useEffect(() => {
    current.current = values;
  }, [values]);

  const onMark = useCallback(
    (id: number, picked: boolean, extend: boolean): void => {
      const rows = current.current;
      const at = rows.findIndex((row) => row.id === id);
      const from = extend ? rows.findIndex((row) => row.id === last.current) : -1;
      const span =
        from < 0 ? [id] : rows.slice(Math.min(from, at), Math.max(from, at) + 1).map((row) => row.id);
      review.pick(span, picked);
      last.current = id;
    },
    [review],
  );

  const onKeyDown = useCallback(
    (event: KeyboardEvent): void => {
      const boxes = [...(body.current?.querySelectorAll<HTMLInputElement>('input[type=checkbox]') ?? [])];
      const at = boxes.findIndex((box) => box === event.target);
      if (at < 0) return;
      const ask = asked('review', event, false);
      // A box selects by itself.
      if (ask === null || ask === 'select') return;
      const step = event.key === 'ArrowDown' ? 1 : -1;
      event.preventDefault();
      if (ask === 'all') {
        review.pick(
          current.current.map(({ id }) => id),
          true,
        );
        return;
      }
      const to = Math.min(Math.max(at + step, 0), boxes.length - 1);
      const [here, there] = [current.current[at], current.current[to]];
      if (ask === 'extend' && here && there) review.pick([here.id, there.id], true);
      boxes[to]?.focus();
    },
    [body, review],
  );
  return { onKeyDown, onMark };
}
