import { Chip } from '../../components/button.tsx';
import { useStore, useStores } from '../../stores-context.tsx';
import { text } from '../../text.ts';
import { PauseChip, PausedBadge } from './new-rows.tsx';

/** Row height, pause and clear. */
export function Toolbar() {
  const { live, preferences } = useStores();
  const stored = useStore(preferences.store, ({ value }) => value?.live ?? null);
  const paused = useStore(live.store, (state) => state.paused);
  const newCount = useStore(live.store, (state) => state.newCount);
  const newOver = useStore(live.store, (state) => state.newOver);
  const cleared = useStore(live.store, (state) => state.cleared);
  return (
    <>
      <PausedBadge paused={paused} newCount={newCount} newOver={newOver} />
      {stored && (
        <span role="group" aria-label={text.live.rowHeight} className="chips is-joined">
          {[false, true].map((comfortable) => (
            <Chip
              key={String(comfortable)}
              pressed={stored.comfortable === comfortable}
              aria-keyshortcuts="D"
              onClick={() => preferences.setLive({ comfortable })}
            >
              {comfortable ? text.live.comfortable : text.live.dense}
            </Chip>
          ))}
        </span>
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
