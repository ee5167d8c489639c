import { describe, expect, it } from 'vitest';
import { DEFAULT_NETWORK } from '../../shared/connections.ts';
import { openNetwork, type NetworkParts } from './network.ts';
import { isExcepted, parseProxy, proxyOfPac } from './proxies.ts';

const url = new URL('https://feeds.example.com:8443/lot.csv?key=canary');

describe('NO_PROXY', () => {
  it.each([
    ['feeds.example.com', true],
    ['example.com', true],
    ['.example.com', true],
    ['*.example.com', true],
    ['ample.com', false],
    ['feeds.example.com:8443', true],
    ['feeds.example.com:443', false],
    ['other.test, EXAMPLE.com', true],
    ['*', true],
    ['', false],
    [null, false],
  ])('%j: %j', (except, isIn) => expect(isExcepted(url, except)).toBe(isIn));
  it('knows addresses of version 6', () => {
    expect(isExcepted(new URL('http://[::1]/x'), '[::1]')).toBe(true);
  });
});

describe('what a PAC file answers', () => {
  it.each([
    ['DIRECT', undefined],
    ['', undefined],
    ['PROXY proxy.test:3128; DIRECT', 'http://proxy.test:3128/'],
    ['HTTPS proxy.test:3129', 'https://proxy.test:3129/'],
    ['SOCKS5 socks.test:1080; PROXY proxy.test:3128', 'http://proxy.test:3128/'],
    ['SOCKS5 socks.test:1080; DIRECT', undefined],
  ])('%j: %j', (answer, proxy) => expect(proxyOfPac(answer)?.href).toBe(proxy));
  it('is refused where it knows only SOCKS', () => {
    expect(() => proxyOfPac('SOCKS5 socks.test:1080')).toThrow(/only SOCKS/);
  });
});

it.each(['socks5://me:canary@h:1', 'http://me:canary@', 'http://me:canary@:x'])(
  'a proxy that is none is refused without its password: %s',
  (text) => expect(() => parseProxy(text)).toThrow(/^(?!.*canary)/),
);

describe('which proxy is taken', () => {
  const none = { http: null, https: null, except: null };
  const given = { caFile: null, proxy: null, variables: none };
  const asked: string[] = [];
  const system = (address: string): Promise<string> => {
    asked.push(address);
    return Promise.resolve('PROXY system.test:8080');
  };
  const proxyOf = async (
    parts: Partial<NetworkParts>,
    settings: Partial<typeof DEFAULT_NETWORK> = {},
  ): Promise<string | undefined> => {
    const network = openNetwork({ given, readLogin: () => Promise.resolve(null), ...parts });
    network.use({ ...DEFAULT_NETWORK, ...settings });
    return (await network.proxyFor(url))?.href;
  };
  const variables = { ...none, https: 'http://me:pw@env.test:3128' };

  it('is the one that is named, before variables, before the system', async () => {
    const fixed = { mode: 'fixed', proxy: 'http://named.test:1' } as const;
    expect(await proxyOf({ system }, fixed)).toBe('http://named.test:1/');
    expect(await proxyOf({ system, readLogin: () => Promise.resolve('me:p:w') }, fixed)).toBe(
      'http://me:p%3Aw@named.test:1/',
    );
    expect(await proxyOf({ given: { ...given, variables }, system }, { mode: 'none' })).toBeUndefined();
    expect(await proxyOf({ given: { ...given, variables }, system })).toBe('http://me:pw@env.test:3128/');
    expect(await proxyOf({ system })).toBe('http://system.test:8080/');
    expect(await proxyOf({})).toBeUndefined();
    expect(await proxyOf({ given: { ...given, proxy: 'none' }, system }, fixed)).toBeUndefined();
    expect(await proxyOf({ given: { ...given, proxy: 'given.test:9' } }, fixed)).toBe(
      'http://given.test:9/',
    );
  });

  it('and what NO_PROXY excepts goes without', async () => {
    const except = { ...variables, except: 'example.com' };
    expect(await proxyOf({ given: { ...given, variables: except } })).toBeUndefined();
    expect(
      await proxyOf({ given: { ...given, proxy: 'given.test:9', variables: except } }),
    ).toBeUndefined();
  });

  it('is asked of the system without the key in the address', async () => {
    await proxyOf({ system });
    expect(asked.at(-1)).toBe('https://feeds.example.com:8443/lot.csv');
  });
});
