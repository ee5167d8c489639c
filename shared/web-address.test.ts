import { expect, it } from 'vitest';
import { webAddress } from './web-address.ts';

it.each([
  ['https://www.dealer.example/car/1?x=2#y', 'https://www.dealer.example/car/1?x=2#y'],
  ['HTTP://DEALER.example', 'http://dealer.example/'],
  ['https://bücher.example/', 'https://xn--bcher-kva.example/'],
])('%s can be opened', (text, href) => expect(webAddress(text)?.href).toBe(href));

it.each([
  null,
  '',
  'www.dealer.example/car/1',
  '/car/1',
  'javascript:alert(1)',
  'java\nscript:alert(1)',
  'data:text/html,hi',
  'file:///etc/passwd',
  '\\\\server\\share',
  'ms-settings:privacy',
  'https://dealer.example@evil.example/',
  'https://user:secret@dealer.example/',
  `https://dealer.example/${'x'.repeat(2_048)}`,
])('%s cannot', (text) => expect(webAddress(text)).toBeNull());
