import { getSystemErrorName } from 'node:util';
import { createTransport } from 'nodemailer';
import type { ChannelSettings } from '../../shared/alerts/channel.ts';
import type { Message } from '../../shared/alerts/message.ts';
import { moneyText } from '../../shared/alerts/measures.ts';
import { tlsOptionsFor } from '../net/trust.ts';
import { connectionFailure, SendFailure } from './send-failure.ts';

type Email = Extract<ChannelSettings, { kind: 'email' }>;
export type MailLimits = { readonly connectMs: number; readonly idleMs: number };

const listOf = ({ vehicles, count }: Message): string[] => {
  const figure = (value: number | null): string => (value === null ? '–' : moneyText(value, null));
  const lines = vehicles.map(({ vehicle, vin, old, new: now }) =>
    [vehicle, vin ?? '', old === null && now === null ? '' : `${figure(old)} to ${figure(now)}`]
      .filter((part) => part !== '')
      .join('  '),
  );
  return count > lines.length ? [...lines, `and ${count - lines.length} more`] : lines;
};

/** Subjects are one line, whatever a feed wrote into a name. */
const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim().slice(0, 200);

/** @param secret the password. @throws SendFailure */
export async function sendEmail(
  { host, port, security, user, from, to }: Email,
  message: Message,
  secret: string | null,
  limits: MailLimits,
): Promise<void> {
  const at = `${host}:${port}`;
  const transport = createTransport({
    ...{ host, port, secure: security === 'tls', requireTLS: security === 'starttls' },
    ignoreTLS: security === 'none',
    tls: tlsOptionsFor(host),
    ...(user === null ? {} : { auth: { user, pass: secret ?? '' } }),
    connectionTimeout: limits.connectMs,
    greetingTimeout: limits.connectMs,
    socketTimeout: limits.idleMs,
    // A vehicle's text is data: it names no file and no address to fetch.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  try {
    await transport.sendMail({
      ...{ from, to: [...to] },
      subject: oneLine(`${message.urgent ? 'Urgent: ' : ''}${message.rule}: ${message.text}`),
      text: [message.text, '', ...listOf(message), '', message.url].join('\n'),
      // The same for each try: mail readers show a repeat once.
      messageId: `<${message.id}@lotwatch.invalid>`,
      headers: { 'X-Lotwatch-Delivery': message.id },
    });
  } catch (error) {
    throw mailFailure(error, at);
  } finally {
    transport.close();
  }
}

/** Answers from 500 on are final by the protocol; a wrong password is one of them. */
function mailFailure(error: unknown, at: string): SendFailure {
  const code = error instanceof Error && 'responseCode' in error ? Number(error.responseCode) : Number.NaN;
  const kind = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (kind === 'EAUTH')
    return new SendFailure(`${at} refused the user name or the password (${code || 'no code'}).`, false);
  if (kind === 'ETLS') return new SendFailure(`${at} offers no TLS, and the channel asks for it.`, true);
  if (Number.isFinite(code) && code > 0)
    return new SendFailure(`${at} refused the mail with code ${code}.`, code < 500);
  if (kind === 'ETIMEDOUT') return new SendFailure(`${at} did not answer in time.`, true);
  return connectionFailure(ofConnection(error), at);
}

/** Nodemailer puts codes of its own where Node's were; what is left of those says enough. */
function ofConnection(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const { message } = error;
  const known = (code: string): Error => Object.assign(new Error(message), { code });
  if ('errno' in error && typeof error.errno === 'number') return known(getSystemErrorName(error.errno));
  if (message.includes('altnames')) return known('ERR_TLS_CERT_ALTNAME_INVALID');
  return message.includes('certificate') ? known('CERT_REFUSED') : error;
}
