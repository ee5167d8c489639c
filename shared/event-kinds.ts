import type { EventOf, EventType, JournalEvent, MoneyEvent } from './events.ts';

/** The lists of Live. */
export type EventList = 'changes' | 'scores';

/**
 * The registry of kinds of event: what a kind is called and where it goes. One entry a kind; how it is stored and how it
 * travels follow from here, and the compiler names what a new entry lacks (CONTRIBUTING, "a kind of event"). Without zod,
 * which no screen may load (rules 31).
 */
export type EventKind<Event extends JournalEvent> = {
  /** Of which it is a row. */
  readonly list: EventList;
  /** What moved, as the filter of changes names it; kinds may share one. Null where the list has no such filter. */
  readonly field: string | null;
  /** Whether it goes into the shared log; else it is this console's alone, and none of the events that programs are given. */
  readonly shared: boolean;
  /** Whether it goes out on the channel of its name, and is accepted from other programs there. */
  readonly channel: boolean;
  /** Its name and data among server-sent events, as the incumbent's clients read them; null = it is none of the stream. */
  readonly stream: { readonly name: string; data(event: Event): object } | null;
  /** Its own columns of `lotwatch events`. */
  columns(event: Event): Readonly<Record<string, string | number | null>>;
};

const moved = ({ vin, old, new: now, deltaPct }: MoneyEvent) => ({ vin, old, new: now, deltaPct });

export const EVENT_KINDS = {
  'msrp:change': {
    list: 'changes',
    field: 'msrp',
    shared: true,
    channel: true,
    stream: { name: 'msrp-change', data: moved },
    columns: moved,
  },
  'price:change': {
    list: 'changes',
    field: 'price',
    shared: true,
    channel: true,
    stream: { name: 'price-change', data: moved },
    columns: moved,
  },
  'vehicle:status': {
    list: 'changes',
    field: 'status',
    shared: true,
    channel: true,
    stream: { name: 'vehicle-status', data: ({ vin, old, new: now }) => ({ vin, old, new: now }) },
    columns: ({ vin, old, new: now }) => ({ vin, old, new: now }),
  },
  // Absence and arrival are told to others by their effect on the inventory; the wire has no event for them.
  'vehicle:presence': {
    list: 'changes',
    field: 'status',
    shared: false,
    channel: false,
    stream: null,
    columns: ({ vin, state, price }) => ({ vin, state, price }),
  },
  'ai-scores:update': {
    list: 'scores',
    field: null,
    shared: true,
    channel: true,
    stream: {
      name: 'ai-score-update',
      // Other programs give reasons of their own, and may name no dealer.
      data: ({ vin, dealerId, said, reason, avi, ati, cis }) => ({
        vin,
        dealerId: dealerId === '' ? null : dealerId,
        reason: said ?? reason,
        scores: { avi, ati, cis },
      }),
    },
    columns: ({ vin, reason, avi, ati, cis }) => ({ vin, reason, avi, ati, cis }),
  },
  // A summary for screens: its scores are read from /api/vehicles, and no channel of the seed has a place for it.
  'ai-scores:baseline': {
    list: 'scores',
    field: null,
    shared: true,
    channel: false,
    stream: null,
    columns: ({ scored }) => ({ scored }),
  },
} as const satisfies { readonly [Type in EventType]: EventKind<EventOf<Type>> };

type Kinds = typeof EVENT_KINDS;

/** Kinds that are rows of a list. */
export type TypesOf<List extends EventList> = {
  [Type in EventType]: Kinds[Type]['list'] extends List ? Type : never;
}[EventType];
/** What a row of the list of changes says has moved. */
export type ChangeField = Kinds[TypesOf<'changes'>]['field'];

// Object.keys forgets the names of what it is given.
export const EVENT_TYPES = Object.keys(EVENT_KINDS) as EventType[];

/** Kinds that other consoles and programs know. */
export type SharedType = {
  [Type in EventType]: Kinds[Type]['shared'] extends true ? Type : never;
}[EventType];
export const isShared = (type: EventType): type is SharedType => EVENT_KINDS[type].shared;
export const SHARED_TYPES = EVENT_TYPES.filter(isShared);

/** Of every row of the list of changes, in the order of the filter. */
export const CHANGE_FIELDS = [
  ...new Set(
    EVENT_TYPES.flatMap((type) => {
      const { field } = EVENT_KINDS[type];
      return field === null ? [] : [field];
    }),
  ),
];

/** By its name; with an event of another kind it must not be asked. */
export const kindOf = (type: EventType): EventKind<JournalEvent> => EVENT_KINDS[type];
