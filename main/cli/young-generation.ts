import { setFlagsFromString } from 'node:v8';

/**
 * Keeps V8's young generation at the size it begins with. Grown, it is collected seldom, but for
 * 50 ms and longer at a time, in which no event reaches a screen; small, the pauses are a few milliseconds, the process
 * takes half the memory, and no job is slower (docs/decisions/0013). Call it first thing in a process that shows events.
 */
export const keepYoungGenerationSmall = (): void => setFlagsFromString('--semi-space-growth-factor=1');
