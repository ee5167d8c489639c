import { Banner } from '../../components/banner.tsx';
import { Button, CoreButton } from '../../components/button.tsx';
import type { Source } from '../../../shared/lot.ts';
import { useAge, useLot, useStore, useStores } from '../../stores-context.tsx';
import { text } from '../../text.ts';

/** What a reader must know before trusting the list: sample data, missing events, sources that fail. */
export function LotNotices() {
  const { adding, changes, scoreFeed } = useStores();
  const gap = useStore(changes.store, (view) => view.gap);
  const scoreGap = useStore(scoreFeed.store, (view) => view.gap);
  const sources = useLot((lot) => lot.sources) ?? [];
  const failing = sources.filter(({ error }) => error !== null);
  const [worst] = failing;
  return (
    <>
      {gap && (
        <Banner tone="warn" onDismiss={changes.dismissGap}>
          {text.live.gap(gap.missed)} {gap.reason}
        </Banner>
      )}
      {scoreGap && (
        <Banner tone="warn" onDismiss={scoreFeed.dismissGap}>
          {text.scores.gap} {scoreGap.reason}
        </Banner>
      )}
      <Held />
      {worst && <DeadSource source={worst} others={failing.length - 1} />}
      {sources.some(({ kind }) => kind === 'sample') && (
        <Banner
          tone="info"
          action={
            <CoreButton small onClick={() => adding.setState(true, true)}>
              {text.common.useOwn}
            </CoreButton>
          }
        >
          {text.live.sampleBanner}
        </Banner>
      )}
    </>
  );
}

/** Said once for whatever is new; the badge beside Review goes on counting. */
function Held() {
  const { waiting, navigation } = useStores();
  const dismissed = useStore(waiting.store);
  const review = useLot((lot) => lot.review);
  if (review === null || review.syncs + review.quarantined <= dismissed) return null;
  return (
    <Banner
      tone="info"
      action={
        <Button small onClick={() => navigation.go('review')}>
          {text.review.open}
        </Button>
      }
      onDismiss={waiting.dismiss}
    >
      {text.review.notice(review)}
    </Banner>
  );
}

function DeadSource({ source, others }: { readonly source: Source; readonly others: number }) {
  const { navigation } = useStores();
  const lastSync = useAge(source.lastSyncAt);
  const failedSince = useAge(source.error?.since ?? null) ?? '';
  const message = source.error?.message ?? '';
  return (
    <Banner
      tone="bad"
      action={
        <Button small onClick={() => navigation.go('settings')}>
          {text.live.showSources}
        </Button>
      }
    >
      {lastSync === null
        ? text.live.sourceNever(source.slug, failedSince, message)
        : text.live.sourceDead(source.slug, lastSync, message)}
      {others > 0 && ` · ${text.live.sourceDeadMore(others)}`}
    </Banner>
  );
}
