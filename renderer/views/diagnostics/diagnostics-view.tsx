import { useEffect } from 'react';
import { Banner } from '../../components/banner.tsx';
import { BusTestBanner } from '../../components/bus-test.tsx';
import { Button, CoreButton } from '../../components/button.tsx';
import { useStore, useStores } from '../../stores-context.tsx';
import { text } from '../../text.ts';
import { BusFacts } from './bus-facts.tsx';
import { GapTable, HistoryTable, RejectedTable } from './bus-tables.tsx';
import { reportText } from './report-text.ts';

const REFRESH_MS = 2_000;
const words = text.diagnostics;

/** Whether events are shared, how well, and what was wrong. */
export function DiagnosticsView() {
  const { connections, clipboard, app } = useStores();
  const { report, error, test, testing } = useStore(connections.store);
  const info = useStore(app);
  useEffect(() => {
    void connections.loadReport();
    const timer = setInterval(() => void connections.loadReport(), REFRESH_MS);
    return () => clearInterval(timer);
  }, [connections]);

  const copy = (): void => {
    if (report !== null) void clipboard.copy(reportText(report, info), words.copied, words.copyFailed);
  };
  return (
    <div className="panel-page">
      {error !== null && <Banner tone="warn">{words.loadFailed(error)}</Banner>}
      <section className="panel" aria-labelledby="bus-title">
        <div className="panel-head">
          <h2 id="bus-title">{words.title}</h2>
          <span className="grow" />
          <CoreButton
            small
            off={
              testing ? words.testing : report === null || report.redisUrl === null ? words.noRedis : null
            }
            onClick={() => void connections.test(null, null)}
          >
            {testing ? words.testing : words.test}
          </CoreButton>
          <Button small off={report === null ? words.loading : null} onClick={copy}>
            {words.copy}
          </Button>
        </div>
        <BusTestBanner test={test} />
        {report && <BusFacts report={report} />}
      </section>
      {report && (
        <>
          <HistoryTable history={report.history} />
          <RejectedTable rejected={report.rejectedPayloads} />
          <GapTable gaps={report.gaps} />
        </>
      )}
    </div>
  );
}
