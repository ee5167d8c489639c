import type { FastifyReply } from 'fastify';
import type { Failure } from '../../shared/result.ts';

/** Answers with words about what is wrong and what to do. */
export function refuse(
  reply: FastifyReply,
  status: number,
  message: string,
  code: Failure['code'] = 'bad-input',
  more: Readonly<Record<string, unknown>> = {},
): FastifyReply {
  return reply.code(status).send({ error: { code, message } satisfies Failure, ...more });
}
