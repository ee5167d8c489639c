import type { ChannelSettings } from '../../shared/alerts/channel.ts';
import type { Message } from '../../shared/alerts/message.ts';
import { post, type PostTools } from './post.ts';

/** ntfy counts from 1 (silent) to 5 (rings on). */
const URGENT = 5;
const NORMAL = 3;

/** As JSON to the server itself: headers would hold ASCII only. @param secret an access token. @throws SendFailure */
export async function sendNtfy(
  { server, topic }: Extract<ChannelSettings, { kind: 'ntfy' }>,
  { id, rule, text, url, urgent }: Message,
  secret: string | null,
  tools: PostTools,
): Promise<void> {
  const priority = urgent ? URGENT : NORMAL;
  const body = JSON.stringify({ topic, title: rule, message: text, priority, click: url });
  const headers = {
    'x-lotwatch-delivery': id,
    ...(secret === null ? {} : { authorization: `Bearer ${secret}` }),
  };
  await post({ url: new URL(server), body, headers }, tools);
}
