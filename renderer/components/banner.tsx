import type { ReactNode } from 'react';
import { text } from '../text.ts';
import { Button } from './button.tsx';

const MARKS = { info: 'i', warn: '⚠', bad: '✕' } as const;

/** One line that says what is the matter and what to do about it. `bad` interrupts, the others wait their turn. */
export function Banner(props: {
  readonly tone: keyof typeof MARKS;
  readonly children: ReactNode;
  readonly action?: ReactNode;
  readonly onDismiss?: () => void;
}) {
  const { tone, children, action, onDismiss } = props;
  return (
    <div className={`banner is-${tone}`} role={tone === 'bad' ? 'alert' : 'status'}>
      <span className="banner-mark" aria-hidden="true">
        {MARKS[tone]}
      </span>
      <p>{children}</p>
      {action}
      {onDismiss && (
        <Button tone="plain" onClick={onDismiss}>
          {text.common.dismiss}
        </Button>
      )}
    </div>
  );
}
