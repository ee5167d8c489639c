import type { ReactNode } from 'react';

/** What stands where there is nothing yet: why, and what to do. */
export function Empty(props: {
  readonly title: string;
  readonly hint?: string;
  readonly children?: ReactNode;
}) {
  return (
    <div className="empty">
      <h3>{props.title}</h3>
      {props.hint && <p>{props.hint}</p>}
      {props.children}
    </div>
  );
}
