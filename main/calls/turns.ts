type Task<T> = { readonly done: Promise<T>; cancel(): void; withdraw(): void };

/**
 * What one screen has a reader find out. It looks at one vehicle and has one search at a time: an earlier question that
 * has not been started yet is dropped, and with the screen gone all are.
 */
export class Turns {
  readonly #open = new Map<string, Task<unknown>>();

  /** @throws LotwatchError `cancelled` where a later one of the same name took its turn; what the task throws. */
  async take<T>(name: string, task: Task<T>): Promise<T> {
    this.#open.get(name)?.withdraw();
    this.#open.set(name, task);
    try {
      return await task.done;
    } finally {
      if (this.#open.get(name) === task) this.#open.delete(name);
    }
  }

  close(): void {
    for (const task of this.#open.values()) task.cancel();
    this.#open.clear();
  }
}
