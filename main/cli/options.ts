import { InvalidArgumentError, type Command } from 'commander';
import { PRICE_PARTS, type PricePart } from '../../shared/price-words.ts';
import { plainJson, printed } from '../log/terminal.ts';

/** Parsers of option values; what they refuse, the command line reports with the option's name. */

/**
 * No option of any command takes an empty value or the next flag for its own: of `--data-dir "$UNSET"` the default folder
 * would come, of `--data-dir --json` a folder of that name. Call it when all commands are there.
 */
export function refuseEmptyValues(command: Command): Command {
  for (const option of command.options) {
    const parse = option.parseArg;
    if (!option.required && !option.optional) continue;
    option.argParser((value: string, earlier: unknown): unknown => {
      if (value.trim() === '' || value.startsWith('--'))
        throw new InvalidArgumentError('It needs a value.');
      return parse === undefined ? value : parse(value, earlier);
    });
  }
  command.commands.forEach(refuseEmptyValues);
  return command;
}

/** `field=Column` or, joined, `dealer=Dealer+Dealer State`. */
export function collectMapping(value: string, earlier: Record<string, string[]>): Record<string, string[]> {
  const [field, columns] = split(value, 'field=Column');
  return { ...earlier, [field]: columns.split('+').map((column) => column.trim()) };
}

/** `field=value`. */
export function collectConstant(value: string, earlier: Record<string, string>): Record<string, string> {
  const [field, constant] = split(value, 'field=value');
  return { ...earlier, [field]: constant };
}

export const collectList = (value: string, earlier: string[]): string[] => [...earlier, value];

/** `docFee,rebates`, or `none`. */
export function priceParts(value: string): PricePart[] {
  const words = value.trim() === 'none' ? [] : value.split(',').map((word) => word.trim());
  return words.map((word) => {
    const part = PRICE_PARTS.find((one) => one.toLowerCase() === word.toLowerCase());
    if (part === undefined)
      throw new InvalidArgumentError(`Write some of ${PRICE_PARTS.join(', ')} with commas, or none.`);
    return part;
  });
}

export function wholeNumber(value: string): number {
  const number = Number(value);
  if (!Number.isSafeInteger(number) || number < 0)
    throw new InvalidArgumentError('It must be a whole number, 0 or more.');
  return number;
}

function split(value: string, form: string): [string, string] {
  const at = value.indexOf('=');
  if (at < 1 || at === value.length - 1) throw new InvalidArgumentError(`Write it as ${form}.`);
  return [value.slice(0, at).trim(), value.slice(at + 1).trim()];
}

/** Writes many lines without filling memory when the reader is slow. */
export function printLines(values: Iterable<unknown>): Promise<void> {
  return printText(lines(values));
}

function* lines(values: Iterable<unknown>): Generator<string> {
  for (const value of values) yield `${plainJson(JSON.stringify(value))}\n`;
}

/** A CSV text with each of its rows in one line: a line end within a cell is a space. */
export const printCsv = (parts: Iterable<string>): Promise<void> => printText(rowsInLines(parts));

function* rowsInLines(parts: Iterable<string>): Generator<string> {
  let isInCell = false;
  for (const part of parts) {
    yield part.replaceAll(/"|[\r\n]+/g, (found) => {
      if (found !== '"') return isInCell ? ' ' : found;
      // Of a quote within a cell there are two.
      isInCell = !isInCell;
      return found;
    });
  }
}

/** Writes a long text, part by part, without filling memory when the reader is slow. */
export async function printText(parts: Iterable<string>): Promise<void> {
  let buffer = '';
  for (const part of parts) {
    buffer += part;
    if (buffer.length < 64 * 1024) continue;
    await printed(buffer);
    buffer = '';
  }
  if (buffer !== '') await printed(buffer);
}
