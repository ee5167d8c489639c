import { useState } from 'react';
import { Banner } from '../components/banner.tsx';
import { fullTime } from '../format/time.ts';
import { useLot } from '../stores-context.tsx';
import { text } from '../text.ts';

/** What came while nobody looked, and what the shared log could not tell; each until it is dismissed. */
export function BusNotices() {
  const catchUp = useLot((lot) => lot.catchUp);
  const gap = useLot((lot) => lot.gaps[0] ?? null);
  const [dismissed, setDismissed] = useState<readonly string[]>([]);
  const dismiss = (what: string): void => setDismissed((before) => [...before, what]);
  return (
    <>
      {gap && !dismissed.includes(gap.at) && (
        <Banner tone="warn" onDismiss={() => dismiss(gap.at)}>
          {text.live.gap(gap.missed)} {gap.reason}
        </Banner>
      )}
      {catchUp && catchUp.changes > 0 && !dismissed.includes(catchUp.to) && (
        <Banner tone="info" onDismiss={() => dismiss(catchUp.to)}>
          {text.diagnostics.awayTitle(catchUp.changes)}.{' '}
          {text.diagnostics.awayHint(fullTime(catchUp.from), fullTime(catchUp.to))}
        </Banner>
      )}
    </>
  );
}
