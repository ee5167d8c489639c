import { expect, it } from 'vitest';
import { parseStatus } from './status.ts';

it.each([
  [
    'available',
    [
      'In Stock',
      'in_stock',
      'AVAILABLE',
      'https://schema.org/InStock',
      'verfügbar',
      'disponible',
      'Disponibile',
      'op voorraad',
      'disponível',
      'dostępny',
      'tillgänglig',
      'på lager',
      'saatavilla',
    ],
  ],
  [
    'pending',
    ['Pending', 'Sale Pending', 'sale-pending', 'under offer', 'in trattativa', 'onder bod', 'pendiente'],
  ],
  [
    'reserved',
    [
      'Reserved',
      'On Hold',
      'deposit taken',
      'Réservé',
      'reserviert',
      'reservado',
      'zarezerwowany',
      'varattu',
    ],
  ],
  [
    'sold',
    [
      'Sold',
      'SOLD',
      'https://schema.org/SoldOut',
      'verkauft',
      'Vendu',
      'vendido',
      'venduto',
      'verkocht',
      'sprzedany',
      'Såld',
      'solgt',
      'myyty',
    ],
  ],
  ['in-transit', ['In Transit', 'in_transit', 'en route', 'unterwegs', 'onderweg', 'w drodze']],
  [
    'on-order',
    ['On Order', 'PreOrder', 'in production', 'bestellt', 'sur commande', 'na zamówienie', 'beställd'],
  ],
  [
    'unavailable',
    [
      'expired',
      'not available',
      'not_available',
      'out of stock',
      'OutOfStock',
      'abgelaufen',
      'expiré',
      'niedostępny',
    ],
  ],
] as const)('%s', (status, texts) => {
  expect(Object.fromEntries(texts.map((text) => [text, parseStatus(text)]))).toEqual(
    Object.fromEntries(texts.map((text) => [text, status])),
  );
});

it('other words, numbers and nothing are no status', () => {
  const texts = ['', '1', 'true', 'Factory to port', 'soldier', 'unsold', 'call', '///', 'ßø'];
  expect(texts.filter((text) => parseStatus(text) !== null)).toEqual([]);
});
