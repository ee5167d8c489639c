import type { Condition } from '../../../shared/listing.ts';

const CERTIFIED = /^(?:certified|cpo)$/;
const USED =
  /^(?:used|pre-?owned|preowned|occasions?|gebraucht\w*|usado?s?|usata|usate|usati|seminuevos?|seminovos?|begagnade?|brugte?|brukte?|tweedehands)$/;
const NEW = /^(?:new|neu|neue|neuwagen|nuevos?|nuova|nuove|nuovi|novos?|neufs?|nieuw|nieuwe|nya|nye)$/;
/** Not on the lot, or not all of it: reading it beside the inventory would bring back what was sold, or say things twice. */
const BESIDE =
  /^(?:sold|archived?|history|historical|removed|deleted|previous|old|expired|inactive|similar|related|recommend\w*|compar\w*|recent\w*|featured|favou?rites?|viewed|wish\w*|suggest\w*|samples?|examples?|errors?|rejected|invalid|duplicates?|trade\w*|exclud\w*|deltas?|changes?)$/;

/** "usedVehicles" and "used_vehicles" are two words. */
const wordsOf = (name: string): readonly string[] =>
  name
    .replace(/([\p{Ll}\d])(\p{Lu})/gu, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}-]+/u)
    .flatMap((word) => {
      const whole =
        /^(new|used|preowned|certified|cpo)(?:vehicles?|cars?|inventory|stock|units?|listings?|trucks?)$/.exec(
          word,
        );
      return whole === null ? [word] : [whole[1] ?? word];
    });

/** The condition that the name of a list or section gives the vehicles in it; null where it says none. */
function conditionOfSection(name: string): Condition | null {
  const words = wordsOf(name.length > 60 ? '' : name);
  if (words.some((word) => CERTIFIED.test(word)) && !words.some((word) => /^non?t?$/.test(word)))
    return 'cpo';
  // "pre-owned" and "pre owned"
  if (words.some((word) => USED.test(word)) || words.join(' ').includes('pre owned')) return 'used';
  return words.some((word) => NEW.test(word)) ? 'new' : null;
}

/** Whether the name says that these are not vehicles on the lot, or such as stand elsewhere in the file, too. */
export const isBeside = (name: string): boolean =>
  wordsOf(name.length > 60 ? '' : name).some((word) => BESIDE.test(word));

/** The condition that the nearest of several names says. */
export function conditionOfPath(names: readonly string[]): Condition | null {
  for (let at = names.length - 1; at >= 0; at -= 1) {
    const condition = conditionOfSection(names[at] ?? '');
    if (condition !== null) return condition;
  }
  return null;
}
