import type { HeldValue } from '../../../shared/review.ts';
import type { ReviewStore } from '../../stores/review.ts';
import { text } from '../../text.ts';
import { ValueTable } from './value-table.tsx';

const words = text.review;

/** Values that need no decision: closed until someone wants to see them. */
export function PendingValues(props: {
  readonly values: readonly HeldValue[];
  readonly review: ReviewStore;
}) {
  return (
    <details className="panel pending-values">
      <summary className="panel-head">
        <h3>{words.pending}</h3>
        <span className="badge">{props.values.length}</span>
        <span className="muted">{words.pendingHint}</span>
      </summary>
      <ValueTable values={props.values} review={props.review} selectable={false} label={words.pending} />
    </details>
  );
}
