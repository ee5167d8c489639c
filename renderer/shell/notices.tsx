import { Button } from '../components/button.tsx';
import { useStore, useStores } from '../stores-context.tsx';
import { text } from '../text.ts';
import { AlertNotices } from './alert-notices.tsx';
import { VerdictNotices } from './verdict-notices.tsx';

/** What just happened, in a corner; read out when the reader is idle. */
export function Notices() {
  const { notices } = useStores();
  const shown = useStore(notices.store);
  return (
    <div className="shell-notices" role="region" aria-label={text.shell.notices} aria-live="polite">
      <VerdictNotices />
      <AlertNotices />
      {shown.map(({ id, tone, text: words }) => (
        <div key={id} className={`notice is-${tone}`}>
          <p>{words}</p>
          <Button tone="plain" aria-label={text.common.dismiss} onClick={() => notices.dismiss(id)}>
            ✕
          </Button>
        </div>
      ))}
    </div>
  );
}
