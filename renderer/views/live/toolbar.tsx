import { Chip } from '../../components/button.tsx';
import { CHANGE_FIELDS, type ChangeField } from '../../../shared/event-kinds.ts';
import { useStore, useStores } from '../../stores-context.tsx';
import { text } from '../../text.ts';
import { FIELD_WORDS } from '../../text/live.ts';
import { PauseChip, PausedBadge } from './new-rows.tsx';
import { Threshold } from './threshold.tsx';

/** Filter, pause and clear. */
export function Toolbar() {
  const { live, preferences } = useStores();
  const stored = useStore(preferences.store, ({ value }) => value?.live ?? null);
  const paused = useStore(live.store, (state) => state.paused);
  const newCount = useStore(live.store, (state) => state.newCount);
  const newOver = useStore(live.store, (state) => state.newOver);
  const cleared = useStore(live.store, (state) => state.cleared);

  const toggle = (field: ChangeField): void => {
    const types = stored?.types ?? CHANGE_FIELDS;
    const others = types.filter((type) => type !== field);
    preferences.setLive({ types: types.includes(field) ? others : [...others, field] });
  };

  return (
    <>
      <PausedBadge paused={paused} newCount={newCount} newOver={newOver} />
      {stored && (
        <div role="group" aria-label={text.live.filterGroup} className="chips">
          {CHANGE_FIELDS.map((field) => (
            <Chip key={field} pressed={stored.types.includes(field)} onClick={() => toggle(field)}>
              {FIELD_WORDS[field]}
            </Chip>
          ))}
          <Threshold stored={stored} onChange={preferences.setLive} />
        </div>
      )}
      <PauseChip paused={paused} onPause={live.pause} onResume={live.backToNewest} />
      {cleared ? (
        <Chip onClick={live.unclear}>{text.live.showCleared}</Chip>
      ) : (
        <Chip title={text.live.clearTitle} onClick={live.clear}>
          {text.live.clear}
        </Chip>
      )}
    </>
  );
}
