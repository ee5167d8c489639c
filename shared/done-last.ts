/** The palette lists so many of what was done from it last. Here, because screens carry no zod. */
export const DONE_LAST_MAX = 8;
