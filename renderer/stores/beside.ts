import type { Api } from '../api.ts';
import { routeHash, type Route } from './navigation.ts';
import type { Notices } from './notices.ts';

/** Shows a screen beside this one: in the second window of the desktop app, in another tab of a browser. */
export type Beside = {
  readonly kind: 'window' | 'tab';
  open(place: Route): void;
};

export function createBeside(api: Api, page: Window, notices: Notices): Beside {
  if (api.adapter === 'browser')
    return {
      kind: 'tab',
      // The cookie of this page signs the other one in.
      open: (place) => void page.open(page.location.pathname + routeHash(place), '_blank', 'noopener'),
    };
  return {
    kind: 'window',
    open: (place) =>
      void api.call('app.openBeside', { route: routeHash(place) }).then((answer) => {
        if (!answer.ok) notices.problem(answer.error.message);
      }),
  };
}
