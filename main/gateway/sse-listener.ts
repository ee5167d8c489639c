import { request, type IncomingMessage } from 'node:http';

/** For tests and fault runs: a program that listens to the stream of events over a real socket. */
export type Block = { readonly event: string; readonly id: string | null; readonly data: StreamData };
export type StreamData = {
  readonly type: string;
  readonly timestamp: string;
  readonly data: Readonly<Record<string, unknown>>;
};

export type Listener = {
  readonly response: IncomingMessage;
  readonly blocks: Block[];
  /** The last id it had, as a browser keeps it. */
  readonly lastId: string | null;
  /** Settles with the blocks as soon as there are so many of this event; rejects when the stream ends before. */
  until(event: string, count: number): Promise<Block[]>;
  /** Settles when the stream has ended. */
  readonly ended: Promise<void>;
  leave(): void;
};

export function listenTo(
  port: number,
  query = '',
  headers: Readonly<Record<string, string>> = {},
  onBlock: (block: Block) => void = () => undefined,
): Promise<Listener> {
  return new Promise((resolve, reject) => {
    const asked = request({
      host: '127.0.0.1',
      port,
      path: `/api/realtime/events${query}`,
      agent: false,
      headers,
    });
    asked.on('error', reject);
    asked.on('response', (response) => resolve(reader(response, onBlock)));
    asked.end();
  });
}

function reader(response: IncomingMessage, onBlock: (block: Block) => void): Listener {
  const blocks: Block[] = [];
  const counts = new Map<string, number>();
  const waiting = new Set<() => void>();
  let rest = '';
  let lastId: string | null = null;
  let over = false;
  const end = Promise.withResolvers<void>();
  const recheck = (): void => waiting.forEach((check) => check());
  response.setEncoding('utf8');
  response.on('data', (part: string) => {
    const texts = (rest + part).split('\n\n');
    rest = texts.pop() ?? '';
    for (const text of texts) {
      const block = parseBlock(text);
      if (block === null) continue;
      lastId = block.id ?? lastId;
      blocks.push(block);
      counts.set(block.event, (counts.get(block.event) ?? 0) + 1);
      onBlock(block);
    }
    recheck();
  });
  // A stream that is cut off is no error here: the test asks for what came.
  response.on('error', () => undefined);
  response.on('close', () => {
    over = true;
    end.resolve();
    recheck();
  });
  return {
    response,
    blocks,
    get lastId() {
      return lastId;
    },
    ended: end.promise,
    until: (event, count) =>
      new Promise((resolve, reject) => {
        const check = (): void => {
          const had = counts.get(event) ?? 0;
          if (had < count && !over) return;
          waiting.delete(check);
          if (had >= count) resolve(blocks.filter((block) => block.event === event));
          else reject(new Error(`The stream ended after ${had} of ${count} ${event}`));
        };
        waiting.add(check);
        check();
      }),
    leave: () => void response.destroy(),
  };
}

function parseBlock(text: string): Block | null {
  const field = (name: string): string | null => {
    const at = text.startsWith(`${name}: `) ? 0 : text.indexOf(`\n${name}: `) + 1;
    if (at === 0 && !text.startsWith(`${name}: `)) return null;
    const end = text.indexOf('\n', at);
    return text.slice(at + name.length + 2, end === -1 ? undefined : end);
  };
  const event = field('event');
  if (event === null) return null;
  return {
    event,
    id: field('id'),
    // Parsed on demand: tests that only count need not pay for it. Written by our own gateway.
    get data() {
      return JSON.parse(field('data') ?? 'null') as StreamData;
    },
  };
}
