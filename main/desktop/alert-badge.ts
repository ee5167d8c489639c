import type { App } from 'electron';
import { alertStateSchema } from '../../shared/alerts/calls.ts';
import type { ScreenHost } from '../adapter.ts';

/** Keeps the number of firing alerts on the app's icon, where the desktop shows one. Returns the way to end it. */
export function followAlerts(core: ScreenHost, app: Pick<App, 'setBadgeCount'>): () => void {
  let shown = 0;
  const session = core.openScreen({ adapter: 'desktop' }, (frames) => {
    for (const { frame } of frames) {
      const state = frame.kind === 'gap' ? null : alertStateSchema.safeParse(frame.data).data;
      const firing = state?.counts.firing ?? shown;
      if (firing !== shown) app.setBadgeCount(firing);
      shown = firing;
    }
  });
  session.subscribe({ subscribe: 'alerts', subscription: 1, position: null, filter: {} });
  return () => session.close();
}
