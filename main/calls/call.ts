import type { CallName } from '../../shared/channels.ts';
import { contract } from '../../shared/contract.ts';
import { fail, toFailure, type Result } from '../../shared/result.ts';
import type { AdapterAbilities } from '../adapter.ts';
import type { Log } from '../log/log.ts';
import { alertCalls } from './alerts.ts';
import { appCalls } from './app.ts';
import { changeCalls } from './changes.ts';
import { connectionCalls } from './connections.ts';
import type { CallContext, CallHandlers } from './context.ts';
import { exportCalls } from './exports.ts';
import { lotCalls } from './lot.ts';
import { reviewCalls } from './review.ts';
import { runCalls } from './runs.ts';
import { scoreCalls } from './scores.ts';
import { sourceCalls } from './sources.ts';
import { vehicleCalls } from './vehicles.ts';

/** One handler a call: a call of the contract without one is a type error. */
const handlers: CallHandlers<CallName> = {
  ...alertCalls,
  ...appCalls,
  ...changeCalls,
  ...connectionCalls,
  ...exportCalls,
  ...lotCalls,
  ...reviewCalls,
  ...runCalls,
  ...scoreCalls,
  ...sourceCalls,
  ...vehicleCalls,
};

/**
 * Parses the input by the contract and runs the call. Never rejects: what is expected comes as its failure, what is not
 * as `internal`, with the details in the log.
 */
export async function runCall(
  name: CallName,
  input: unknown,
  context: CallContext,
  abilities: AdapterAbilities,
  log: Log,
): Promise<Result<unknown>> {
  const parsed = contract[name].input.safeParse(input);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    return fail(
      'bad-input',
      `${name}: ${issue?.path.join('.') ?? ''} ${issue?.message ?? 'bad input'}`.replace(':  ', ': '),
    );
  }
  try {
    // The map's key and the parsed input belong together; TypeScript cannot follow a union of pairs through a call.
    const handler = handlers[name] as (
      input: unknown,
      context: CallContext,
      abilities: AdapterAbilities,
    ) => Promise<Result<unknown>>;
    return await handler(parsed.data, context, abilities);
  } catch (error) {
    const failure = toFailure(error);
    if (failure.code === 'internal') log.error({ call: name, err: error }, 'a call failed');
    return { ok: false, error: failure };
  }
}
