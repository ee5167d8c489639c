import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { APP_SCHEME, serveRenderer } from './app-protocol.ts';

let base: string;
let serve: ReturnType<typeof serveRenderer>;
beforeAll(async () => {
  base = await mkdtemp(join(tmpdir(), 'lotwatch-app-'));
  const dist = join(base, 'renderer');
  await mkdir(join(dist, 'assets'), { recursive: true });
  await mkdir(join(base, 'renderer-secret'));
  await Promise.all([
    writeFile(join(dist, 'index.html'), '<!doctype html>'),
    writeFile(join(dist, 'assets', 'main-1a2b.js'), 'export {};'),
    writeFile(join(dist, 'assets', 'notes.exe'), 'MZ'),
    writeFile(join(base, 'secret.html'), 'secret'),
    writeFile(join(base, 'renderer-secret', 'secret.html'), 'secret'),
    symlink(join(base, 'secret.html'), join(dist, 'link.html')),
  ]);
  serve = serveRenderer(dist);
});
afterAll(() => rm(base, { recursive: true }));

/** Two properties are all that is read; a real Request would refuse or tidy some of these addresses first. */
const ask = (url: string, method = 'GET') => serve({ url, method });

describe('app://lotwatch/', () => {
  it('serves the renderer with its type and the whole content policy', async () => {
    const page = await ask('app://lotwatch/index.html');
    expect(page.status).toBe(200);
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(page.headers.get('content-security-policy')).toBe(
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'",
    );
    expect(page.headers.get('x-content-type-options')).toBe('nosniff');
    const script = await ask('app://lotwatch/assets/main-1a2b.js?v=1#top');
    expect(script.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
    expect(await script.text()).toBe('export {};');
  });

  it.each([
    'app://lotwatch/../secret.html',
    'app://lotwatch/%2e%2e/secret.html',
    'app://lotwatch/%2e%2e%2fsecret.html',
    'app://lotwatch/..%2fsecret.html',
    'app://lotwatch/..%5csecret.html',
    'app://lotwatch/assets/..%2f..%2fsecret.html',
    'app://lotwatch/%252e%252e%252fsecret.html',
    'app://lotwatch/..%2frenderer-secret%2fsecret.html',
    'app://lotwatch//server/share/secret.html',
    'app://lotwatch/%5c%5cserver%5cshare%5csecret.html',
    'app://lotwatch/C:/secret.html',
    'app://lotwatch/C%3a%5csecret.html',
    'app://lotwatch/index.html%00.js',
    'app://lotwatch/%00',
    'app://lotwatch/%ff',
    'app://lotwatch/link.html',
    'app://lotwatch/assets/notes.exe',
    'app://lotwatch/assets',
    'app://lotwatch/',
    'app://lotwatch/missing.html',
    'app://other/index.html',
    'app://lotwatch.evil.example/index.html',
    'app://user@lotwatch/index.html',
    'app://lotwatch:8080/index.html',
    'file:///etc/passwd',
    'https://lotwatch/index.html',
    `app://lotwatch/${'a'.repeat(70_000)}.html`,
  ])('has nothing at %s', async (url) => {
    const answer = await ask(url);
    expect(answer.status).toBe(404);
    expect(await answer.text()).not.toContain('secret');
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
  });

  it('only reads', async () => {
    expect((await ask('app://lotwatch/index.html', 'POST')).status).toBe(405);
  });

  it('keeps a page for the case that nothing else works', async () => {
    const page = await ask('app://lotwatch/stopped.html');
    expect(page.status).toBe(200);
    expect(await page.text()).not.toMatch(/<script|<style|style=/);
  });

  it('is standard and secure and nothing more', () => {
    expect(APP_SCHEME).toEqual({ scheme: 'app', privileges: { standard: true, secure: true } });
  });
});
