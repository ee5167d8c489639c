import type { StoredGateway } from '../../shared/connections.ts';
import { toFailure } from '../../shared/result.ts';
import type { GatewaySwitch } from '../adapter.ts';

type OpenGateway = { readonly port: number; close(): Promise<void> };

/** The gateway beside the window: off until a person turns it on. Each change waits for the one before it. */
export function gatewaySwitch(options: {
  readonly open: (port: number) => Promise<OpenGateway>;
  readonly tokenFile: string;
}): GatewaySwitch & { close(): Promise<void> } {
  let gateway: OpenGateway | null = null;
  let error: string | null = null;
  let last: Promise<void> = Promise.resolve();

  const change = async (wanted: StoredGateway): Promise<void> => {
    error = null;
    if (gateway !== null && wanted.on && gateway.port === wanted.port) return;
    await gateway?.close();
    gateway = null;
    if (!wanted.on) return;
    try {
      gateway = await options.open(wanted.port);
    } catch (failure) {
      error = toFailure(failure).message;
    }
  };
  const apply = (wanted: StoredGateway): Promise<void> => {
    last = last.then(() => change(wanted));
    return last;
  };
  return {
    apply,
    state: () => ({
      url: gateway === null ? null : `http://localhost:${gateway.port}`,
      tokenFile: gateway === null ? null : options.tokenFile,
      error,
    }),
    close: () => apply({ on: false, port: gateway?.port ?? 1 }),
  };
}
