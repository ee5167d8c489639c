import { Button } from '../components/button.tsx';
import type { Verdict } from '../../shared/review.ts';
import { useLot, useStore, useStores } from '../stores-context.tsx';
import { text } from '../text.ts';

const words = text.review;

/** Decisions that can still be undone, on every screen: a person goes on working while they wait. */
export function VerdictNotices() {
  const verdicts = useLot((lot) => lot.verdicts) ?? [];
  return verdicts
    .filter(({ state }) => state === 'waiting' || state === 'running')
    .map((verdict) => <VerdictNotice key={verdict.id} verdict={verdict} />);
}

function VerdictNotice({ verdict }: { readonly verdict: Verdict }) {
  const { verdicts } = useStores();
  const { id, decision, plan, state } = verdict;
  const what = words.waitingVerdict(decision, plan);
  return (
    <div className="notice is-verdict">
      <p>
        {what}
        <Countdown verdict={verdict} />
      </p>
      {state === 'waiting' && (
        <Button small aria-label={words.undoOf(what)} onClick={() => void verdicts.undo(id)}>
          {words.undo}
        </Button>
      )}
    </div>
  );
}

/** Seen, not read out: a screen reader would say every second of it. */
function Countdown({ verdict: { at, dueAt, state } }: { readonly verdict: Verdict }) {
  const due = Date.parse(dueAt);
  // The screen's clock ticks once a second and may be one behind: it must not promise more than there is.
  const whole = due - Date.parse(at);
  const seconds = useStore(useStores().clock, ({ now }) =>
    Math.ceil(Math.min(Math.max(due - now, 0), whole) / 1000),
  );
  return (
    <span className="muted" aria-hidden="true">
      {' · '}
      {state === 'running' ? words.runsNow : words.takesEffect(seconds)}
    </span>
  );
}
