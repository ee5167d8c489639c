import { useEffect } from 'react';
import { Button } from '../../components/button.tsx';
import { READ_BACK_MAX } from '../../stores/live.ts';
import { useStore, useStores } from '../../stores-context.tsx';
import { text } from '../../text.ts';

/** Below the last row: loads older ones as soon as it comes into view. `start` in pixels from the top. */
export function ListEnd({ start, inView }: { readonly start: number; readonly inView: boolean }) {
  const { live } = useStores();
  const end = useStore(live.store, (state) => state.end);
  const due = inView && end.kind === 'more' && !end.loading && end.error === null;
  useEffect(() => {
    if (due) void live.loadOlder();
  }, [due, live]);
  return (
    <div className="grid-end" style={{ transform: `translateY(${start}px)` }}>
      {end.kind === 'complete' && text.live.end}
      {end.kind === 'limit' && text.live.limit(READ_BACK_MAX)}
      {end.kind === 'more' && end.error === null && text.live.olderLoading}
      {end.kind === 'more' && end.error !== null && (
        <>
          {text.live.olderFailed(end.error)}
          <Button tone="plain" onClick={() => void live.loadOlder()}>
            {text.common.tryAgain}
          </Button>
        </>
      )}
    </div>
  );
}
