import { Age } from '../../components/age.tsx';
import { CoreButton } from '../../components/button.tsx';
import { fullTime, shortTime } from '../../format/time.ts';
import type { Source } from '../../../shared/lot.ts';
import { useStores, useToday } from '../../stores-context.tsx';
import { text } from '../../text.ts';
import { CHECK_WORDS } from '../../text/review.ts';
import { scheduleWords } from './schedule-draft.ts';

/** When a source is read by itself, and when it was last looked at. */
export function SourceSchedule({ source }: { readonly source: Source }) {
  const today = useToday();
  const when = scheduleWords(source.schedule);
  return (
    <>
      {when !== null && (
        <small>
          {when}
          {source.nextRunAt !== null && (
            <>
              {' · '}
              <time dateTime={source.nextRunAt} title={fullTime(source.nextRunAt)}>
                {text.schedule.next(shortTime(source.nextRunAt, today))}
              </time>
            </>
          )}
        </small>
      )}
      {source.checkedAt !== null && source.checkedAt !== source.lastSyncAt && (
        <small>
          {text.schedule.checked} <Age iso={source.checkedAt} />
        </small>
      )}
    </>
  );
}

/** Checks of the guard that "always accept" switched off, each with the way to switch it on again. */
export function ChecksOff({ source }: { readonly source: Source }) {
  const { actions, notices } = useStores();
  if (source.guardOff.length === 0) return null;
  const switchOn = async (check: Source['guardOff'][number]): Promise<void> => {
    const guardOff = source.guardOff.filter((one) => one !== check);
    const refused = await actions.updateSource({ source: source.slug, settings: {}, guardOff });
    if (refused !== null) notices.problem(refused);
  };
  return (
    <small className="checks-off">
      {text.guard.off}
      {source.guardOff.map((check) => (
        <span key={check}>
          {CHECK_WORDS[check]}
          <CoreButton
            tone="plain"
            aria-label={text.guard.switchOnOf(CHECK_WORDS[check], source.slug)}
            onClick={() => void switchOn(check)}
          >
            {text.guard.switchOn}
          </CoreButton>
        </span>
      ))}
    </small>
  );
}
