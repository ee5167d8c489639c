import { Worker } from 'node:worker_threads';
import { LotwatchError } from '../../shared/result.ts';
import { isWaiting } from '../files/waits.ts';
import { afterCrash } from './after-crash.ts';
import { giveUp } from '../files/stuck-workers.ts';
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
  readonly message: ToWorker;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
  readonly onProgress: (progress: TaskProgress) => void;
};

/** How often a worker is looked at while it has tasks. */
const LOOK_MS = 500;
/**
 * One call on the file system may last so long: a drive that slept needs half of it. What lasts longer, as on a network
 * share that is gone, comes back never or in a quarter of an hour.
 */
const STUCK_MS = 30_000;
/** The same once the task was cancelled, and when everything closes. */
const CANCELLED_STUCK_MS = 2_000;
const CLOSE_MS = 1_000;

const NO_ANSWER = `The drive or folder did not answer within ${STUCK_MS / 1_000} s; nothing was stored. Check that it is there, or that the network share is connected.`;

/**
 * A worker thread and the tasks sent to it, one after the other. A worker that dies is replaced at the next task. Only
 * the tasks of its role can be sent to it. One that is stuck in a call on the file system is given up, and another one
 * goes on with what waits.
 */
export class WorkerHost<Names extends TaskName = WriteTaskName> {
  readonly #dataDir: string;
  readonly #role: WorkerRole;
  readonly #onCrash: (error: unknown) => void;
  readonly #waiting = new Map<number, Waiting>();
  readonly #url: URL;
  #worker: Worker | null = null;
  /** Odd while the worker waits for the file system. */
  #waits = new Int32Array(new SharedArrayBuffer(4));
  #seen = { count: 0, since: 0 };
  #looking: NodeJS.Timeout | null = null;
  #lastId = 0;
  #closed = false;

  private constructor(
    dataDir: string,
    onCrash: (error: unknown) => void,
    role: WorkerRole,
    url = WORKER_URL,
  ) {
    this.#url = url;
    this.#dataDir = dataDir;
    this.#role = role;
    this.#onCrash = onCrash;
  }

  static writer(
    dataDir: string,
    onCrash: (error: unknown) => void,
    role: Exclude<WorkerRole, 'reader'> = 'writer',
    /** What the thread runs; tests have threads of their own. */
    url: URL = WORKER_URL,
  ): WorkerHost {
    return new WorkerHost(dataDir, onCrash, role, url);
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
      const message: ToWorker = { id: this.#lastId, task, input, cancel };
      this.#waiting.set(this.#lastId, { task, message, resolve: settle, reject, onProgress });
      this.#start().postMessage(message);
      this.#look();
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
    if (this.#looking !== null) clearInterval(this.#looking);
    const worker = this.#worker;
    if (worker !== null) {
      const late = Promise.withResolvers<'late'>();
      const timer = setTimeout(() => late.resolve('late'), CLOSE_MS);
      if ((await Promise.race([worker.terminate(), late.promise])) === 'late') giveUp(worker);
      clearTimeout(timer);
    }
    this.#fail(() => new LotwatchError('cancelled', 'Lotwatch was closed'));
  }

  #start(): Worker {
    if (this.#worker !== null) return this.#worker;
    this.#waits = new Int32Array(new SharedArrayBuffer(4));
    const worker = new Worker(this.#url, {
      workerData: { dataDir: this.#dataDir, role: this.#role, waits: this.#waits },
      name: 'lotwatch',
    });
    worker.on('message', (message: FromWorker) => this.#take(message));
    worker.on('error', (error) => this.#crashed(worker, error));
    worker.on('exit', (code) => this.#crashed(worker, new Error(`The worker ended with code ${code}`)));
    this.#worker = worker;
    return worker;
  }

  /** Looks whether the worker is stuck, for as long as something waits for it. */
  #look(): void {
    if (this.#looking !== null) return;
    this.#seen = { count: 0, since: performance.now() };
    this.#looking = setInterval(() => {
      const [atWork] = this.#waiting.values();
      if (atWork === undefined) {
        if (this.#looking !== null) clearInterval(this.#looking);
        this.#looking = null;
        return;
      }
      const count = Atomics.load(this.#waits, 0);
      if (!isWaiting(count) || count !== this.#seen.count) this.#seen = { count, since: performance.now() };
      const isCancelled = Atomics.load(atWork.message.cancel, 0) !== 0;
      const limit = isCancelled ? CANCELLED_STUCK_MS : STUCK_MS;
      if (performance.now() - this.#seen.since >= limit && isWaiting(count))
        this.#leave(atWork, isCancelled);
    }, LOOK_MS);
  }

  /** Gives the worker up; what had not begun goes to another one. */
  #leave(atWork: Waiting, isCancelled: boolean): void {
    const worker = this.#worker;
    if (worker === null) return;
    this.#worker = null;
    giveUp(worker);
    this.#waiting.delete(atWork.message.id);
    atWork.reject(
      isCancelled
        ? new LotwatchError('cancelled', 'Cancelled while the drive or folder did not answer')
        : new LotwatchError('source', NO_ANSWER),
    );
    this.#seen = { count: 0, since: performance.now() };
    for (const { message } of this.#waiting.values()) this.#start().postMessage(message);
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
