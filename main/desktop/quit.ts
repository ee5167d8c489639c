import type { App } from 'electron';
import { say } from '../log/terminal.ts';

/** Lets nothing end the app before `steps` are done, in order; a step that fails does not keep the others from running. */
export function closeBeforeQuit(
  app: Pick<App, 'on' | 'exit'>,
  steps: readonly (() => Promise<void>)[],
): void {
  let closing = false;
  app.on('will-quit', (event) => {
    event.preventDefault();
    if (closing) return;
    closing = true;
    void (async () => {
      let code = 0;
      for (const step of steps) {
        await step().catch((error: unknown) => {
          say(String(error));
          code = 1;
        });
      }
      app.exit(code);
    })();
  });
}
