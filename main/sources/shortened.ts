/** On one line and no longer than `length` characters. */
export function shortened(value: string, length: number): string {
  const line = value.replace(/\s+/g, ' ').trim();
  return line.length > length ? `${line.slice(0, length - 1)}…` : line;
}
