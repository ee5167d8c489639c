import { onUnreadable } from '../store/stored.ts';
import { say } from '../log/terminal.ts';

/** Stored settings that cannot be used as they stand are said on standard error, each once, with what counts instead. */
export const sayUnreadableSettings = (): void => onUnreadable(say);
