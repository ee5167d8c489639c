import type { VehicleStatus } from '../../../shared/status.ts';

/**
 * Words of availability columns, without spaces, marks and case: English, German, French, Spanish, Italian, Dutch,
 * Portuguese, Polish, Swedish, Danish and Norwegian, Finnish; schema.org's ItemAvailability, Google's and Meta's values.
 */
const WORDS: Readonly<Record<VehicleStatus, string>> = {
  available: `available availablenow instock inventory onlot onground forsale active live listed published online onlineonly
    instoreonly limitedavailability verfugbar verfuegbar lagernd auflager sofortverfugbar sofortverfuegbar aktiv disponible
    enstock enventa disponibile invendita beschikbaar opvoorraad tekoop disponivel emestoque avenda dostepny dostepne
    nasprzedaz tillganglig ilager tillsalu tilgaengelig tilgjengelig palager tilsalg tilsalgs saatavilla myynnissa`,
  pending: `pending salepending pendingsale soldpending dealpending undercontract underoffer inverhandlung verkaufinarbeit
    venteencours ventapendiente pendiente trattativaincorso intrattativa onderbod vendapendente emnegociacao`,
  reserved: `reserved hold onhold dealerhold salehold deposit depositpaid deposittaken reserviert reserve reservee reservado
    reservada riservato riservata prenotato gereserveerd zarezerwowany zarezerwowane rezerwacja reserverad reserveret
    reservert varattu presold`,
  'in-transit': `intransit transit enroute shipped inbound incoming arrivingsoon imzulauf unterwegs entransit entransito
    encamino intransito inarrivo onderweg emtransito wdrodze underveis undervejs`,
  'on-order': `onorder ordered preorder presale backorder madetoorder inproduction allocated factoryorder bestellt
    vorbestellbar inproduktion encommande surcommande precommande bajopedido inordine ordinato suordinazione besteld
    inbestelling sobencomenda encomendado nazamowienie zamowiony bestalld bestilt tilattu`,
  sold: `sold soldout retailed verkauft vendu vendue vendido vendida venduto venduta verkocht sprzedany sprzedane sald
    solgt myyty`,
  unavailable: `unavailable notavailable outofstock expired inactive removed deleted withdrawn offline archived discontinued
    unlisted unpublished delisted nichtverfugbar nichtverfuegbar abgelaufen deaktiviert inaktiv indisponible nondisponible
    expire expiree retire nodisponible agotado caducado expirado nondisponibile scaduto nietbeschikbaar verlopen indisponivel
    esgotado niedostepny niedostepne wygasle ejtillganglig utgangen ikketilgaengelig ikketilgjengelig udlobet utlopt
    eisaatavilla vanhentunut`,
};

const STATUS_OF: ReadonlyMap<string, VehicleStatus> = new Map(
  // The names of the record are those of its type.
  (Object.entries(WORDS) as [VehicleStatus, string][]).flatMap(([status, words]) =>
    words.split(/\s+/).map((word): [string, VehicleStatus] => [word, status]),
  ),
);

/** Letters that are no letter with a mark. */
const LETTERS: Readonly<Record<string, string>> = { æ: 'ae', œ: 'oe', ø: 'o', ł: 'l', ß: 'ss', đ: 'd' };

/** The status a text of an availability column names, alone or as the end of an address (schema.org); null where none. */
export function parseStatus(text: string): VehicleStatus | null {
  const word = text.slice(text.lastIndexOf('/') + 1);
  const key = word
    .toLowerCase()
    .replace(/[æœøłßđ]/g, (letter) => LETTERS[letter] ?? letter)
    .normalize('NFD')
    .replace(/[^a-z]+/g, '');
  return STATUS_OF.get(key) ?? null;
}
