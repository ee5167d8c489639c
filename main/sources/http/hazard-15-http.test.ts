import { existsSync, mkdtempSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FEED, fetchFeed, serveFeed, textOf, type FeedServer } from './feed-server.fixture.ts';

let dir: string;
let server: FeedServer | null = null;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'lotwatch-http-'));
});
afterEach(async () => {
  await server?.close();
  server = null;
  rmSync(dir, { recursive: true });
});

const serve = async (handler: (request: IncomingMessage, response: ServerResponse) => void) => {
  server = await serveFeed(handler);
  return server;
};
const leftovers = () => (existsSync(dir) ? readdirSync(dir) : []);

describe('a feed from an address', () => {
  it('comes whole under a name of its own, dated by Last-Modified, and not again while it is unchanged', async () => {
    const lastModified = 'Fri, 21 Aug 2026 06:00:00 GMT';
    const { origin, asked } = await serve((request, response) => {
      const isKnown = request.headers['if-none-match'] === '"v1"';
      response.writeHead(isKnown ? 304 : 200, { etag: '"v1"', 'last-modified': lastModified });
      response.end(isKnown ? undefined : FEED);
    });
    const first = await fetchFeed(dir, `${origin}/feeds/lot.csv?key=1`);
    expect(first).toMatchObject({
      kind: 'file',
      asOf: Date.parse(lastModified),
      etag: '"v1"',
      lastModified,
    });
    expect(textOf(first)).toBe(FEED);
    expect(leftovers()).toEqual(['lot.csv']);
    expect(statSync(join(dir, 'lot.csv')).mtimeMs).toBe(Date.parse(lastModified));
    const known = { etag: '"v1"', lastModified };
    expect(await fetchFeed(dir, `${origin}/feeds/lot.csv`, { known })).toEqual({ kind: 'unchanged' });
    expect(asked.at(-1)?.['if-modified-since']).toBe(lastModified);
  });

  it('is dated now where the server gives no date, or one to come', async () => {
    const { origin } = await serve((request, response) => {
      if (request.url === '/b.csv') response.setHeader('last-modified', 'Fri, 01 Jan 2100 00:00:00 GMT');
      response.end(FEED);
    });
    const now = Date.parse('2026-08-21T06:00:00Z');
    for (const name of ['a.csv', 'b.csv']) {
      expect(await fetchFeed(dir, `${origin}/${name}`, { now: () => now })).toMatchObject({ asOf: now });
    }
  });

  it.each([
    ['gzip', gzipSync(FEED), '/lot.csv'],
    ['br', brotliCompressSync(FEED), '/lot.csv'],
    ['gzip, gzip', gzipSync(gzipSync(FEED)), '/lot.csv'],
    ['', gzipSync(FEED), '/lot.csv.gz'],
    ['gzip', gzipSync(gzipSync(FEED)), '/lot.csv.gz'],
    ['identity', Buffer.from(FEED), '/lot.csv'],
  ])('is unpacked: content-encoding "%s"', async (encoding, body, path) => {
    const { origin } = await serve((_request, response) => {
      if (encoding !== '') response.setHeader('content-encoding', encoding);
      response.setHeader('content-length', body.length);
      response.end(body);
    });
    const came = await fetchFeed(dir, `${origin}${path}`);
    expect([textOf(came), leftovers()]).toEqual([FEED, ['lot.csv']]);
  });

  it('clears away what a killed download left, but not what another is writing', async () => {
    const { origin } = await serve((_request, response) => void response.end(FEED));
    const old = new Date(Date.now() - 3_600_000);
    for (const name of ['lot.csv.dead.part', 'lot.csv.live.part']) writeFileSync(join(dir, name), 'VIN');
    utimesSync(join(dir, 'lot.csv.dead.part'), old, old);
    await fetchFeed(dir, `${origin}/lot.csv`);
    expect(leftovers()).toEqual(['lot.csv', 'lot.csv.live.part']);
  });

  it('reports how much has come as it comes, and stops when it is cancelled', async () => {
    const controller = new AbortController();
    const { origin } = await serve((_request, response) => {
      response.writeHead(200, { 'content-length': 1_000 });
      response.write('VIN,MSRP\n');
    });
    const notified: unknown[] = [];
    const onBytes = (...progress: unknown[]) => {
      notified.push(progress);
      controller.abort();
    };
    await expect(
      fetchFeed(dir, `${origin}/lot.csv`, { signal: controller.signal, onBytes }),
    ).rejects.toMatchObject({ code: 'cancelled' });
    expect([notified, leftovers()]).toEqual([[[9, 1_000]], []]);
  });

  it.each([
    ['/inventory_2026-08-21.csv', undefined, 'inventory_2026-08-21.csv'],
    ['/export.php?id=3', 'text/csv; charset=utf-8', 'export.csv'],
    ['/api/vehicles', 'application/json', 'vehicles.json'],
    ['/', undefined, 'feed.txt'],
    ['/a/..%2f..%2fetc%2fpasswd', undefined, '-.-etc-passwd.txt'],
    ['/.hidden.csv', undefined, 'hidden.csv'],
  ])('%s (%s) is stored as %s', async (path, type, name) => {
    const { origin } = await serve((_request, response) => {
      if (type !== undefined) response.setHeader('content-type', type);
      response.end(FEED);
    });
    const came = await fetchFeed(dir, `${origin}${path}`);
    expect(came.kind === 'file' && basename(came.path)).toBe(name);
    expect(leftovers()).toEqual([name]);
  });
});

