import { LotwatchError } from '../../shared/result.ts';
import { isSystemFault } from '../files/retrying.ts';

/** A fault of the moment, not of the file: it may be gone at the next try, and says nothing about what is in the file. */
export class PassingFault extends LotwatchError {
  constructor(message: string, options?: ErrorOptions) {
    super('source', message, options);
  }
}

/**
 * Whether a failure may pass by itself. Everything that the system says (locked, no right, no such file, a share that
 * does not answer, whatever code it finds for that) may; what was read and found to be no inventory does not.
 */
export function isPassing(error: unknown): boolean {
  for (let at = error; at instanceof Error; at = at.cause) {
    if (at instanceof PassingFault || isSystemFault(at)) return true;
  }
  return false;
}
