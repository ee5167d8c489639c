import type { Runner } from './runner.ts';
import type { WorkerHost } from './worker-host.ts';

/** Where there is nothing yet, adds the sample and plays its first two days, so that a first start shows changes. */
export async function startSample(desk: WorkerHost, runner: Runner): Promise<void> {
  const [slug] = await desk.run('addSample', {}).done;
  if (slug === undefined) return;
  runner.start(slug);
  void runner.idle().then(() => runner.start(slug));
}
