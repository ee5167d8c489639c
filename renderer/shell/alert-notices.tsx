import { useEffect } from 'react';
import { Button } from '../components/button.tsx';
import { useStore, useStores } from '../stores-context.tsx';
import { text } from '../text.ts';

/** Alerts that the system did not show: here until they are dismissed, unless the list of them is what is shown. */
export function AlertNotices() {
  const { alerts, navigation } = useStores();
  const notices = useStore(alerts.feed.store, ({ feed }) => feed.state?.notices ?? NONE);
  const isShown = useStore(navigation.store, ({ view }) => view === 'alerts');
  const seen = useStore(alerts.seen.store);
  // Where the list is shown there is nothing left to notice.
  useEffect(() => {
    if (isShown) alerts.seen.see(notices.map(({ id }) => id));
  }, [isShown, notices, alerts]);
  const open = notices.filter(({ id }) => !seen.has(id));
  if (isShown) return null;
  return open.slice(-KEPT).map(({ id, rule, text: words }) => (
    <div key={id} className="notice is-alert">
      <p>
        <strong>{rule}</strong> {words}{' '}
        <a
          className="link"
          href={navigation.hrefOf('alerts')}
          onClick={() => alerts.seen.see(open.map((one) => one.id))}
        >
          {text.alerts.notices.open}
        </a>
      </p>
      <Button tone="plain" aria-label={text.common.dismiss} onClick={() => alerts.seen.see([id])}>
        ✕
      </Button>
    </div>
  ));
}

const NONE: readonly never[] = [];
/** More would hide the screen; the badge counts them all. */
const KEPT = 3;
