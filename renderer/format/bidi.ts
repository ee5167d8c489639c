/** Hebrew, Arabic and what is written like them. */
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;
const [BEGIN, END] = ['\u2068', '\u2069'];

/**
 * A text of a feed that keeps its direction to itself: beside one that is read from the right a number would change its place,
 * and an ellipsis would cut the model in the place of the trim.
 */
export const isolated = (text: string): string =>
  RIGHT_TO_LEFT.test(text) ? `${BEGIN}${text}${END}` : text;

/** "Stock 12 · North": those of the parts that there are, each in its own direction. */
export const joined = (parts: readonly (string | null)[], between = ' · '): string =>
  parts
    .filter((part) => part !== null && part !== '')
    .map((part) => isolated(part ?? ''))
    .join(between);
