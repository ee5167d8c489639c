import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

/** For tests: a line to a server that breaks, stalls, or is slow, after so many bytes from the server. */
export type Line = { readonly port: number; end(): Promise<void> };

export async function bentLine(
  port: number,
  { after, fate }: { readonly after: number; readonly fate: 'cut' | 'stall' },
): Promise<Line> {
  return lineTo(port, (client, upstream) => {
    let came = 0;
    upstream.on('data', (part) => {
      came += part.length;
      if (came <= after) client.write(part);
      else if (fate === 'cut') client.destroy();
      else upstream.pause();
    });
  });
}

/** A line to an ftp server on which commands pass, and the first `times` data connections are bent. */
export async function bentDataLine(
  port: number,
  { times, ...how }: Parameters<typeof bentLine>[1] & { readonly times: number },
): Promise<Line & { readonly bent: () => number }> {
  const lines: Line[] = [];
  const line = await lineTo(port, (client, upstream) => {
    let said = Promise.resolve();
    upstream.on('data', (part) => {
      said = said.then(async () => {
        const text = part.toString('latin1');
        const passive = /\(\|\|\|(\d+)\|\)/.exec(text);
        if (passive === null || lines.length >= times) return void client.write(part);
        const data = await bentLine(Number(passive[1]), how);
        lines.push(data);
        client.write(text.replace(passive[0], `(|||${data.port}|)`), 'latin1');
      });
    });
  });
  const end = async (): Promise<void> => void (await Promise.all([line, ...lines].map((one) => one.end())));
  return { port: line.port, bent: () => lines.length, end };
}

/** @param pass what the server's bytes go through */
async function lineTo(port: number, pass: (client: Socket, upstream: Socket) => void): Promise<Line> {
  const open = new Set<Socket>();
  const server = createServer((client) => {
    const upstream = connect(port, '127.0.0.1');
    for (const socket of [client, upstream]) {
      open.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => [client, upstream].forEach((one) => one.destroy()));
    }
    client.pipe(upstream);
    pass(client, upstream);
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
