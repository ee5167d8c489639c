import type { Runner } from './runner.ts';
import type { WorkerHost } from './worker-host.ts';

/** Adds the sample where there is nothing yet and starts it. */
export async function startSample(writeWorker: WorkerHost, runner: Runner): Promise<void> {
  for (const slug of await writeWorker.run('addSample', {}).done)
    runner.start({ task: 'msrp_sync', source: slug });
}
