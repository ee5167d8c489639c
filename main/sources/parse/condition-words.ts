/** The words that feeds write for new, used and what is between, in the languages of the trade; see condition.ts. */

/** One spelling of many: no accents, no capitals, words parted by one space. */
export function foldWords(text: string): string {
  const words = text
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/ł/g, 'l')
    // "newcar", "UsedCondition" in one word.
    .replace(
      /(new|used|pre-?owned|certified|refurbished|damaged)(condition|vehicles?|cars?|trucks?|autos?|inventory|stock|used|pre-?owned)/g,
      '$1 $2',
    );
  return (words.match(/\p{L}+|\d+/gu) ?? []).join(' ');
}

/** Comma-separated words and phrases, folded. */
const phrases = (list: string): ReadonlySet<string> =>
  new Set(
    list
      .split(',')
      .map(foldWords)
      .filter((phrase) => phrase !== ''),
  );

export const NEW_WORDS = phrases(
  `new, brand new, factory new, neu, neue, neuer, neues, neuwagen, neufahrzeug, neuf, neuve, neufs, nouveau, nouvelle, nuevo, nueva,
  nuevos, 0 km, zero km, cero km, 0km, nuovo, nuova, nuove, novo, nova, novos, nieuw, nieuwe, nowy, nowa, nowe, ny,
  nytt, nya, nye, nybil, uusi, novy, nove, új, nou, noua, yeni, sıfır, новый, новая, новое, новые, новий, 新, 新车, 新車, 全新, 新品`,
);

export const USED_WORDS = phrases(
  `used, pre owned, preowned, previously owned, pre loved, second hand, secondhand, nearly new, quasi neuf, quasi neuve, casi nuevo, quasi nuovo, off lease, off rental, one owner,
  refurbished, gebraucht, gebrauchte, gebrauchter, gebrauchtes, gebrauchtwagen, gebrauchtfahrzeug, jahreswagen, occasion, d'occasion, usagé, usagée, usage, usado, usada, usados,
  seminuevo, seminueva, semi nuevo, seminovo, semi novo, segunda mano, de ocasion, ocasion, usato, usata, usate, gebruikt, tweedehands,
  używany, używana, używane, begagnad, begagnat, brugt, brukt, bruktbil, käytetty, ojetý, ojetá, ojeté, ojazdené, használt, rulat, rulata,
  ikinci el, kullanılmış, б/у, подержанный, с пробегом, вживаний, 二手, 二手车, 中古, 中古車`,
);

export const CERTIFIED_WORDS = phrases(
  'certified, cpo, certificado, certificada, certifié, certifiée, zertifiziert, certificato, certificata, gecertificeerd',
);

/** What a title or an insurer says of a car that had a first owner. */
export const BRAND_WORDS = phrases(
  `salvage, salvaged, rebuilt, rebuildable, reconstructed, restored, flood, flooded, water damage, hail, hail damage, fire damage, damaged, totaled, totalled,
  total loss, junk, scrap, parts only, non repairable, write off, written off, wrecked, theft recovery, lemon, lemon law, buyback, branded, branded title,
  unfallwagen, accidenté, accidentado, siniestrado, schade, schadeauto, powypadkowy, uszkodzony,
  incidentato, sinistrato, salvado, recuperado, skadad, beschädigt, recovered, repairable, pre title, previously titled, taxi, police`,
);

/** How good it is: said of used cars, of every car by some feeds, and of no car whether it is new. */
export const GRADE_WORDS = phrases(
  `excellent, very good, good, fair, poor, average, rough, clean, extra clean, mint, outstanding, great, acceptable, other, like new, as new, almost new,
  as is, above average, below average, wie neu, sehr gut, gut, comme neuf, bon, très bon, como nuevo, bueno, muy bueno, come nuovo, buono, ottimo`,
);

/** Kinds of vehicle, which a column called "type" has: nothing about new or used. */
export const VEHICLE_WORDS = phrases(
  'car, cars, car truck, truck, trucks, suv, sedan, coupe, van, minivan, pickup, wagon, convertible, hatchback, crossover, motorcycle, auto, automobile, vehicle, passenger car, light truck',
);

export const NOT_WORDS = phrases(
  'not, non, no, un, nicht, kein, keine, pas, ikke, inte, niet, nie, ne, не',
);

/** Words that take nothing away from "new". */
export const NEUTRAL_WORDS = phrases(
  `car, cars, vehicle, vehicles, auto, autos, truck, trucks, suv, suvs, van, unit, units, condition, inventory, stock, in, in stock, type,
  https, http, schema, org, wagen, fahrzeug, coche, vehiculo, voiture, vehicule, veicolo, veiculo, carro, bil, and, the, retail, model, year, listing`,
);

/** What a car is there for, or where it is on its way; none of it says new or used for sure. */
export const STOCK_TYPES: readonly (readonly [type: string, words: ReadonlySet<string>])[] = [
  [
    'demo',
    phrases(
      `demo, demos, demonstrator, demonstrators, demonstration, vorführwagen, vorführfahrzeug, démonstration, demonstracion, executive, company car, direktionswagen, demobil, demonstracyjny, dimostrativa, aziendale,
      véhicule de direction, véhicule de démonstration, vehiculo de gerencia, coche de gerencia, demonstratie, ejecutivo`,
    ),
  ],
  ['loaner', phrases('loaner, loaners, courtesy, courtesy car, service loaner, service rental, ctp, mule')],
  ['rental', phrases('rental, rentals, ex rental, fleet, lease return, mietwagen, prior rental, ex noleggio, ex leasing')],
  ['wholesale', phrases('wholesale, auction, export only, trade only')],
  ['pre-registered', phrases('pre registered, tageszulassung, km 0, kilometer null, kurzzulassung')],
  ['in transit', phrases('in transit, intransit, transit, en route, incoming, arriving soon, in transport, unterwegs, en tránsito')],
  [
    'on order',
    phrases('on order, onorder, ordered, order, factory order, sold order, bestellt, in production, being built, build, allocated, scheduled, dealer ordered'),
  ],
]; // prettier-ignore
