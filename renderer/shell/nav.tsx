import { useLot, useStore, useStores } from '../stores-context.tsx';
import { isActive } from '../stores/lot.ts';
import type { ViewName } from '../stores/navigation.ts';
import { routeHash } from '../stores/navigation.ts';
import { count } from '../format/money.ts';
import { text } from '../text.ts';

export function Nav() {
  const running = useLot((lot) => lot.runs.filter(isActive).length) ?? 0;
  const failing = useLot((lot) => lot.sources.filter(({ error }) => error !== null).length) ?? 0;
  const vehicles = useLot((lot) => lot.figures.vehicles) ?? 0;
  const review = useLot((lot) => lot.review);
  const firing = useStore(useStores().alerts.feed.store, ({ feed }) => feed.state?.counts.firing ?? 0);
  const waiting = review === null ? 0 : review.syncs + review.quarantined;
  return (
    <nav className="nav" aria-label={text.shell.nav.label}>
      <NavLink view="live" />
      <NavLink view="vehicles">{vehicles > 0 && <span className="badge">{count(vehicles)}</span>}</NavLink>
      <NavLink view="today" />
      <NavLink view="alerts">
        {firing > 0 && <Badge count={firing} label={text.alerts.firingBadge(firing)} tone="is-warn" />}
      </NavLink>
      <NavLink view="review">
        {review !== null && waiting > 0 && (
          <Badge count={waiting} label={text.review.waiting(review)} tone="is-warn" />
        )}
        {review !== null && review.pending > 0 && (
          <Badge count={review.pending} label={text.review.pendingBadge(review.pending)} />
        )}
      </NavLink>
      <NavLink view="jobs">
        {running > 0 && <Badge count={running} label={text.shell.runningJobs(running)} />}
      </NavLink>
      <NavLink view="formulas" last />
      <NavLink view="diagnostics" />
      <NavLink view="settings">
        {failing > 0 && <Badge count={failing} label={text.shell.failedSources(failing)} tone="is-bad" />}
      </NavLink>
    </nav>
  );
}

function NavLink(props: {
  readonly view: Exclude<ViewName, 'vehicle' | 'wall'>;
  readonly last?: boolean;
  readonly children?: React.ReactNode;
}) {
  const current = useStore(useStores().navigation.section);
  return (
    <a
      href={routeHash({ view: props.view, item: null })}
      className={props.last ? 'is-last' : undefined}
      aria-current={current === props.view ? 'page' : undefined}
    >
      {text.shell.nav[props.view]}
      {props.children}
    </a>
  );
}

/** A count with what it counts, for the eye as a number and for the ear as a sentence. */
function Badge(props: { readonly count: number; readonly label: string; readonly tone?: string }) {
  return (
    <span className={`badge ${props.tone ?? ''}`} title={props.label}>
      <span aria-hidden="true">{props.count}</span>
      <span className="visually-hidden">{props.label}</span>
    </span>
  );
}
