import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

/** For tests: a line to a server that breaks, stalls, or is slow, after so many bytes from the server. */
export type Line = { readonly port: number; end(): Promise<void> };

export async function bentLine(
  port: number,
  { after, fate }: { readonly after: number; readonly fate: 'cut' | 'stall' },
): Promise<Line> {
  const open = new Set<Socket>();
  const server = createServer((client) => {
    const upstream = connect(port, '127.0.0.1');
    let came = 0;
    for (const socket of [client, upstream]) {
      open.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => [client, upstream].forEach((one) => one.destroy()));
    }
    client.pipe(upstream);
    upstream.on('data', (part) => {
      came += part.length;
      if (came <= after) client.write(part);
      else if (fate === 'cut') client.destroy();
      else upstream.pause();
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('No port');
  return {
    port: address.port,
    end: async () => {
      const closed = once(server, 'close');
      server.close();
      open.forEach((socket) => socket.destroy());
      await closed;
    },
  };
}
