import type { Client } from 'ssh2';

/** A call that the end of the connection ends, too. */
export function calling<T>(
  client: Client,
  call: (done: (error: Error | null | undefined, value: T) => void) => unknown,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const closed = (): void => reject(Object.assign(new Error('closed'), { code: 'ECONNRESET' }));
    client.once('close', closed);
    call((error, value) => {
      client.removeListener('close', closed);
      if (error === null || error === undefined) resolve(value);
      else reject(error);
    });
  });
}
