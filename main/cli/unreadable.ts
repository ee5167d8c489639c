import { onUnreadable } from '../store/stored.ts';

/** Stored settings that cannot be used as they stand are said on standard error, each once, with what counts instead. */
export const sayUnreadableSettings = (): void =>
  onUnreadable((message) => void process.stderr.write(`lotwatch: ${message}\n`));
