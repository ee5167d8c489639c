import { Modal } from '@mantine/core';
import { Button } from '../../components/button.tsx';
import type { Decision } from '../../../shared/review.ts';
import { text } from '../../text.ts';

const { confirm, buttons } = text.review;

/** Asks before many values are decided at once, and before a check is given up for a source. */
export function ConfirmDecision(props: {
  readonly decision: Decision;
  readonly values: number;
  /** What `always` switches off. */
  readonly checks: readonly string[];
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}) {
  const { decision, values, checks, onConfirm, onClose } = props;
  const title = decision === 'always' ? confirm.always : confirm[decision](values);
  const explained = {
    accept: confirm.acceptText,
    reject: confirm.rejectText,
    always: confirm.alwaysText(checks),
  };
  return (
    <Modal opened onClose={onClose} title={title}>
      <p>{explained[decision]}</p>
      <div className="dialog-actions">
        <Button onClick={onClose}>{text.common.cancel}</Button>
        <Button data-autofocus tone="primary" onClick={onConfirm}>
          {buttons[decision]}
        </Button>
      </div>
    </Modal>
  );
}
