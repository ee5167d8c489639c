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

export const authText = {
  title: 'Access',
  kinds: { none: 'None', basic: 'User and password', bearer: 'Token' },
  keep: (auth: Source['auth']) =>
    auth === 'none'
      ? 'No password or token is stored.'
      : `${auth === 'basic' ? 'A user and password are' : 'A token is'} stored; they are never shown.`,
  replace: 'Replace',
  replaceHint: 'Replaces what is stored.',
  user: 'User',
  password: 'Password',
  token: 'Token',
  hint: 'Kept by this system’s keychain where it has one, never shown again and never sent to another address.',
} as const;
