import { text } from '../text.ts';
import type { Notices } from './notices.ts';

/** Puts words on the clipboard, and says in a corner that they are there, or that they could not be put there. */
export type Clipboard = {
  copy(words: string, copied: string, failed?: string): Promise<void>;
};

export const createClipboard = (notices: Notices): Clipboard => ({
  copy: (words, copied, failed = text.live.copyFailed) =>
    navigator.clipboard.writeText(words).then(
      () => notices.done(copied),
      () => notices.problem(failed),
    ),
});
