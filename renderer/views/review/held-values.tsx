import { useState } from 'react';
import { CoreButton } from '../../components/button.tsx';
import type { Decision, HeldValue } from '../../../shared/review.ts';
import type { ReviewStore } from '../../stores/review.ts';
import { useStore } from '../../stores-context.tsx';
import { text } from '../../text.ts';
import { ConfirmDecision } from './confirm-decision.tsx';
import { ValueTable } from './value-table.tsx';

const words = text.review;
const DECISIONS: readonly Decision[] = ['accept', 'reject', 'always'];

/** Values that wait for a person: one by one at the end of a row, or many selected at once. */
export function HeldValues(props: {
  readonly values: readonly HeldValue[];
  /** How many more wait than the list holds. */
  readonly unlisted: number;
  readonly review: ReviewStore;
}) {
  const { values, unlisted, review } = props;
  const { picked, deciding } = useStore(review.store);
  const [asking, setAsking] = useState<Decision | null>(null);
  const selected = values.filter(({ id }) => picked.has(id));

  const decide = (decision: Decision): void => {
    setAsking(null);
    void review.decide(decision, { values: selected.map(({ id }) => id), syncs: [] });
  };
  const start = (decision: Decision): void => {
    if (decision === 'always' || selected.length > 1) setAsking(decision);
    else decide(decision);
  };

  return (
    <section className="panel held-values" aria-labelledby="held-values">
      <div className="panel-head">
        <h3 id="held-values">{words.values}</h3>
        <span className="badge is-warn">{values.length + unlisted}</span>
        <span className="muted" role="status">
          {selected.length > 0
            ? words.selected(selected.length)
            : unlisted > 0
              ? words.shownOf(values.length, values.length + unlisted)
              : words.valuesHint}
        </span>
        <span className="grow" />
        {DECISIONS.map((decision) => (
          <CoreButton
            key={decision}
            small
            tone={decision === 'accept' ? 'primary' : 'default'}
            off={deciding ? words.deciding : selected.length === 0 ? words.selectFirst : null}
            onClick={() => start(decision)}
          >
            {words.buttons[decision]}
          </CoreButton>
        ))}
      </div>
      <ValueTable values={values} review={review} selectable label={words.values} />
      {asking !== null && (
        <ConfirmDecision
          decision={asking}
          what={{ values: selected.map(({ id }) => id), syncs: [] }}
          review={review}
          onConfirm={() => decide(asking)}
          onClose={() => setAsking(null)}
        />
      )}
    </section>
  );
}
