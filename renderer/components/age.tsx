import { fullTime } from '../format/time.ts';
import { useAge } from '../stores-context.tsx';
import { text } from '../text.ts';

/** How long ago something was, ticking; the exact time on hover. */
export function Age({ iso }: { readonly iso: string | null }) {
  const words = useAge(iso);
  if (iso === null || words === null) return <>{text.common.never}</>;
  return (
    <time dateTime={iso} title={fullTime(iso)}>
      {words}
    </time>
  );
}
