import { text } from '../text.ts';

/** Beside a vehicle whose event another program published: nobody here has looked whether it is true. */
export function FromElsewhere({ from }: { readonly from: 'console' | 'program' | undefined }) {
  if (from !== 'program') return null;
  return (
    <span className="badge is-warn" title={text.live.otherProgramTitle}>
      {text.live.otherProgram}
    </span>
  );
}
