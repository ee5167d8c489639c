import { Worker } from 'node:worker_threads';
import { LotwatchError } from '../../shared/result.ts';
import { afterCrash } from './after-crash.ts';
import type {
  FromWorker,
  ReadTaskName,
  TaskName,
  TaskProgress,
  Tasks,
  ToWorker,
  WorkerRole,
  WriteTaskName,
} from './worker-protocol.ts';

/** Built, everything lies flat beside each other; from source, Node strips the types itself. */
const WORKER_URL = new URL(
  import.meta.url.endsWith('.ts') ? './worker.ts' : './worker.js',
  import.meta.url,
);

export type RunningTask<Name extends TaskName> = {
  readonly done: Promise<Tasks[Name]['output']>;
  /** Asks it to stop at its next batch; `done` then rejects with `cancelled`. */
  cancel(): void;
  /** The same, unless it has begun: what it finds out on the way serves the next one. */
  withdraw(): void;
};

type Waiting = {
  readonly task: TaskName;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
  readonly onProgress: (progress: TaskProgress) => void;
};

/**
 * A worker thread and the tasks sent to it, one after the other. A worker that dies is replaced at the next task. Only
 * the tasks of its role can be sent to it.
 */
export class WorkerHost<Names extends TaskName = WriteTaskName> {
  readonly #dataDir: string;
  readonly #role: WorkerRole;
  readonly #onCrash: (error: unknown) => void;
  readonly #waiting = new Map<number, Waiting>();
  #worker: Worker | null = null;
  #lastId = 0;
  #closed = false;

  private constructor(dataDir: string, onCrash: (error: unknown) => void, role: WorkerRole) {
    this.#dataDir = dataDir;
    this.#role = role;
    this.#onCrash = onCrash;
  }

  static writer(
    dataDir: string,
    onCrash: (error: unknown) => void,
    role: Exclude<WorkerRole, 'reader'> = 'writer',
  ): WorkerHost {
    return new WorkerHost(dataDir, onCrash, role);
  }

  /** Its thread has a connection that cannot write. */
  static reader(dataDir: string, onCrash: (error: unknown) => void): WorkerHost<ReadTaskName> {
    return new WorkerHost<ReadTaskName>(dataDir, onCrash, 'reader');
  }

  run<Name extends Names>(
    task: Name,
    input: Tasks[Name]['input'],
    onProgress: (progress: TaskProgress) => void = () => undefined,
  ): RunningTask<Name> {
    const cancel = new Int32Array(new SharedArrayBuffer(4));
    const stop = (): void => void Atomics.store(cancel, 0, 1);
    let id = 0;
    const done = new Promise<Tasks[Name]['output']>((resolve, reject) => {
      if (this.#closed) {
        reject(new LotwatchError('unavailable', 'Lotwatch is closing'));
        return;
      }
      this.#lastId += 1;
      id = this.#lastId;
      // What comes back is what `tasks.ts` returned for this name.
      const settle = (value: unknown): void => resolve(value as Tasks[Name]['output']);
      this.#waiting.set(this.#lastId, { task, resolve: settle, reject, onProgress });
      const message: ToWorker = { id: this.#lastId, task, input, cancel };
      this.#start().postMessage(message);
    });
    return {
      done,
      cancel: stop,
      withdraw: () => {
        // They are answered in order: the first one that waits is the one at work.
        const [atWork] = this.#waiting.keys();
        if (id !== atWork) stop();
      },
    };
  }

  /** Ends the worker; a task in it is lost, which its transaction makes harmless. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.#worker?.terminate();
    this.#fail(() => new LotwatchError('cancelled', 'Lotwatch was closed'));
  }

  #start(): Worker {
    if (this.#worker !== null) return this.#worker;
    const worker = new Worker(WORKER_URL, {
      workerData: { dataDir: this.#dataDir, role: this.#role },
      name: 'lotwatch',
    });
    worker.on('message', (message: FromWorker) => this.#take(message));
    worker.on('error', (error) => this.#crashed(worker, error));
    worker.on('exit', (code) => this.#crashed(worker, new Error(`The worker ended with code ${code}`)));
    this.#worker = worker;
    return worker;
  }

  #take(message: FromWorker): void {
    const waiting = this.#waiting.get(message.id);
    if (waiting === undefined) return;
    if ('progress' in message) {
      waiting.onProgress(message.progress);
      return;
    }
    this.#waiting.delete(message.id);
    if ('failed' in message) waiting.reject(new LotwatchError(message.failed.code, message.failed.message));
    else waiting.resolve(message.done);
  }

  #crashed(worker: Worker, error: unknown): void {
    if (this.#worker !== worker || this.#closed) return;
    this.#worker = null;
    this.#onCrash(error);
    const reason = error instanceof Error ? error.message : String(error);
    // They are done in order: the first one that waits is the one at work.
    const [atWork] = this.#waiting.values();
    this.#fail(
      (waiting) => new LotwatchError('internal', afterCrash(waiting.task, waiting === atWork, reason)),
    );
  }

  #fail(errorOf: (waiting: Waiting) => LotwatchError): void {
    const waiting = [...this.#waiting.values()];
    this.#waiting.clear();
    for (const one of waiting) one.reject(errorOf(one));
  }
}
