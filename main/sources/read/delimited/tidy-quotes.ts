const QUOTE = 34;
const CARRIAGE_RETURN = 13;

/**
 * Cells of a record whose quotes are all tidy, which is how programs write them: a quoted cell ends at its next quote,
 * and the delimiter or the record's end follows. Anything else (doubled or stray quotes, spaces beside them) returns
 * null and is for Papa Parse to split; so this decides nothing that Papa Parse would decide otherwise.
 * @param record without its line end
 */
export function splitTidy(record: string, delimiter: string): string[] | null {
  const { length } = record;
  const cells: string[] = [];
  let at = 0;
  for (;;) {
    if (record.charCodeAt(at) === QUOTE) {
      const close = record.indexOf('"', at + 1);
      if (close < 0) return null;
      cells.push(record.substring(at + 1, close));
      at = close + 1;
      if (isEnd(record, at)) return cells;
      if (record[at] !== delimiter) return null;
      at += 1;
      continue;
    }
    const next = record.indexOf(delimiter, at);
    const cell = record.substring(at, next < 0 ? length : next);
    if (cell.includes('"')) return null;
    cells.push(cell);
    if (next < 0) return cells;
    at = next + 1;
  }
}

/** A line that ends in CR LF still has its CR here. */
const isEnd = (record: string, at: number): boolean =>
  at === record.length || (at === record.length - 1 && record.charCodeAt(at) === CARRIAGE_RETURN);
