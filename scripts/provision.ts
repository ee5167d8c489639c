import { accessSync, constants, existsSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { findChromium } from './chromium.ts';
import { run } from './run.ts';

/** What the tests need beyond npm's packages. */
type Need = {
  readonly name: string;
  readonly debian: string;
  readonly missing: () => boolean;
  /** For a person, where it cannot be brought. */
  readonly advice: string;
};

/** Asked by Debian's packages before they start a service. */
const POLICY = '/usr/sbin/policy-rc.d';
const onLinux = process.platform === 'linux';
const NEEDS: readonly Need[] = [
  {
    name: 'Redis',
    debian: 'redis-server',
    missing: () => !isOnPath('redis-server'),
    advice: 'install redis-server',
  },
  {
    name: 'OpenSSH server',
    debian: 'openssh-server',
    missing: () => onLinux && !existsSync('/usr/sbin/sshd'),
    advice: 'install openssh-server',
  },
  {
    name: 'an FTP server',
    debian: 'proftpd-core',
    missing: () => onLinux && !existsSync('/usr/sbin/proftpd'),
    advice: 'install proftpd-core',
  },
  {
    name: 'its TLS and SFTP',
    debian: 'proftpd-mod-crypto',
    missing: () => onLinux && !existsSync('/usr/lib/proftpd/mod_sftp.so'),
    advice: 'install proftpd-mod-crypto',
  },
  {
    name: 'a proxy',
    debian: 'tinyproxy-bin',
    missing: () => onLinux && !existsSync('/usr/bin/tinyproxy'),
    advice: 'install tinyproxy-bin',
  },
  {
    name: 'Chromium',
    debian: 'chromium',
    missing: () => findChromium() === null,
    advice: 'run "npx playwright install chromium"',
  },
  {
    name: 'a display',
    debian: 'xvfb',
    missing: () => onLinux && !hasDisplay() && !isOnPath('xvfb-run'),
    advice: 'install xvfb',
  },
];

export const hasDisplay = (): boolean => Boolean(process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY']);

/**
 * Brings what is missing where that is possible without asking (Debian, as root); elsewhere says the one command.
 * Answers what is missing still, in words for the summary.
 */
export async function provision(): Promise<readonly string[]> {
  const missing = NEEDS.filter((need) => need.missing());
  if (missing.length === 0) return [];
  const names = missing.map((need) => need.debian);
  if (existsSync('/etc/debian_version') && process.getuid?.() === 0) {
    const quiet = { DEBIAN_FRONTEND: 'noninteractive' };
    await run('apt-get', ['update', '-qq'], quiet);
    await withoutServices(() =>
      run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...names], quiet),
    );
  }
  return missing
    .filter((need) => need.missing())
    .map(({ name, advice }) => `${name} is missing: ${advice}`);
}

/** The tests start servers of their own on loopback: none of the packages' is to listen to the world meanwhile. */
async function withoutServices<T>(install: () => Promise<T>): Promise<T> {
  if (existsSync(POLICY)) return install();
  writeFileSync(POLICY, '#!/bin/sh\nexit 101\n', { mode: 0o755 });
  try {
    return await install();
  } finally {
    rmSync(POLICY);
  }
}

function isOnPath(program: string): boolean {
  const names = process.platform === 'win32' ? [`${program}.exe`, `${program}.cmd`] : [program];
  return (process.env['PATH'] ?? '').split(delimiter).some((folder) =>
    names.some((name) => {
      try {
        accessSync(join(folder, name), constants.X_OK);
        return true;
      } catch {
        return false;
      }
    }),
  );
}
