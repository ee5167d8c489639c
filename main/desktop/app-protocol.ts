import { readFile, realpath } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';
import type { CustomScheme } from 'electron';
import { SAFE_HEADERS, contentPolicy } from '../../shared/content-policy.ts';
import { CRASH_PAGE, CRASH_PATH } from './crash-page.ts';
import { SCHEME, isOwnPage } from './origin.ts';

/** For `protocol.registerSchemesAsPrivileged`, which has to be called before the app is ready. */
export const APP_SCHEME: CustomScheme = { scheme: SCHEME, privileges: { standard: true, secure: true } };

const MIME: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.json': 'application/json',
  '.map': 'application/json',
};

/**
 * The file inside `folder` that an app:// address names, or null where it names none. Encoded separators, NUL and
 * anything that would climb out are refused before the disk is asked.
 */
export function fileOf(address: string, folder: string): string | null {
  if (!isOwnPage(address)) return null;
  let path: string;
  try {
    path = decodeURIComponent(new URL(address).pathname);
  } catch {
    return null;
  }
  const parts = path.split('/').slice(1);
  const plain = parts.every(
    (part) => part !== '' && part !== '..' && part !== '.' && !/[\\\0:%]/.test(part),
  );
  return plain ? join(folder, ...parts) : null;
}

/** Answers app:// requests out of the built renderer; every answer carries the content policy. */
export function serveRenderer(
  folder: string,
): (request: Pick<Request, 'url' | 'method'>) => Promise<Response> {
  return async ({ url, method }) => {
    if (method !== 'GET' && method !== 'HEAD') return answer(405, 'Only reading is possible here.');
    if (isOwnPage(url) && new URL(url).pathname === CRASH_PATH) return answer(200, CRASH_PAGE, '.html');
    const file = fileOf(url, folder);
    const type = file === null ? '' : extname(file);
    if (file === null || !(type in MIME)) return answer(404, 'There is no such page.');
    try {
      // A link inside the folder must not lead out of it either.
      const real = await realpath(file);
      if (!real.startsWith((await realpath(folder)) + sep)) return answer(404, 'There is no such page.');
      return answer(200, await readFile(real), type);
    } catch {
      return answer(404, 'There is no such page.');
    }
  };
}

function answer(status: number, body: string | Uint8Array<ArrayBuffer>, type = ''): Response {
  const headers = {
    ...SAFE_HEADERS,
    'content-security-policy': contentPolicy("'none'"),
    'content-type': MIME[type] ?? 'text/plain; charset=utf-8',
  };
  return new Response(body, { status, headers });
}
