/**
 * The one way to a terminal and to a log. What comes from outside, a file's name, a column's, a VIN, a dealer's, may
 * hold what a terminal obeys (escapes, in both sets of control characters), a line end that begins a forged line, and
 * marks that turn the text beside them round. Here they are written out instead.
 */
const OBEYED = /[\p{Cc}\p{Bidi_Control}\u2028\u2029\ufff9-\ufffb]/gu;

const codeOf = (character: string): string =>
  `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`;

/** One line, whatever is in it: line ends and tabs as spaces, everything else a terminal obeys as its code. */
export const plainLine = (text: string): string =>
  text.replaceAll(/\s*[\r\n]+\s*|\t/g, ' ').replaceAll(OBEYED, codeOf);

/** A text of several lines of ours, with none of what a terminal obeys but its line ends and tabs. */
export const plainText = (text: string): string =>
  text.replaceAll(OBEYED, (character) => (/[\t\r\n]/.test(character) ? character : codeOf(character)));

/** JSON in one line that says the same and has nothing in it that a terminal obeys. */
export const plainJson = (json: string): string => json.replaceAll(OBEYED, codeOf);

/** To the person who started us, on standard error. */
export const say = (words: string): void => void process.stderr.write(`lotwatch: ${plainLine(words)}\n`);

/** One line of what was asked for, on standard output. */
export const printLine = (words: string): void => void process.stdout.write(`${plainLine(words)}\n`);

/** One JSON document a line. */
export const printJson = (value: unknown): void =>
  void process.stdout.write(`${plainJson(JSON.stringify(value))}\n`);

/** Several lines; settles when the reader can take more. */
export const printed = (text: string): Promise<void> =>
  new Promise((resolve) => {
    if (process.stdout.write(plainText(text))) resolve();
    else process.stdout.once('drain', resolve);
  });
