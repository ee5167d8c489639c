import { useEffect, useRef } from 'react';
import { text } from '../../../text.ts';

/** Takes the focus when its step opens, so that the next Tab is the step's first control and a reader hears where it is. */
export function StepHeading(props: { readonly at: number; readonly hint: string }) {
  const { at, hint } = props;
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <div className="wizard-heading">
      <h3 ref={heading} tabIndex={-1} data-autofocus>
        <span className="visually-hidden">{text.wizard.step(at + 1, text.wizard.steps[at] ?? '')}</span>
        <span aria-hidden="true">{text.wizard.steps[at]}</span>
      </h3>
      <p className="muted">{hint}</p>
    </div>
  );
}
