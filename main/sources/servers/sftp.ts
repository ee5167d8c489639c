import { createHash } from 'node:crypto';
import {
  Client,
  type ConnectConfig,
  type ServerHostKeyAlgorithm,
  type SFTPWrapper,
  type Stats,
} from 'ssh2';
import { LotwatchError } from '../../../shared/result.ts';
import { FeedFailure, NETWORK, shownAddress } from '../http/failure.ts';
import { calling } from './calling.ts';
import { SSH_PORT, sshHost, type Entrance, type FileServer } from './file-server.ts';
import { readAhead } from './read-ahead.ts';
import { within } from './within.ts';

/** As `ssh-keygen -l` and feed providers write it. */
const fingerprintOf = (key: Buffer): string =>
  `SHA256:${createHash('sha256').update(key).digest('base64').replace(/=+$/, '')}`;

/**
 * Logs in. A server is known by its key from the first login on; another key is refused before anything is sent that
 * lets us in.
 */
export async function connectSftp(entrance: Entrance): Promise<FileServer> {
  const { url, hostKeys, limits, signal } = entrance;
  const client = new Client();
  const host = sshHost(url);
  const known = hostKeys?.known(host) ?? null;
  let shown = '';
  const config = configOf(entrance, (key) => {
    shown = fingerprintOf(key);
    return known === null || known === shown;
  });
  const inWords = (error: unknown): LotwatchError =>
    known !== null && shown !== '' && shown !== known
      ? otherKey(url, known, shown)
      : sftpFailure(error, entrance, shown !== '');
  const bounds = { url, idleMs: limits.idleMs, signal, inWords };
  // What goes wrong later comes out of the call that waits for it.
  client.on('error', () => undefined).setMaxListeners(0);
  try {
    await within(
      { ...bounds, idleMs: 2 * limits.connectMs },
      new Promise<void>((resolve, reject) => {
        client.once('ready', resolve).once('error', reject);
        client.once('close', () => reject(new Error('closed')));
        // Some servers ask for the password instead of taking it.
        client.on('keyboard-interactive', (_name, _words, _language, prompts, answer) =>
          answer(prompts.map(() => (entrance.auth.kind === 'basic' ? entrance.auth.password : ''))),
        );
        client.connect(config);
      }),
    );
    if (known === null) hostKeys?.learn(host, shown);
    const sftp = await within(bounds, opened(client));
    return {
      stat: async (path) => {
        const { size, mtime, mode } = await within(
          bounds,
          calling<Stats>(client, (done) => sftp.stat(path, done)),
        );
        if ((mode & 0o170000) === 0o040000)
          throw new FeedFailure(`${shownAddress(url)} is a folder; write the path of a file in it.`);
        return { size, modifiedAt: mtime * 1000 };
      },
      read: (path, size) => readAhead(sftp, path, size ?? 0, (work) => within(bounds, work), client),
      close: () => void client.destroy(),
    };
  } catch (error) {
    client.destroy();
    throw error;
  }
}

function configOf({ url, auth, ip, limits }: Entrance, isTrusted: (key: Buffer) => boolean): ConnectConfig {
  const at = shownAddress(url);
  if (auth.kind === 'bearer')
    throw new FeedFailure(`${at} takes no token; give a user name with a password or an SSH key.`);
  const username = auth.kind === 'none' ? decodeURIComponent(url.username) : auth.user;
  if (username === '')
    throw new FeedFailure(
      `${at} wants a user name with a password or an SSH key. Enter them in the source's settings.`,
    );
  return {
    host: ip,
    port: Number(url.port) || SSH_PORT,
    username,
    ...(auth.kind === 'basic' ? { password: auth.password, tryKeyboard: true } : {}),
    ...(auth.kind === 'key' ? { privateKey: auth.privateKey, passphrase: auth.passphrase } : {}),
    readyTimeout: limits.connectMs,
    hostVerifier: isTrusted,
    algorithms: { serverHostKey: HOST_KEYS },
  };
}

/** In this order for good: with another first one a server of several keys would show another key. */
const HOST_KEYS: ServerHostKeyAlgorithm[] = [
  'ssh-ed25519',
  'ecdsa-sha2-nistp256',
  'ecdsa-sha2-nistp384',
  'ecdsa-sha2-nistp521',
  'rsa-sha2-512',
  'rsa-sha2-256',
  'ssh-rsa',
];

const opened = (client: Client): Promise<SFTPWrapper> => calling(client, (done) => client.sftp(done));

const otherKey = (url: URL, known: string, shown: string): FeedFailure =>
  new FeedFailure(
    `${url.protocol}//${url.host} showed another server key than before: ${shown} instead of ${known}. The server was set up again, or somebody pretends to be it; no password or key was sent. Ask your feed provider for the fingerprint of its key. If it is the new one, enter it as the server key in the source's settings, or sync once with --host-key ${shown}.`,
  );

const STATUS: Readonly<Record<number, string>> = {
  2: 'there is no such file. Check the address, or ask your feed provider',
  3: 'this user may not read it. Ask your feed provider',
};

function sftpFailure(error: unknown, { url, auth }: Entrance, isThere: boolean): LotwatchError {
  if (error instanceof LotwatchError) return error;
  const at = shownAddress(url);
  const { code, level, message } = partsOf(error);
  if (level === 'client-authentication')
    return new FeedFailure(
      auth.kind === 'none'
        ? `${at} wants a password or an SSH key. Enter it in the source's settings.`
        : `${at} refused the user name and ${auth.kind === 'key' ? 'the SSH key' : 'password'}. Enter them again in the source's settings.`,
    );
  if (/privateKey/i.test(message))
    return new FeedFailure(
      `The SSH key for ${at} cannot be used: it is not a private key that Lotwatch knows, or its passphrase is wrong. Enter it again in the source's settings.`,
    );
  if (typeof code === 'number')
    return new FeedFailure(
      `${at} could not be read: ${STATUS[code] ?? `the server refused (${code}). Sync again later`}.`,
      {
        isRetryable: STATUS[code] === undefined,
      },
    );
  if (level === 'client-timeout')
    return new FeedFailure(`${at} did not answer in time. Sync again later, or check the address.`, {
      isRetryable: true,
    });
  const known = NETWORK[code ?? ''];
  const words =
    known ?? (isThere ? NETWORK['ECONNRESET'] : 'the server does not speak SFTP. Check the address');
  return new FeedFailure(`${at} could not be read: ${words}.`, { isRetryable: true });
}

/** What ssh2 puts into its errors. */
function partsOf(error: unknown): { code: string | number | null; level: string; message: string } {
  if (!(error instanceof Error)) return { code: null, level: '', message: '' };
  const code =
    'code' in error && (typeof error.code === 'string' || typeof error.code === 'number')
      ? error.code
      : null;
  return { code, level: 'level' in error ? String(error.level) : '', message: error.message };
}
