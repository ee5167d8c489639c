import { useCallback, useRef } from 'react';
import type { HeldValue } from '../../../shared/review.ts';
import type { ReviewStore } from '../../stores/review.ts';
import { useStore } from '../../stores-context.tsx';
import { text } from '../../text.ts';
import { useRowKeys } from './use-row-keys.ts';
import { ValueRow } from './value-row.tsx';

const { columns, selectAll, keys, ratioTitle } = text.review;

/** Held values as a dense table, newest first. */
export function ValueTable(props: {
  readonly values: readonly HeldValue[];
  readonly review: ReviewStore;
  readonly selectable: boolean;
  readonly label: string;
}) {
  const { values, review, selectable, label } = props;
  const { picked, deciding } = useStore(review.store);
  const body = useRef<HTMLTableSectionElement>(null);
  const { onKeyDown, onMark } = useRowKeys(body, values, review);
  const all = values.every(({ id }) => picked.has(id));
  const decide = useCallback(
    (decision: 'accept' | 'reject', id: number) =>
      void review.decide(decision, { values: [id], syncs: [] }),
    [review],
  );
  return (
    <table className="table values" aria-label={label}>
      <thead>
        <tr>
          {selectable && (
            <th scope="col" className="mark">
              <input
                type="checkbox"
                aria-label={selectAll}
                title={keys}
                checked={all}
                ref={(box) => {
                  if (box) box.indeterminate = !all && values.some(({ id }) => picked.has(id));
                }}
                onChange={() =>
                  review.pick(
                    values.map(({ id }) => id),
                    !all,
                  )
                }
              />
            </th>
          )}
          <th scope="col">{columns.vehicle}</th>
          <th scope="col">{columns.field}</th>
          <th scope="col" className="num">
            {columns.old}
          </th>
          <th scope="col" className="num">
            {columns.new}
          </th>
          <th scope="col" className="num" title={ratioTitle}>
            {columns.ratio}
          </th>
          <th scope="col" className="num">
            {columns.peers}
          </th>
          <th scope="col">{columns.reason}</th>
          <th scope="col">{columns.since}</th>
          <th scope="col">
            <span className="visually-hidden">{columns.actions}</span>
          </th>
        </tr>
      </thead>
      <tbody ref={body} onKeyDown={selectable ? onKeyDown : undefined}>
        {values.map((value) => (
          <ValueRow
            key={value.id}
            value={value}
            picked={selectable ? picked.has(value.id) : null}
            off={deciding ? text.review.deciding : null}
            onMark={onMark}
            onDecide={decide}
          />
        ))}
      </tbody>
    </table>
  );
}
