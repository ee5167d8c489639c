import type { BusGap } from '../../shared/diagnostics.ts';
import { useState } from 'react';
import { Banner } from '../components/banner.tsx';
import { fullTime } from '../format/time.ts';
import { useLot } from '../stores-context.tsx';
import { routeHash } from '../stores/navigation.ts';
import { text } from '../text.ts';

/** Each gap is shown; more than a few at once would leave no room for the list. */
const SHOWN = 3;
const nameOf = ({ at, kind, missed }: BusGap): string => `${at} ${kind} ${missed}`;

/** What arrived while this screen was closed, and what is lost from the shared log; each until it is dismissed. */
export function BusNotices() {
  const catchUp = useLot((lot) => lot.catchUp);
  const gaps = useLot((lot) => lot.gaps) ?? [];
  const [dismissed, setDismissed] = useState<readonly string[]>([]);
  const dismiss = (what: string): void => setDismissed((before) => [...before, what]);
  const open = gaps.filter((gap) => !dismissed.includes(nameOf(gap)));
  return (
    <>
      {open.slice(0, SHOWN).map((gap, index) => (
        <Banner key={nameOf(gap)} tone="warn" onDismiss={() => dismiss(nameOf(gap))}>
          {text.diagnostics.gapNotice(gap.reason)}
          {index === SHOWN - 1 && open.length > SHOWN && (
            <>
              {' '}
              <a href={routeHash({ view: 'diagnostics', item: null })}>
                {text.diagnostics.gapsMore(open.length - SHOWN)}
              </a>
            </>
          )}
        </Banner>
      ))}
      {catchUp && catchUp.changes > 0 && !dismissed.includes(catchUp.to) && (
        <Banner tone="info" onDismiss={() => dismiss(catchUp.to)}>
          {text.diagnostics.awayTitle(catchUp.changes)}.{' '}
          {text.diagnostics.awayHint(fullTime(catchUp.from), fullTime(catchUp.to))}
        </Banner>
      )}
    </>
  );
}
