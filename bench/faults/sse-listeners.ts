import { listenTo, type Listener } from '../../main/gateway/sse-listener.ts';

/** Child of `faults-sse.ts`: so many listeners on a port; counts what each received and reports the tally. */
const [port, count] = process.argv.slice(2).map(Number);
if (port === undefined || count === undefined) throw new Error('port and count are needed');
const ROAM_MS = 250;

type Client = {
  listener: Listener;
  last: number;
  first: number;
  had: number;
  double: number;
  disorder: number;
  roams: boolean;
};
const clients: Client[] = [];
let reconnects = 0;
/** Ended by the gateway, because this process did not keep up. */
let dropped = 0;
let goal = Infinity;
let isOver = false;

async function open(client: Client, lastId: string | null): Promise<void> {
  client.listener = await listenTo(
    port ?? 0,
    '',
    lastId === null ? {} : { 'last-event-id': lastId },
    ({ event, id }) => {
      if (event !== 'price-change') return;
      const seq = Number(id?.split('-').at(-1));
      if (seq === client.last) client.double += 1;
      else if (seq < client.last) client.disorder += 1;
      else client.had += 1;
      if (client.first === 0) client.first = seq;
      client.last = Math.max(client.last, seq);
      // What is counted need not be kept.
      client.listener?.blocks.splice(0);
    },
  );
  const { listener } = client;
  void listener.ended.then(() => {
    if (isOver) return;
    if (client.roams) reconnects += 1;
    else dropped += 1;
    client.roams = false;
    void open(client, listener.lastId);
  });
}

for (let n = 0; n < count; n += 1) {
  // The listener is set before the first event can arrive.
  const client = { last: 0, first: 0, had: 0, double: 0, disorder: 0, roams: false } as Client;
  await open(client, null);
  await client.listener.until('connected', 1);
  clients.push(client);
}

let turn = 0;
const roaming = setInterval(() => {
  turn += 1;
  const client = clients[(turn * 7) % Math.max(1, Math.ceil(clients.length / 10))];
  if (client === undefined || goal !== Infinity || client.roams) return;
  client.roams = true;
  client.listener.leave();
}, ROAM_MS);

type Total = { readonly from: number; readonly to: number };
process.on('message', ({ total }: { total: Total }) => void report(total));

async function report(total: Total): Promise<void> {
  goal = total.to;
  const deadline = Date.now() + 60_000;
  while (Date.now() < deadline && clients.some((client) => client.last < goal))
    await new Promise((resolve) => setTimeout(resolve, 50));
  clearInterval(roaming);
  isOver = true;
  const sum = (of: (client: Client) => number): number =>
    clients.reduce((all, client) => all + of(client), 0);
  const expected = total.to - total.from;
  process.send?.({
    clients: clients.length,
    missing: sum(({ had }) => expected - had),
    double: sum(({ double }) => double),
    disorder: sum(({ disorder }) => disorder),
    reconnects,
    dropped,
  });
  for (const { listener } of clients) listener.leave();
  // Only once the gateway has seen them go.
  setTimeout(() => process.disconnect(), 100);
}
// Whoever asked is gone, or has its answer.
process.on('disconnect', () => process.exit(0));
process.send?.('ready');
