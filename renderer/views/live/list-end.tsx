import { useEffect } from 'react';
import { CoreButton } from '../../components/button.tsx';
import type { ListEnd as End } from '../../stores/pausable-list.ts';
import { READ_BACK_MAX } from '../../stores/pausable-list.ts';
import { text } from '../../text.ts';

type Words = {
  readonly end: string;
  readonly olderLoading: string;
  readonly olderFailed: (reason: string) => string;
};

/** Below the last row: loads older ones as soon as it comes into view. `start` in pixels from the top. */
export function ListEnd(props: {
  readonly start: number;
  readonly inView: boolean;
  readonly end: End;
  readonly words: Words;
  readonly onLoad: () => Promise<void>;
}) {
  const { end, words, onLoad } = props;
  const due = props.inView && end.kind === 'more' && !end.loading && end.error === null;
  useEffect(() => {
    if (due) void onLoad();
  }, [due, onLoad]);
  return (
    <div className="grid-end" style={{ transform: `translateY(${props.start}px)` }}>
      {end.kind === 'complete' && words.end}
      {end.kind === 'limit' && text.live.limit(READ_BACK_MAX)}
      {end.kind === 'more' && end.error === null && words.olderLoading}
      {end.kind === 'more' && end.error !== null && (
        <>
          {words.olderFailed(end.error)}
          <CoreButton tone="plain" onClick={() => void onLoad()}>
            {text.common.tryAgain}
          </CoreButton>
        </>
      )}
    </div>
  );
}
