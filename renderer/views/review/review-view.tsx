import { SegmentedControl } from '@mantine/core';
import { useEffect, useState } from 'react';
import { Banner } from '../../components/banner.tsx';
import { EveryDealer } from '../../components/every-dealer.tsx';
import { Empty } from '../../components/empty.tsx';
import type { ReviewStore } from '../../stores/review.ts';
import { useReturns, useStore, useStores } from '../../stores-context.tsx';
import { text } from '../../text.ts';
import { Decisions } from './decisions.tsx';
import { HeldSyncCard } from './held-sync.tsx';
import { HeldValues } from './held-values.tsx';
import { PendingValues } from './pending-values.tsx';

const words = text.review;
const HISTORY = 'history';

/** What the guard holds back until a person has looked, and what became of what it held. */
export function ReviewView() {
  const { openReview, navigation } = useStores();
  const [review] = useState(openReview);
  const isHistory = useStore(navigation.store, ({ item }) => item === HISTORY);
  const returns = useReturns();
  useEffect(() => {
    review.start();
    return review.stop;
  }, [review, returns]);
  return (
    <div className="review">
      <div className="review-head">
        <h2>{words.title}</h2>
        <EveryDealer />
        <SegmentedControl
          aria-label={words.tabs}
          data={[
            { value: 'waiting', label: words.waitingTab },
            { value: HISTORY, label: words.historyTab },
          ]}
          value={isHistory ? HISTORY : 'waiting'}
          onChange={(value) => navigation.go('review', value === HISTORY ? HISTORY : undefined)}
        />
      </div>
      {isHistory ? <Decisions review={review} /> : <WhatWaits review={review} />}
    </div>
  );
}

function WhatWaits({ review }: { readonly review: ReviewStore }) {
  const { list, error, failure } = useStore(review.store);
  if (list === null) {
    return error === null ? (
      <p className="empty">{words.loading}</p>
    ) : (
      <Banner tone="bad">{words.failed(error)}</Banner>
    );
  }
  const quarantined = list.values.filter(({ kind }) => kind === 'quarantined');
  const pending = list.values.filter(({ kind }) => kind === 'pending');
  const isEmpty = list.syncs.length === 0 && list.values.length === 0;
  return (
    <>
      {error !== null && <Banner tone="warn">{words.failed(error)}</Banner>}
      {failure !== null && <Banner tone="bad">{words.decideFailed(failure)}</Banner>}
      {isEmpty && (
        <section className="panel">
          <Empty title={words.emptyTitle} hint={words.emptyHint} />
        </section>
      )}
      {list.syncs.map((sync) => (
        <HeldSyncCard key={sync.id} sync={sync} review={review} />
      ))}
      {quarantined.length > 0 && (
        <HeldValues values={quarantined} unlisted={list.total - list.values.length} review={review} />
      )}
      {pending.length > 0 && <PendingValues values={pending} review={review} />}
    </>
  );
}
