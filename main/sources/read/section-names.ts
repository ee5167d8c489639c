import { conditionWord, stockTypeOf } from '../parse/condition.ts';
import { foldWords, NEUTRAL_WORDS, NEW_WORDS, NOT_WORDS, VEHICLE_WORDS } from '../parse/condition-words.ts';
import { MAKES, MODELS } from '../suggest/words.ts';

/** A longer name is a sentence: a word in it is not about all that follows. */
const LONGEST = 60;
const USED =
  /^(?:used|preowned|occasions?|gebraucht\w*|usad[oa]s?|usat[oaie]|seminuev[oa]s?|seminov[oa]s?|begagnade?|brugte?|brukte?|kaytetyt|tweedehands|uzywane)$/;
const NEW =
  /^(?:new|neu|neu(?:e[nrs]?|wagen\w*|fahrzeuge?\w*)|nuev[oa]s?|nuov[oaei]|nov[oa]s?|neufs?|neuves?|nieuwe?|nya|nye|nowe|uudet)$/;
/** Words beside "new" that leave it said of the cars; "new arrivals" and "new listings" may be used ones. */
const HARMLESS =
  /^(?:section|category|categories|department|dept|lists?|feed|data|items?|results?|response|records?|entries|rows|all|our|full|complete|available|for|sale|of|on|lot|lots|export|report|file|only|cont|continued|count|qty|totals?|stocks?|stocklist|bestand|wagen|fahrzeuge|voitures|vehicules|vehiculos|coches|autos|carros|veiculos|veicoli|bilar|biler|samochody|models?)$/;
const BODIES =
  /^(?:motorcycles?|suvs?|sedans?|coupes?|vans?|minivans?|pickups?|wagons?|convertibles?|hybrids?|evs?|electric|commercial)$/;
/** A business whose name has such a word in it says nothing of its cars. */
const BUSINESS =
  /^(?:motors?|superstore|dealerships?|llc|inc|ltd|gmbh|automotive|autohaus|supercent(?:er|re)|outlet|mart|depot|mall)$/;
/** Too vague for the name of a list, though a cell that says so is clear. */
const VAGUE = /^(?:fleet|order|build|auction|executive|scheduled|allocated|transit|mule)$/;
/** Not on the lot, or not all of it: reading it beside the inventory would bring back what was sold, or say things twice. */
const BESIDE =
  /^(?:sold|archived?|history|historical|removed|deleted|previous|old|expired|inactive|similar|related|recommend\w*|compar\w*|recent\w*|featured|favou?rites?|viewed|wish\w*|suggest\w*|samples?|examples?|errors?|rejected|invalid|duplicates?|trade\w*|exclud\w*|deltas?|changes?)$/;
const CARS: ReadonlySet<string> = new Set([...MAKES, ...MODELS].flatMap((name) => name.split(' ')));

/** "usedVehicles", "used_vehicles" and "usedvehicles" are two words. */
const wordsOf = (name: string): readonly string[] => {
  const words = foldWords(name.length > LONGEST ? '' : name).split(' ');
  return words.flatMap((word) => {
    const [, said, rest] = /^(new|used|preowned|certified|cpo)(units?|listings?)$/.exec(word) ?? [];
    return said === undefined || rest === undefined ? [word] : [said, rest];
  });
};

/** Whether a word is of makes, models or bodies: a part of a section, and no other one. */
export const isKindOfCar = (word: string): boolean =>
  /^\d+$/.test(word) || BODIES.test(word) || VEHICLE_WORDS.has(word) || CARS.has(word);

/** Whether a word that stands beside another takes nothing away from it: "Ford", "trucks", "34". */
export const isHarmless = (word: string): boolean =>
  isKindOfCar(word) || HARMLESS.test(word) || NEUTRAL_WORDS.has(word);

/**
 * What the name of a list, an element or a line above rows says of the vehicles in it, in a word that a condition column
 * could hold ("used", "cpo", "demo"); null where it says nothing, or both of two things.
 */
export function sectionWord(name: string): string | null {
  const words = wordsOf(name);
  if (words.some((word) => BUSINESS.test(word))) return null;
  const text = words.join(' ');
  const said = conditionWord(text);
  if (said.condition !== null)
    return [said.condition, said.stockType].filter((word) => word !== null).join(' ');
  const isDenied = (at: number): boolean => NOT_WORDS.has(words[at - 1] ?? '');
  const isUsed = words.some((word, at) => USED.test(word) && !isDenied(at));
  const isNew = (word: string): boolean => NEW.test(word) || NEW_WORDS.has(word);
  const hasNew = words.some((word, at) => isNew(word) && !isDenied(at));
  if (isUsed) return hasNew ? null : 'used';
  if (hasNew) return words.every((word) => isNew(word) || isHarmless(word)) ? 'new' : null;
  const stock = said.kind === 'stock' ? stockTypeOf(text) : null;
  return words.some((word) => VAGUE.test(word)) && !/\b(?:in|on) (?:transit|order)\b/.test(text)
    ? null
    : stock;
}

/** Whether the name says that these are not vehicles on the lot, or such as stand elsewhere in the file, too. */
export const isBeside = (name: string): boolean =>
  wordsOf(name).some((word, at, words) => BESIDE.test(word) && !NOT_WORDS.has(words[at - 1] ?? ''));

/** What the nearest of several names says, see {@link sectionWord}. */
export function sectionOfPath(names: readonly string[]): string | null {
  for (let at = names.length - 1; at >= 0; at -= 1) {
    const word = sectionWord(names[at] ?? '');
    if (word !== null) return word;
  }
  return null;
}
