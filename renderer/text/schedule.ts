import type { Source } from '../../shared/lot.ts';

export const scheduleText = {
  title: 'Sync schedule',
  kinds: {
    manual: 'Manually',
    watch: 'When the file changes',
    hourly: 'Every hour',
    daily: 'Every day at',
    cron: 'Custom (cron)',
  },
  choose: 'Choose when this address is read',
  time: 'Time',
  timeWrong: 'A time such as 06:30',
  pattern: 'Pattern',
  patternHint: 'Minute, hour, day, month, weekday: “30 6 * * 1-5” is 06:30 from Monday to Friday.',
  patternWrong: 'Five or six parts with spaces between them',
  timezone: 'Time zone',
  timezoneHint: 'Empty: this machine’s time zone. Otherwise a name such as America/Los_Angeles.',
  timezoneWrong: 'No such time zone',
  watching: 'When it changes',
  hourly: 'Every hour',
  daily: (time: string) => `Every day at ${time}`,
  cron: (pattern: string) => `At “${pattern}”`,
  inZone: (words: string, zone: string | null) => (zone === null ? words : `${words}, ${zone}`),
  next: (when: string) => `next ${when}`,
  checked: 'checked',
} as const;

const STORED_AUTH = {
  basic: 'A user and password are',
  bearer: 'A token is',
  key: 'An SSH key is',
} as const;

export const authText = {
  title: 'Access',
  kinds: { none: 'None', basic: 'User and password', bearer: 'Token', key: 'SSH key' },
  keep: (auth: Source['auth']) =>
    auth === 'none'
      ? 'No password, token or key is stored.'
      : `${STORED_AUTH[auth]} stored; what is stored is never shown.`,
  replace: 'Replace',
  replaceHint: 'Replaces what is stored.',
  user: 'User',
  password: 'Password',
  token: 'Token',
  privateKey: 'Private key',
  privateKeyHint: 'The content of its file, from -----BEGIN to the last line.',
  passphrase: 'Passphrase of the key, if it has one',
  hostKey: 'Server key, if you have its fingerprint',
  hostKeyHint: 'Empty: the key shown at the first connection is trusted from then on.',
  hint: 'Kept by this system’s keychain where it has one, never shown again and never sent to another address.',
} as const;
