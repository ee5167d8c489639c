import type { KeyboardEvent, ReactNode, RefObject } from 'react';

/** Head and scrolled body of a list whose lines are placed by `useLines`. */
export function LineGrid(props: {
  readonly role: 'grid' | 'treegrid';
  readonly label: string;
  readonly className?: string;
  readonly rows: number;
  /** Whether `rows` is all there is; else the number of rows is not known. */
  readonly complete: boolean;
  readonly columns: number;
  readonly head: ReactNode;
  readonly scroller: RefObject<HTMLDivElement | null>;
  /** Pixels of all lines together. */
  readonly height: number;
  readonly onKeyDown: (event: KeyboardEvent<HTMLElement>) => void;
  readonly onScroll: () => void;
  readonly children: ReactNode;
}) {
  const { scroller, onKeyDown, onScroll } = props;
  return (
    <div
      role={props.role}
      aria-label={props.label}
      // The head is a row too.
      aria-rowcount={props.complete ? props.rows + 1 : -1}
      aria-colcount={props.columns}
      aria-multiselectable
      className={`grid ${props.className ?? ''}`}
    >
      {props.head}
      <div ref={scroller} role="rowgroup" className="grid-scroll" onKeyDown={onKeyDown} onScroll={onScroll}>
        <div className="grid-space" role="presentation" style={{ height: props.height }}>
          {props.children}
        </div>
      </div>
    </div>
  );
}
