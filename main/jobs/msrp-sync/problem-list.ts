import type { RowProblem } from '../../sources/snapshot.ts';
import { KEPT_PROBLEMS, type StoredProblem } from '../../store/sync/runs.ts';

/** Gathers what could not be used: all of it counted, the first KEPT_PROBLEMS kept, rejected rows before warnings. */
export class ProblemList {
  readonly #file: string;
  readonly #rejected: StoredProblem[] = [];
  readonly #warnings: StoredProblem[] = [];
  warnings = 0;

  constructor(file: string) {
    this.#file = file;
  }

  reject(problem: RowProblem): void {
    if (this.#rejected.length < KEPT_PROBLEMS)
      this.#rejected.push({ kind: 'rejected', file: this.#file, ...problem });
  }

  warn(problem: RowProblem): void {
    this.warnings += 1;
    if (this.#warnings.length < KEPT_PROBLEMS)
      this.#warnings.push({ kind: 'warning', file: this.#file, ...problem });
  }

  toList(): StoredProblem[] {
    return [...this.#rejected, ...this.#warnings].slice(0, KEPT_PROBLEMS);
  }
}
