import { Checkbox, Popover } from '@mantine/core';
import { Chip } from '../../components/button.tsx';
import { NumberField } from '../../components/number-field.tsx';
import { SCORE_REASONS } from '../../../shared/score-reasons.ts';
import { useStore, useStores } from '../../stores-context.tsx';
import { text } from '../../text.ts';
import { REASON_WORDS } from '../../text/scores.ts';
import { PauseChip } from './new-rows.tsx';

/** Filters of the list of scores, and its pause. */
export function ScoreToolbar() {
  const { scores } = useStores();
  const paused = useStore(scores.store, (state) => state.paused);
  return (
    <>
      <div role="group" aria-label={text.live.filterGroup} className="chips">
        <MinMove />
        <Reasons />
      </div>
      <PauseChip
        paused={paused}
        label={paused ? text.scores.resumeLabel : text.scores.pauseLabel}
        onPause={scores.pause}
        onResume={scores.backToNewest}
      />
    </>
  );
}

function MinMove() {
  const { preferences } = useStores();
  const stored = useStore(preferences.store, ({ value }) => value?.scores ?? null);
  if (stored === null) return null;
  return (
    <Popover position="bottom-end" trapFocus returnFocus width={230}>
      <Popover.Target>
        <Chip className={stored.minMove > 0 ? 'is-on' : ''} title={text.scores.minMoveLabel}>
          {text.scores.minMove(stored.minMove)}
        </Chip>
      </Popover.Target>
      <Popover.Dropdown aria-label={text.scores.minMoveLabel}>
        <NumberField
          label={text.scores.minMoveField}
          hint={text.scores.minMoveHint}
          unit={text.scores.minMoveUnit}
          min={0}
          max={100}
          value={stored.minMove}
          onChange={(value) => {
            if (!Number.isNaN(value)) preferences.set({ scores: { ...stored, minMove: value } });
          }}
        />
      </Popover.Dropdown>
    </Popover>
  );
}

function Reasons() {
  const { preferences } = useStores();
  const stored = useStore(preferences.store, ({ value }) => value?.scores ?? null);
  if (stored === null) return null;
  const { reasons } = stored;
  return (
    <Popover position="bottom-end" trapFocus returnFocus width={200}>
      <Popover.Target>
        <Chip className={reasons.length > 0 ? 'is-on' : ''} title={text.scores.reasonsLabel}>
          {text.scores.reasons(reasons.length)}
        </Chip>
      </Popover.Target>
      <Popover.Dropdown aria-label={text.scores.reasonsLabel}>
        <div className="reasons" role="group" aria-label={text.scores.reasonsLabel}>
          <Checkbox
            label={text.scores.reasonsAll}
            checked={reasons.length === 0}
            onChange={() => preferences.set({ scores: { ...stored, reasons: [] } })}
          />
          {SCORE_REASONS.map((reason) => (
            <Checkbox
              key={reason}
              label={REASON_WORDS[reason]}
              checked={reasons.includes(reason)}
              onChange={(event) => {
                const others = reasons.filter((other) => other !== reason);
                const chosen = event.currentTarget.checked ? [...others, reason] : others;
                preferences.set({ scores: { ...stored, reasons: chosen } });
              }}
            />
          ))}
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}
