import { READ_TASKS, type TaskName } from './worker-protocol.ts';

/** What a task leaves behind whose worker ends in the middle. Most store all in one transaction, or nothing at all. */
const LEAVES: Readonly<Partial<Record<TaskName, string>>> = {
  // A file is one transaction, and there may be several of a folder.
  sync: 'Files that were finished before are stored; of the one at hand nothing is.',
  // A page of vehicles is one.
  recompute: 'Vehicles scored before keep their new scores, the others their old ones.',
  // These store nothing.
  ...Object.fromEntries(READ_TASKS.map((task) => [task, ''])),
  inspect: '',
  preview: '',
};
/** The worker may have ended between the commit and its answer. */
const ALL_OR_NOTHING = 'It was done whole or not at all; look before you do it again.';

/**
 * For people: what became of a task whose worker ended unexpectedly.
 * @param isAtWork whether it had begun; those behind it had not
 */
export function afterCrash(task: TaskName, isAtWork: boolean, reason: string): string {
  if (!isAtWork) return `The work before it stopped unexpectedly (${reason}); it had not begun. Try again.`;
  return `The work stopped unexpectedly: ${reason}. ${LEAVES[task] ?? ALL_OR_NOTHING}`.trimEnd();
}
