import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { channelSettingsSchema, type ChannelSettings } from '../../shared/alerts/channel.ts';
import { trustAlso } from '../net/trust.ts';
import { certificateFor, openDelivery } from './delivery.fixture.ts';

const { channel, closing, forget, row } = openDelivery();
let other: ReturnType<typeof certificateFor>;
beforeAll(() => {
  other = certificateFor('other.example.com');
});
afterAll(() => other.remove());

describe('e-mail', () => {
  type Mail = { readonly to: readonly string[]; readonly text: string };
  async function mailServer(options: SMTPServerOptions = {}): Promise<{ port: number; mails: Mail[] }> {
    const mails: Mail[] = [];
    const server = new SMTPServer({
      ...{ authOptional: true, disabledCommands: ['STARTTLS'], logger: false },
      onData: (stream, session, done) => {
        let text = '';
        stream.on('data', (part) => (text += String(part)));
        stream.on('end', () => {
          mails.push({ to: session.envelope.rcptTo.map(({ address }) => address), text });
          done();
        });
      },
      ...options,
    });
    // A client that gives up is no fault of the server.
    server.on('error', () => undefined);
    const listening = server.listen(0, '127.0.0.1');
    await once(listening, 'listening');
    closing.push(() => new Promise<void>((resolve) => server.close(() => resolve())));
    return { port: (listening.address() as AddressInfo).port, mails };
  }
  const mail = (port: number, part: object = {}): ChannelSettings =>
    channelSettingsSchema.parse({
      ...{ kind: 'email', host: '127.0.0.1', port, security: 'none', from: 'lot@example.com' },
      ...{ to: ['a@example.com', 'b@example.com'], ...part },
    });
  const wait = { limits: { firstWaitMs: 20_000, longestWaitMs: 20_000 } };

  it('has one line as its subject, the vehicles, and the same Message-ID for each try', async () => {
    let refusals = 1;
    const there = await mailServer({
      onMailFrom: (_address, _session, done) => {
        refusals -= 1;
        done(refusals < 0 ? null : Object.assign(new Error('later'), { responseCode: 451 }));
      },
    });
    await channel(mail(there.port)).wake();
    expect(row()).toMatchObject({ state: 'waiting', reason: expect.stringContaining('code 451') });
    await expect.poll(() => row().state).toBe('sent');
    const [sent] = there.mails;
    expect(sent?.to).toEqual(['a@example.com', 'b@example.com']);
    const text = sent?.text.replaceAll(/\r\n[ \t]/g, ' ') ?? '';
    expect(text).toMatch(
      /^Subject: =\?UTF-8\?Q\?Urgent=3A_Price_drops=3A_He_said_=22drop\?= =\?UTF-8\?Q\?=22_and_it_dropped\?=\r$/m,
    );
    expect(text).toContain('Message-ID: <alert-1@lotwatch.invalid>');
    expect(text).toContain('$40,000 to $39,000');
    expect(text).toContain('and 1 more');
  });

  it('that is refused for good is not tried again', async () => {
    const there = await mailServer({
      onRcptTo: (_address, _session, done) => done(Object.assign(new Error('no'), { responseCode: 550 })),
    });
    await channel(mail(there.port), wait).wake();
    expect(row()).toMatchObject({ state: 'failed', reason: expect.stringContaining('code 550') });
  });

  it('needs the password that the server asks for', async () => {
    const there = await mailServer({
      ...{ authOptional: false, allowInsecureAuth: true, authMethods: ['PLAIN'] },
      onAuth: ({ username, password }, _session, done) =>
        username === 'lot' && password === 'right' ? done(null, { user: 'lot' }) : done(new Error('no')),
    });
    await channel(mail(there.port, { user: 'lot' }), { ...wait, secret: 'wrong' }).wake();
    expect(row()).toMatchObject({
      state: 'failed',
      reason: expect.stringContaining('refused the user name or the password'),
    });
    expect(String(row()['reason'])).not.toContain('wrong');
    forget();
    await channel(mail(there.port, { user: 'lot' }), { secret: 'right' }).wake();
    expect(there.mails).toHaveLength(1);
  });

  it('goes over no line that is not encrypted where it must be, nor to a certificate of another name', async () => {
    const open = await mailServer();
    await channel(mail(open.port, { security: 'starttls' }), wait).wake();
    expect(row()).toMatchObject({ state: 'waiting', reason: expect.stringContaining('TLS') });
    forget();
    trustAlso(other.file);
    const wrong = await mailServer({ secure: true, key: other.key, cert: other.cert });
    await channel(mail(wrong.port, { security: 'tls' }), wait).wake();
    expect(row()).toMatchObject({ state: 'waiting', reason: expect.stringContaining('for another name') });
    expect([...open.mails, ...wrong.mails]).toEqual([]);
  });
});
