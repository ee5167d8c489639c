import type { Lengths } from '../format/lengths.ts';

/**
 * A figure as long as its list has room for: the style sheet shows the full or the short one. The exact one is what is
 * read out, and the title.
 */
export function Fitted({ lengths }: { readonly lengths: Lengths }) {
  const { exact, full, short } = lengths;
  if (full === exact && short === exact) return exact;
  return (
    <span title={exact}>
      <span aria-hidden="true">
        <FittedLengths lengths={lengths} />
      </span>
      <span className="visually-hidden">{exact}</span>
    </span>
  );
}

/** For the eye alone: whoever uses it says the exact figure beside it. */
export function FittedLengths({ lengths: { full, short } }: { readonly lengths: Lengths }) {
  return (
    <>
      <span className="fit-full">{full}</span>
      <span className="fit-short">{short}</span>
    </>
  );
}
