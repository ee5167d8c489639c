/** Stands for "none" where a figure could be 0. */
const BLANK = -7;

/** 32 bits of a text (FNV-1a). Not for adversaries. */
export function textHash(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash;
}

/** Takes a whole number, or none, into a hash with all its digits. */
export function mixed(hash: number, value: number | null): number {
  const figure = value ?? BLANK;
  let h = Math.imul(hash ^ (figure | 0), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 15) ^ Math.trunc(figure / 4_294_967_296), 0x9e3779b1);
  return h ^ (h >>> 13);
}

/** Takes a text into a hash; no text is not the empty one. */
export const mixedText = (hash: number, text: string | null): number =>
  text === null ? mixed(hash, BLANK) : mixed(hash, textHash(text));
