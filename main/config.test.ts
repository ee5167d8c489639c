import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isUnattended, readAppFlags, readConfig } from './config.ts';

const dataDirOf = (...args: string[]) => readAppFlags(['lotwatch', ...args], false).flags.dataDir;

describe('the flags of the app', () => {
  it.each([
    [['--data-dir', '/lots/a']],
    [['--data-dir=/lots/a']],
    [['--data-dir', '/lots/old', '--data-dir', '/lots/a']],
    [['--no-sandbox', '--data-dir', '/lots/a', '--inspect=0']],
  ])('takes the data folder from %j', (args) => {
    expect(dataDirOf(...args)).toBe('/lots/a');
  });

  it('takes a value with an equals sign whole', () => {
    expect(dataDirOf('--data-dir=/lots/a=b')).toBe('/lots/a=b');
    expect(dataDirOf('--data-dir', '/lots/a=b')).toBe('/lots/a=b');
  });

  it('knows the app’s own folder from what was passed to the app, when Electron runs a folder', () => {
    const argv = ['electron', '-r', 'hook.cjs', '--remote-debugging-port=0', '.', '--data-dir', '/lots/a'];
    expect(readAppFlags(argv, true)).toMatchObject({ flags: { dataDir: '/lots/a' }, strange: [] });
  });

  it.each([[['--data-dir']], [['--data-dir=']], [['--data-dir', '']], [['--data-dir', '--unattended']]])(
    'does not open the default folder for %j but asks for the value',
    (args) => {
      expect(() => dataDirOf(...args)).toThrow(/--data-dir needs a value: --data-dir <folder>/);
    },
  );

  it.each(['--datadir', '--data_dir', '--data-dri', '--Data-Dir'])('asks whether %s is a slip', (flag) => {
    expect(() => dataDirOf(flag, '/lots/a')).toThrow(`${flag} is not a flag; did you mean --data-dir?`);
    expect(() => dataDirOf(`${flag}=/lots/a`)).toThrow(`${flag} is not a flag`);
  });

  it('leaves what may be Chromium’s alone, and reports what it did not use', () => {
    const { strange } = readAppFlags(
      ['lotwatch', '--disable-gpu', '--port=3', 'lot.csv', '-psn_0_1'],
      false,
    );
    expect(strange).toEqual(['--disable-gpu', '--port', 'lot.csv', '-psn_0_1']);
  });

  it('reads those without a value', () => {
    expect(readAppFlags(['lotwatch'], false).restarted).toBe(0);
    const { restarted, strange } = readAppFlags(['lotwatch', '--unattended', '--restarted=2'], false);
    expect([restarted, strange]).toEqual([2, []]);
    expect(() => readAppFlags(['lotwatch', '--unattended=yes'], false)).toThrow(/takes no value/);
  });
});

it.each<[string[], Record<string, string>, boolean]>([
  [['lotwatch'], {}, false],
  [['lotwatch', '--unattended'], {}, true],
  [['lotwatch', '--data-dir'], { LOTWATCH_UNATTENDED: '1' }, true],
  [['lotwatch'], { CI: 'true' }, true],
  [['lotwatch'], { CI: 'false', LOTWATCH_UNATTENDED: '0' }, false],
])('with %j and %j is unattended: %s', (argv, env, unattended) => {
  expect(isUnattended(argv, env)).toBe(unattended);
});

describe('the settings', () => {
  it('refuse an empty flag instead of taking what comes next in rank', () => {
    const env = { LOTWATCH_DATA_DIR: '/lots/default', LOTWATCH_PORT: '3100' };
    expect(() => readConfig({ dataDir: '' }, env)).toThrow(/--data-dir needs a value/);
    expect(() => readConfig({ dataDir: '/lots/a', port: ' ' }, env)).toThrow(/--port needs a value/);
  });

  it('take an empty variable as one that is not set', () => {
    expect(readConfig({ dataDir: '/lots/a' }, { LOTWATCH_PORT: '' })).toMatchObject({
      dataDir: resolve('/lots/a'),
      port: 3000,
    });
  });
});
