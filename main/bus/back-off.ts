/** Waits between attempts: doubling from FIRST_MS to CAP_MS, each shortened at random so that consoles spread out. */
const FIRST_MS = 250;
const CAP_MS = 30_000;

/** @param attempt 0 for the first wait; `random` in 0..1. */
export const backOff = (attempt: number, random: number): number =>
  Math.min(CAP_MS, FIRST_MS * 2 ** Math.min(attempt, 20)) * (0.5 + random / 2);

/** Where only a person can help, frequent retries are useless. */
export const longWait = (random: number): number => CAP_MS * (0.5 + random / 2);
