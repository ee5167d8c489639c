/**
 * Put into the page before its own scripts: its socket can be made to bring frames at any rate, beside those of the
 * core. They come as messages come, as text, at most one for each painted frame (P11), and say what a full lot says: so what is measured is the page alone, and no
 * publisher takes its processor. `floodable` is sent as text: it knows nothing but the page.
 */
export type Flood = {
  /** Starts, or with 0 ends, so many events a second. */
  set(perSecond: number): void;
  /** Events that were brought. */
  readonly brought: () => number;
};

declare global {
  interface Window {
    flood?: Flood;
  }
}

export function floodable(): void {
  /** A session sends more than this as the newest rows (`main/feeds/journal-feed.ts`). */
  const MAX_DELTA_ROWS = 1_000;
  const SNAPSHOT_ROWS = 500;
  const FRAME_MS = 17;
  type Inventory = { revision: number };
  type Mark = { feed: string; epoch: string; seq: number; row: object | null; inventory: Inventory | null };
  type Data = { rows?: object[]; inventory?: Inventory };
  type Sent = { subscription: number; frame: Mark & { data: Data } };
  const marks = new Map<number, Mark>();
  let socket: WebSocket | null = null;
  let brought = 0;
  let timer = 0;

  class WatchedSocket extends WebSocket {
    constructor(address: string | URL) {
      super(address);
      // oxlint-disable-next-line typescript/no-this-alias, unicorn/no-this-assignment -- the page has one socket
      socket = this;
      this.addEventListener('message', (event: MessageEvent<string>) => {
        if (!event.isTrusted) return;
        // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what our own core sent
        const { frames } = JSON.parse(event.data) as { frames?: Sent[] };
        for (const { subscription, frame } of frames ?? []) {
          const { feed, epoch, seq, data } = frame;
          const before = marks.get(subscription);
          const row = data.rows?.find((one) => 'facts' in one) ?? before?.row ?? null;
          const inventory = data.inventory ?? before?.inventory ?? null;
          marks.set(subscription, { feed, epoch, seq, row, inventory });
        }
      });
    }
  }
  window.WebSocket = WatchedSocket;

  /** A row as text around what differs from row to row: writing it costs the page next to nothing. */
  const template = (row: object): readonly string[] => {
    const text = JSON.stringify({ ...row, seq: '#seq', id: '#id', vin: '#vin' });
    return text.split(/("#seq"|#id|#vin)/);
  };
  const rowText = (parts: readonly string[], seq: number): string =>
    parts
      .map((part) => {
        if (part === '"#seq"') return String(seq);
        if (part === '#id') return `0199a1b2-0000-7000-8000-${String(seq).padStart(12, '0')}`;
        return part === '#vin' ? `1HGCM826${String(seq).padStart(9, '0')}` : part;
      })
      .join('');

  const frameText = (subscription: number, mark: Mark, n: number): string => {
    const { feed, epoch, seq: after, inventory, row } = mark;
    mark.seq += n;
    const isTooMuch = row !== null && n > MAX_DELTA_ROWS;
    const kind = isTooMuch ? 'snapshot' : 'delta';
    const data = isTooMuch ? { rows: '#rows', more: true, hides: false } : { rows: '#rows', hides: false };
    // The list of vehicles asks anew when the revision grows.
    if (inventory !== null) mark.inventory = { ...inventory, revision: inventory.revision + n };
    const news = inventory === null ? data : { inventory: mark.inventory };
    const text = JSON.stringify({
      subscription,
      frame: { feed, epoch, after, seq: mark.seq, kind, data: news },
    });
    if (row === null) return text;
    const parts = template(row);
    const count = isTooMuch ? SNAPSHOT_ROWS : n;
    const rows = Array.from({ length: count }, (_, i) => rowText(parts, mark.seq - i));
    return text.replace('"#rows"', () => `[${rows.join(',')}]`);
  };
  window.flood = {
    brought: () => brought,
    set: (perSecond) => {
      clearInterval(timer);
      if (perSecond === 0) return;
      let last = performance.now();
      let owed = 0;
      timer = window.setInterval(() => {
        const now = performance.now();
        owed += ((now - last) * perSecond) / 1000;
        last = now;
        const n = Math.floor(owed);
        if (n === 0) return;
        owed -= n;
        brought += n;
        const frames = [...marks]
          .filter(([, { row, inventory }]) => row !== null || inventory !== null)
          .map(([subscription, mark]) => frameText(subscription, mark, n));
        socket?.dispatchEvent(new MessageEvent('message', { data: `{"frames":[${frames.join(',')}]}` }));
      }, FRAME_MS);
    },
  };
}
