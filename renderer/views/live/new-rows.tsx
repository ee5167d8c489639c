import { Chip } from '../../components/button.tsx';
import { text } from '../../text.ts';

/** While a list stands still: how much came in meanwhile, and the way back. Shown in the head while it is paused. */
export function NewRows(props: {
  readonly words: string | null;
  readonly paused: boolean;
  readonly onBack: () => void;
}) {
  if (props.words === null || props.paused) return null;
  return (
    <button type="button" className="changes-bar" onClick={props.onBack}>
      {props.words}
    </button>
  );
}

/** Pauses and resumes a list, with a count of what came in meanwhile. `label` where there is more than one of these. */
export function PauseChip(props: {
  readonly paused: boolean;
  readonly label?: string;
  readonly onPause: () => void;
  readonly onResume: () => void;
}) {
  const { paused } = props;
  return (
    <Chip
      className={paused ? 'is-on' : ''}
      aria-label={props.label}
      onClick={paused ? props.onResume : props.onPause}
    >
      {paused ? text.live.resume : text.live.pause}
    </Chip>
  );
}

export function PausedBadge(props: {
  readonly paused: boolean;
  readonly newCount: number;
  readonly newOver: boolean;
}) {
  if (!props.paused) return null;
  return (
    <span className="badge is-warn" role="status">
      {props.newCount > 0 ? text.live.pausedNew(props.newCount, props.newOver) : text.live.paused}
    </span>
  );
}
