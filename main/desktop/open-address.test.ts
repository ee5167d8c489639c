import { expect, it } from 'vitest';
import { silentLog } from '../log/log.ts';
import { addressOpener } from './open-address.ts';

const opened: string[] = [];
const open = addressOpener({ openExternal: async (url) => void opened.push(url) }, silentLog());

it('only what is an address of the web reaches the system', async () => {
  expect(await open('https://dealer.example/car/1')).toBe(true);
  for (const text of [
    'file:///etc/passwd',
    'ms-settings:privacy',
    '\\\\server\\share',
    'https://a@b.example/',
  ])
    // oxlint-disable-next-line no-await-in-loop -- one after the other is what is looked at
    expect(await open(text)).toBe(false);
  expect(opened).toEqual(['https://dealer.example/car/1']);
});

it('a system that refuses is an answer, no fault', async () => {
  const refusing = addressOpener(
    { openExternal: () => Promise.reject(new Error('no browser')) },
    silentLog(),
  );
  expect(await refusing('https://dealer.example/')).toBe(false);
});
