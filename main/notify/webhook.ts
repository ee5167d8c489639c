import { createHmac } from 'node:crypto';
import type { ChannelSettings } from '../../shared/alerts/channel.ts';
import type { Message } from '../../shared/alerts/message.ts';
import { post, type PostTools } from './post.ts';
import { fillTemplate } from './template.ts';

type Webhook = Extract<ChannelSettings, { kind: 'webhook' }>;

/** Exactly the documented fields, in their order. */
const defaultBody = ({ id, rule, at, state, count, text, url, vehicles }: Message): string =>
  JSON.stringify({ id, rule, at, state, count, text, url, vehicles });

/** @param secret signs the body, so that the receiver knows who sent it. @throws SendFailure */
export async function sendWebhook(
  { url, template }: Webhook,
  message: Message,
  secret: string | null,
  tools: PostTools,
): Promise<void> {
  const body = template === null ? defaultBody(message) : fillTemplate(template, message);
  const signature: Record<string, string> =
    secret === null
      ? {}
      : { 'x-lotwatch-signature': `sha256=${createHmac('sha256', secret).update(body).digest('hex')}` };
  await post(
    { url: new URL(url), body, headers: { 'x-lotwatch-delivery': message.id, ...signature } },
    tools,
  );
}
