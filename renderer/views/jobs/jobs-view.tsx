import { useEffect, useMemo } from 'react';
import { Banner } from '../../components/banner.tsx';
import { EveryDealer } from '../../components/every-dealer.tsx';
import { Empty } from '../../components/empty.tsx';
import { useLot, useReturns, useStore, useStores } from '../../stores-context.tsx';
import { isActive, mergeRuns } from '../../stores/lot.ts';
import { text } from '../../text.ts';
import { RunDetail } from './run-detail.tsx';
import { RunTable } from './run-table.tsx';

/** What ran, what it found, and what it could not use. */
export function JobsView() {
  const { runs, navigation } = useStores();
  const current = useLot((lot) => lot.runs);
  const earlier = useStore(runs.store);
  const opened = useStore(navigation.store, ({ item }) => item);
  const all = useMemo(() => mergeRuns(current ?? [], earlier.runs), [current, earlier.runs]);
  const run = opened === null ? null : (all.find(({ runId }) => runId === opened) ?? null);

  // The feed has the latest runs only; when one ends, an older one may fall out of it.
  const ended = useLot((lot) =>
    lot.runs
      .filter((each) => !isActive(each))
      .map(({ runId }) => runId)
      .join(' '),
  );
  const returns = useReturns();
  useEffect(() => void runs.load(), [runs, ended, returns]);

  return (
    <div className="jobs">
      <section className="panel jobs-list" aria-labelledby="jobs-title">
        <div className="panel-head">
          <h2 id="jobs-title">{text.jobs.title}</h2>
          <EveryDealer />
        </div>
        {earlier.error !== null && <Banner tone="warn">{text.jobs.earlierFailed(earlier.error)}</Banner>}
        {all.length === 0 ? (
          current !== null && <Empty title={text.jobs.empty} hint={text.jobs.emptyHint} />
        ) : (
          <RunTable runs={all} opened={opened} />
        )}
      </section>
      {run && <RunDetail key={run.runId} run={run} />}
    </div>
  );
}
