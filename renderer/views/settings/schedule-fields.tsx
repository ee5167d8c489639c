import { Select, TextInput } from '@mantine/core';
import { text } from '../../text.ts';
import type { ScheduleDraft, ScheduleKind } from './schedule-draft.ts';
import { scheduleProblems } from './schedule-draft.ts';

const words = text.schedule;
const KINDS: readonly ScheduleKind[] = ['manual', 'watch', 'hourly', 'daily', 'cron'];

/** When a source is read. `canWatch` is false for addresses: nothing on this machine changes. */
export function ScheduleFields(props: {
  readonly draft: ScheduleDraft;
  readonly canWatch: boolean;
  readonly onChange: (draft: ScheduleDraft) => void;
}) {
  const { draft, canWatch, onChange } = props;
  const problems = scheduleProblems(draft);
  const kinds = KINDS.filter((kind) => kind !== 'watch' || canWatch);
  return (
    <div className="schedule-fields">
      <Select
        label={words.title}
        data={kinds.map((value) => ({ value, label: words.kinds[value] }))}
        value={draft.kind}
        placeholder={words.choose}
        error={draft.kind === null ? problems?.kind : null}
        allowDeselect={false}
        onChange={(value) => {
          const kind = KINDS.find((known) => known === value);
          if (kind) onChange({ ...draft, kind });
        }}
      />
      {draft.kind === 'daily' && (
        <TextInput
          label={words.time}
          value={draft.time}
          maxLength={5}
          error={problems?.time}
          onChange={({ currentTarget }) => onChange({ ...draft, time: currentTarget.value })}
        />
      )}
      {draft.kind === 'cron' && (
        <>
          <TextInput
            label={words.pattern}
            description={words.patternHint}
            value={draft.pattern}
            maxLength={100}
            spellCheck={false}
            // Not before anything is typed.
            error={draft.pattern === '' ? null : problems?.pattern}
            onChange={({ currentTarget }) => onChange({ ...draft, pattern: currentTarget.value })}
          />
          <TextInput
            label={words.timezone}
            description={words.timezoneHint}
            value={draft.timezone}
            maxLength={60}
            spellCheck={false}
            error={problems?.timezone}
            onChange={({ currentTarget }) => onChange({ ...draft, timezone: currentTarget.value })}
          />
        </>
      )}
    </div>
  );
}
