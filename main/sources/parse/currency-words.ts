/**
 * How amounts name their currency in the countries whose feeds we read. Null where several countries write the same: a
 * currency is known or unknown, never guessed. Longer signs come before those that they hold ("US$" before "$").
 */
export const CURRENCY_SIGNS: readonly (readonly [RegExp, string | null])[] = [
  // Never the end of a word: "Kia $24,990" is in no Australian dollars.
  [/(?<!\p{L})US\s?\$/iu, 'USD'],
  [/(?<!\p{L})(?:AU\s?|A)\$/iu, 'AUD'],
  [/(?<!\p{L})NZ\s?\$/iu, 'NZD'],
  [/(?<!\p{L})HK\s?\$/iu, 'HKD'],
  [/(?<!\p{L})NT\s?\$/iu, 'TWD'],
  [/(?<!\p{L})(?:SG\s?|S)\$/iu, 'SGD'],
  [/(?<!\p{L})MX\s?\$/iu, 'MXN'],
  [/(?<!\p{L})R\$/iu, 'BRL'],
  [/(?<!\p{L})(?:CA\s?|C)\$/iu, 'CAD'],
  [/€/, 'EUR'],
  [/£/, 'GBP'],
  [/₹/, 'INR'],
  [/₩/, 'KRW'],
  [/円/, 'JPY'],
  [/元/, 'CNY'],
  [/₽/, 'RUB'],
  [/₺/, 'TRY'],
  [/₪/, 'ILS'],
  [/₫/, 'VND'],
  [/₱/, 'PHP'],
  [/₴/, 'UAH'],
  [/฿/, 'THB'],
  [/[$¥]/, null],
];

const EURO = 'EUR';

/** Words beside an amount that name its currency; null = several countries use the word. */
export const CURRENCY_WORDS: ReadonlyMap<string, string | null> = new Map([
  ['euro', EURO],
  ['euros', EURO],
  ['zł', 'PLN'],
  ['zl', 'PLN'],
  ['kč', 'CZK'],
  ['ft', 'HUF'],
  ['sfr', 'CHF'],
  ['dhs', 'AED'],
  ['руб', 'RUB'],
  ['грн', 'UAH'],
  ['лв', 'BGN'],
  ['pounds', 'GBP'],
  ['dollars', null],
  ['kr', null],
  ['kronor', null],
  ['kroner', null],
  ['fr', null],
  ['lei', null],
  ['r', null],
  ['rs', null],
  ['tl', 'TRY'],
]);

/** Words beside an amount that leave it what it is. "From", "per month", "down" and the like are not among them. */
export const HARMLESS_WORDS: ReadonlySet<string> = new Set(
  `msrp rrp srp price our your sale sales internet web online special list retail asking selling now only cash total
   drive away driveaway incl inc including inclusive inkl vat gst hst tax taxes mwst ust btw moms mva iva tva ttc
   plus vb vhb vhs festpreis ono obo neg negotiable firm`
    .split(/\s+/)
    .filter(Boolean),
);

/** Words that say there is no amount, in the languages of the feeds. */
export const NO_AMOUNT =
  /\b(?:call|contact|ask|request|inquire|enquire|tbd|tba|none|null|nan|undefined|infinity|unavailable|available|see|pending|sold|poa|coming soon|anfrage|aanvraag|demande|consultar|richiesta|dotaz)\b|\bp\.\s?o\.\s?a\b|^n\/?a$|^[-–—.?]+$/i;
