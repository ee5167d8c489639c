import { Modal } from '@mantine/core';
import { useEffect, useState } from 'react';
import { Button } from '../../components/button.tsx';
import type { Decision, VerdictPlan } from '../../../shared/review.ts';
import type { ReviewStore, WhatToDecide } from '../../stores/review.ts';
import { useStore } from '../../stores-context.tsx';
import { text } from '../../text.ts';
import { CHECK_WORDS } from '../../text/review.ts';

const { confirm, decideFailed } = text.review;

/** Asks before many values are decided at once, and before checks are given up: with what exactly the core would do. */
export function ConfirmDecision(props: {
  readonly decision: Decision;
  readonly what: WhatToDecide;
  readonly review: ReviewStore;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}) {
  const { decision, what, review, onConfirm, onClose } = props;
  const [plan, setPlan] = useState<VerdictPlan | null>(null);
  const failure = useStore(review.store, (state) => state.failure);
  // What was chosen when the question was put: it is not put again because a list was read again.
  const [asked] = useState({ decision, what, review });
  useEffect(() => {
    let isWanted = true;
    void asked.review.plan(asked.decision, asked.what).then((answer) => {
      if (isWanted) setPlan(answer);
    });
    return () => {
      isWanted = false;
    };
  }, [asked]);
  const isEmpty = plan !== null && plan.values + plan.syncs === 0;
  return (
    <Modal
      opened
      onClose={onClose}
      title={plan === null ? confirm.loadingTitle(decision) : confirm.title(decision, plan)}
    >
      {plan === null && <p role="status">{failure === null ? confirm.loading : decideFailed(failure)}</p>}
      {isEmpty && <p>{confirm.gone}</p>}
      {plan !== null && !isEmpty && <Plan decision={decision} plan={plan} />}
      <div className="dialog-actions">
        <Button onClick={onClose}>{text.common.cancel}</Button>
        <Button
          data-autofocus
          tone="primary"
          off={plan === null ? confirm.loading : isEmpty ? confirm.gone : null}
          onClick={onConfirm}
        >
          {confirm.button[decision]}
        </Button>
      </div>
    </Modal>
  );
}

function Plan({ decision, plan }: { readonly decision: Decision; readonly plan: VerdictPlan }) {
  const { sources, checks, values } = plan;
  return (
    <>
      {decision === 'always' ? (
        <>
          <p>{confirm.alwaysText(checks.length)}</p>
          <ul className="plan-checks">
            {checks.map(({ source, check, values: taken }) => (
              <li key={`${source} ${check}`}>
                <strong>{source}</strong>: {CHECK_WORDS[check]}; {confirm.alwaysValues(taken)}
              </li>
            ))}
          </ul>
        </>
      ) : (
        <>
          <p>
            {confirm.sources(sources)}: <strong>{sources.join(', ')}</strong>
          </p>
          <p>{decision === 'accept' ? confirm.acceptText(values) : confirm.rejectText}</p>
        </>
      )}
      <p className="muted">{confirm.undoLater[decision]}</p>
    </>
  );
}
