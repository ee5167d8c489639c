/**
 * Runs when asked, at most once in `everyMs` and never twice at a time; asked meanwhile, it runs once more afterwards.
 * `stop` lets what waits go.
 */
export function paced(everyMs: number, run: () => Promise<void>) {
  let timer: ReturnType<typeof setTimeout> | null = null;
  let isRunning = false;
  let isAsked = false;
  const start = async (): Promise<void> => {
    isRunning = true;
    isAsked = false;
    await run();
    isRunning = false;
    timer = setTimeout(() => {
      timer = null;
      if (isAsked) void start();
    }, everyMs);
  };
  return {
    ask: (): void => {
      isAsked = true;
      if (!isRunning && timer === null) void start();
    },
    stop: (): void => {
      isAsked = false;
    },
  };
}
