import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { connect } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../free-port.fixture.ts';

/** For tests: real servers of Debian's packages, each a process of our own on loopback. Nothing here is a mock. */
const SSHD = '/usr/sbin/sshd';
const PROFTPD = '/usr/sbin/proftpd';
const PROXY = '/usr/bin/tinyproxy';
const onRoot = process.getuid?.() === 0;
export const hasSshd = existsSync(SSHD);
export const hasProftpd = existsSync(PROFTPD) && existsSync('/usr/lib/proftpd/mod_sftp.so');
export const hasProxy = existsSync(PROXY);

export type RealServer = {
  readonly port: number;
  readonly dir: string;
  /** What it wrote to its log. */
  readonly log: () => string;
  /** Ends it and starts it again, with what was changed in its folder. */
  readonly restart: () => Promise<void>;
  readonly end: () => Promise<void>;
};

async function answers(port: number, child: ChildProcess): Promise<void> {
  for (;;) {
    if (child.exitCode !== null) throw new Error(`It ended with ${child.exitCode}`);
    const socket = connect(port, '127.0.0.1');
    const isThere = await new Promise<boolean>((resolve) => {
      socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    });
    socket.destroy();
    if (isThere) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

async function run(
  command: string,
  args: (dir: string) => readonly string[],
  prepare: (dir: string, port: number) => void,
): Promise<RealServer> {
  const dir = mkdtempSync(join(tmpdir(), 'lotwatch-server-'));
  // Servers that run as another user read here, too.
  chmodSync(dir, 0o755);
  const port = await freePort();
  prepare(dir, port);
  let child: ChildProcess | null = null;
  let said = '';
  const start = async (): Promise<void> => {
    child = spawn(command, [...args(dir)], { stdio: ['ignore', 'pipe', 'pipe'] });
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', (part: Buffer) => void (said += part.toString()));
    await answers(port, child).catch((error: unknown) => {
      throw new Error(said, { cause: error });
    });
  };
  const stop = async (): Promise<void> => {
    if (child === null || child.exitCode !== null) return;
    const gone = once(child, 'exit');
    child.kill('SIGTERM');
    await gone;
  };
  await start();
  return {
    port,
    dir,
    log: () => said,
    restart: async () => {
      await stop();
      await start();
    },
    end: async () => {
      await stop();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

/** A key pair of OpenSSH. */
export function sshKey(path: string, passphrase = ''): string {
  rmSync(path, { force: true });
  execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', passphrase, '-f', path]);
  return readFileSync(path, 'utf8');
}

export const fingerprintOf = (path: string): string =>
  execFileSync('ssh-keygen', ['-l', '-f', `${path}.pub`])
    .toString()
    .split(' ')[1] ?? '';

/** OpenSSH: lets the account of the test in, with the key `user` of its folder; its own is `host`. */
export const runSshd = (): Promise<RealServer> =>
  run(
    SSHD,
    (dir) => ['-D', '-e', '-f', join(dir, 'config')],
    (dir, port) => {
      if (onRoot) mkdirSync('/run/sshd', { recursive: true });
      sshKey(join(dir, 'host'));
      sshKey(join(dir, 'user'));
      const lines = [
        `Port ${port}`, 'ListenAddress 127.0.0.1', `HostKey ${dir}/host`, `PidFile ${dir}/pid`,
        `AuthorizedKeysFile ${dir}/user.pub`, 'StrictModes no', 'UsePAM no', 'PasswordAuthentication no',
        'PermitRootLogin yes', 'Subsystem sftp internal-sftp', 'LogLevel VERBOSE',
      ]; // prettier-ignore
      writeFileSync(join(dir, 'config'), lines.join('\n'));
    },
  );

export const ownUser = (): string => userInfo().username;

/** `files` lie in `lot/`. The user is `feed` with the password `s3cret`. */
export type FtpKind = 'ftp' | 'ftps' | 'implicit' | 'sftp';

/** ProFTPD: plain, with TLS, or speaking SFTP with passwords. */
export const runProftpd = (kind: FtpKind, tls?: { key: string; cert: string }): Promise<RealServer> =>
  run(
    PROFTPD,
    (dir) => ['-n', '-q', '-c', join(dir, 'config')],
    (dir, port) => {
      const { uid, gid, username } = userInfo();
      const [id, group] = onRoot ? [65_534, 65_534] : [uid, gid];
      mkdirSync(join(dir, 'lot'));
      const hash = execFileSync('openssl', ['passwd', '-6', 's3cret']).toString().trim();
      writeFileSync(join(dir, 'users'), `feed:${hash}:${id}:${group}::${dir}/lot:/bin/false\n`, {
        mode: 0o600,
      });
      if (kind === 'sftp') sshKey(join(dir, 'host'));
      if (tls !== undefined) {
        writeFileSync(join(dir, 'key.pem'), tls.key, { mode: 0o600 });
        writeFileSync(join(dir, 'cert.pem'), tls.cert);
      }
      const lines = [
        'ModulePath /usr/lib/proftpd', 'LoadModule mod_tls.c', 'LoadModule mod_sftp.c',
        `Port ${port}`, 'DefaultAddress 127.0.0.1', 'UseIPv6 off', 'ServerType standalone',
        `User ${onRoot ? 'nobody' : username}`, `Group ${onRoot ? 'nogroup' : String(gid)}`,
        `PidFile ${dir}/pid`, `ScoreboardFile ${dir}/scoreboard`, `DelayTable none`, 'WtmpLog off',
        `AuthOrder mod_auth_file.c`, `AuthUserFile ${dir}/users`, 'RequireValidShell off', 'AuthPAM off',
        `SystemLog ${dir}/log`, 'UseReverseDNS off', 'UseFtpUsers off', 'TimeoutLinger 0',
        ...(kind === 'sftp' ? ['SFTPEngine on', `SFTPHostKey ${dir}/host`, `SFTPLog ${dir}/log`] : []),
        ...(kind === 'ftps' || kind === 'implicit'
          ? ['TLSEngine on', 'TLSRequired on', `TLSRSACertificateFile ${dir}/cert.pem`, `TLSRSACertificateKeyFile ${dir}/key.pem`, 'TLSProtocol TLSv1.2 TLSv1.3', `TLSLog ${dir}/log`, ...(kind === 'implicit' ? ['TLSOptions UseImplicitSSL'] : [])]
          : []),
      ]; // prettier-ignore
      writeFileSync(join(dir, 'config'), `${lines.join('\n')}\n`, { mode: 0o600 });
    },
  );

/** Tinyproxy; with `login`, only who gives "user password" gets through. */
export const runProxy = (login?: string): Promise<RealServer> =>
  run(
    PROXY,
    (dir) => ['-d', '-c', join(dir, 'config')],
    (dir, port) => {
      const lines = [
        `Port ${port}`, 'Listen 127.0.0.1', 'Timeout 30', 'Allow 127.0.0.1', 'LogLevel Connect', 'MaxClients 20',
        ...(login === undefined ? [] : [`BasicAuth ${login}`]),
      ]; // prettier-ignore
      writeFileSync(join(dir, 'config'), `${lines.join('\n')}\n`);
    },
  );

export type Authority = {
  readonly caFile: string;
  readonly key: string;
  readonly cert: string;
  end(): void;
};

/** An authority of our own, and a certificate for 127.0.0.1 and localhost that it signed. */
export function makeAuthority(): Authority {
  const dir = mkdtempSync(join(tmpdir(), 'lotwatch-ca-'));
  const at = (name: string): string => join(dir, name);
  const openssl = (...args: string[]): void =>
    void execFileSync('openssl', args, { stdio: ['ignore', 'ignore', 'ignore'] });
  const ec = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
  openssl(
    'req',
    '-x509',
    ...ec,
    '-days',
    '2',
    '-subj',
    '/CN=Test authority',
    '-keyout',
    at('ca.key'),
    '-out',
    at('ca.pem'),
  );
  openssl('req', ...ec, '-subj', '/CN=localhost', '-keyout', at('key.pem'), '-out', at('request.pem'));
  writeFileSync(at('names'), 'subjectAltName=DNS:localhost,IP:127.0.0.1\n');
  openssl(
    'x509',
    '-req',
    '-in',
    at('request.pem'),
    '-CA',
    at('ca.pem'),
    '-CAkey',
    at('ca.key'),
    '-CAcreateserial',
    '-days',
    '2',
    '-extfile',
    at('names'),
    '-out',
    at('cert.pem'),
  );
  return {
    caFile: at('ca.pem'),
    key: readFileSync(at('key.pem'), 'utf8'),
    cert: readFileSync(at('cert.pem'), 'utf8'),
    end: () => rmSync(dir, { recursive: true }),
  };
}