describe('what does not come whole is not there', () => {
  const failing = async (
    handler: (request: IncomingMessage, response: ServerResponse) => void,
    limits = {},
  ) => {
    const { origin, asked } = await serve(handler);
    const failure: unknown = await fetchFeed(dir, `${origin}/lot.csv?key=canary`, { limits }).catch(
      (error: unknown) => error,
    );
    expect(leftovers()).toEqual([]);
    expect(failure).toMatchObject({ code: 'source', message: expect.not.stringContaining('canary') });
    return { message: failure instanceof Error ? failure.message : '', tries: asked.length };
  };

  it.each([
    ['fewer bytes than promised', { 'content-length': 1_000 }, FEED.slice(0, 40), /40 of 1000 bytes/],
    ['a chunked body without its end', {}, FEED.slice(0, 40), /broke off after 40 bytes/],
  ])('%s, after three tries', async (_name, headers, part, words) => {
    const { message, tries } = await failing((_request, response) => {
      response.writeHead(200, headers);
      response.write(part, () => response.socket?.destroy());
    });
    expect(message).toMatch(words);
    expect(tries).toBe(3);
  });

  it.each([
    ['in its encoding', { 'content-encoding': 'gzip' }],
    ['as a file', {}],
  ])('gzip cut short %s', async (_name, headers) => {
    const { message } = await failing((_request, response) => {
      response.writeHead(200, headers);
      response.end(gzipSync(FEED).subarray(0, 40));
    });
    expect(message).toMatch(/cut short: its packed data stops in the middle/);
  });

  it('data that is not packed as it says, or packed in a way nobody asked for', async () => {
    const { message } = await failing((_request, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' });
      response.end(FEED);
    });
    expect(message).toMatch(/cannot be unpacked/);
    await server?.close();
    const odd = await failing((_request, response) => {
      response.writeHead(200, { 'content-encoding': 'compress' });
      response.end(FEED);
    });
    expect(odd).toMatchObject({ message: expect.stringMatching(/"compress"/), tries: 1 });
  });

  it('more than a feed can be, however small it is packed', async () => {
    const bomb = gzipSync(Buffer.alloc(4 * 1024 ** 2));
    const { message, tries } = await failing(
      (_request, response) => {
        response.writeHead(200, { 'content-encoding': 'gzip' });
        response.end(bomb);
      },
      { maxBytes: 1024 ** 2 },
    );
    expect(message).toMatch(/larger than 1 MiB/);
    expect(tries).toBe(1);
  });

  it('a server that goes quiet before or in the middle of its answer', async () => {
    const silent = await failing(() => undefined, { idleMs: 60, tries: 1 });
    expect(silent.message).toMatch(/sent nothing within 0.06 s/);
    await server?.close();
    const stuck = await failing((_request, response) => void response.writeHead(200).write('VIN'), {
      idleMs: 60,
      tries: 1,
    });
    expect(stuck.message).toMatch(/sent nothing within 0.06 s/);
  });

  it('a feed that drips for ever', async () => {
    let timer: NodeJS.Timeout | undefined;
    const { message } = await failing(
      (_request, response) => {
        response.writeHead(200);
        timer = setInterval(() => response.write('x'), 5);
      },
      { totalMs: 120 },
    );
    clearInterval(timer);
    expect(message).toMatch(/did not arrive within 0.002 minutes/);
  });
});

describe('asking again', () => {
  const statuses = async (list: readonly number[], headers: Record<string, string> = {}, limits = {}) => {
    const { origin, asked } = await serve((_request, response) => {
      const status = list[asked.length - 1] ?? 200;
      response.writeHead(status, status === 200 ? {} : headers).end(FEED);
    });
    const outcome = await fetchFeed(dir, `${origin}/lot.csv`, { limits }).then(
      textOf,
      (error: Error) => error.message,
    );
    return { outcome, tries: asked.length };
  };

  it.each([[[500]], [[503, 502]], [[429, 500]]])('helps after %j', async (list) => {
    expect(await statuses(list)).toEqual({ outcome: FEED, tries: list.length + 1 });
  });

  it('a download ends after three failed tries', async () => {
    const { outcome, tries } = await statuses([500, 500, 500]);
    expect([outcome, tries]).toEqual([expect.stringMatching(/HTTP 500: the server has a fault/), 3]);
  });

  it('waits as long as the server asks, but not for ever', async () => {
    expect(await statuses([429], { 'retry-after': '0' }, { backOffMs: 3_600_000 })).toMatchObject({
      tries: 2,
    });
    await server?.close();
    const { outcome, tries } = await statuses([429], { 'retry-after': '3600' });
    expect([outcome, tries]).toEqual([expect.stringMatching(/asked too often and asks to wait 3600 s/), 1]);
  });

  it.each([
    [400, /instead of an inventory/],
    [401, /wants a user name and password or a token/],
    [403, /wants a user name and password/],
    [404, /there is no such file/],
    [410, /there is no such file/],
    [204, /instead of an inventory/],
    [206, /instead of an inventory/],
    [304, /instead of an inventory/],
  ])('is spared after %i', async (status, words) => {
    const { outcome, tries } = await statuses([status, status]);
    expect([outcome, tries]).toEqual([expect.stringMatching(words), 1]);
  });

  it('reports a server that is not there', async () => {
    const gone = await serve(() => undefined);
    await gone.close();
    await expect(fetchFeed(dir, `${gone.origin}/lot.csv`)).rejects.toThrow(/nothing answers on that port/);
  });
});
