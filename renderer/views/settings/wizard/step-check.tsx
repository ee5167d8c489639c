import { Banner } from '../../../components/banner.tsx';
import { CoreButton } from '../../../components/button.tsx';
import { Notices } from '../../../components/notices.tsx';
import { count } from '../../../format/money.ts';
import { asOfDay } from '../../../format/time.ts';
import type { SyncResult } from '../../../../shared/lot.ts';
import { useStore } from '../../../stores-context.tsx';
import { text } from '../../../text.ts';
import { ScheduleFields } from '../schedule-fields.tsx';
import { ProblemList } from './problem-list.tsx';
import { StepHeading } from './step-heading.tsx';
import { STEPS, type Wizard } from './use-wizard.ts';

const words = text.wizard;
/** More rejected rows than this share look like a wrong column. */
const MANY_REJECTED = 0.1;

/** What the next sync would do, and when there will be one. */
export function StepCheck({ wizard }: { readonly wizard: Wizard }) {
  const { running, result, error } = useStore(wizard.preview.store);
  return (
    <div className="dialog">
      <StepHeading at={STEPS.check} hint={words.later} />
      <section className="inspection preview" aria-label={words.preview} aria-busy={running}>
        <h4>{words.preview}</h4>
        {running && <p role="status">{words.previewing}</p>}
        {error !== null && (
          <>
            <p className="run-error" role="alert">
              {words.previewFailed(error)}
            </p>
            <div>
              <CoreButton small onClick={wizard.tryOut}>
                {words.previewAgain}
              </CoreButton>
            </div>
          </>
        )}
        {result && <Outcome result={result} />}
        {result && <Notices notices={result.notices} asOf={result.asOf} />}
        {result && <ProblemList result={result} />}
      </section>
      {wizard.source !== null && <p className="muted">{words.rebase}</p>}
      <ScheduleFields draft={wizard.schedule} canWatch={!wizard.isWeb} onChange={wizard.setSchedule} />
    </div>
  );
}

function Outcome({ result }: { readonly result: SyncResult }) {
  const { figures } = words;
  const isMuch = result.rejectedRows > result.rows * MANY_REJECTED;
  const named: readonly (readonly [string, string, string | null])[] = [
    [figures.rows, count(result.rows), null],
    [figures.vehicles, count(result.vehicles), null],
    [
      figures.changes,
      count(result.msrpChanges + result.priceChanges),
      figures.changesOf(result.msrpChanges, result.priceChanges),
    ],
    [figures.added, count(result.added), null],
    [figures.removed, count(result.removed), null],
    [figures.rejected, count(result.rejectedRows), null],
    [figures.warnings, count(result.warnings), null],
    [figures.held, count(result.quarantined), result.pending > 0 ? figures.heldOf(result.pending) : null],
  ];
  return (
    <>
      <p role="status">
        {result.baseline && result.vehicles > 0 && words.first(result.vehicles)}{' '}
        <span className="muted">{text.review.syncFile(result.file, asOfDay(result.asOf))}</span>
      </p>
      {result.held && <Banner tone="warn">{words.heldWhole(result.held.reason)}</Banner>}
      {result.vehicles === 0 ? (
        <Banner tone="bad">{words.nothingUsable}</Banner>
      ) : (
        isMuch && <Banner tone="warn">{words.manyRejected(result.rejectedRows, result.rows)}</Banner>
      )}
      <dl className="held-figures" aria-label={words.preview}>
        {named.map(([name, value, beside]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              <strong>{value}</strong> {beside !== null && <small>{beside}</small>}
            </dd>
          </div>
        ))}
      </dl>
    </>
  );
}
