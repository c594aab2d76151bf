import { earlier, later, laterOf } from '../../time/instant.ts';
import type { Client, Hold, Pause } from '../client.ts';
import { KEPT_MOVES, KEPT_PAUSES } from '../client.ts';
import { uniteCounted } from '../counted-contacts.ts';
import { uniteOrders } from './unite-orders.ts';

/**
 * What both cards have becomes one by this; for fields that only one card has, see {@link unite}. Fresh
 * containers, always.
 */
type Union<Field extends keyof Client> = (
  own: NonNullable<Client[Field]>,
  brought: NonNullable<Client[Field]>,
) => NonNullable<Client[Field]>;

/** What a duplicate brings along, as far as it has it: the fields that come along by a union. */
export type Brought = Readonly<
  Partial<
    Pick<
      Client,
      | 'wakeAt'
      | 'moves'
      | 'custodyChanges'
      | 'pool'
      | 'handoffs'
      | 'holds'
      | 'pauses'
      | 'facts'
      | 'people'
      | 'windows'
      | 'contacts'
      | 'orders'
    >
  >
>;

/** The survivor's card stays what it is; `merged`, what was merged into it, among them. */
type Own =
  | 'id'
  | 'revision'
  | 'source'
  | 'blueprintVersion'
  | 'registeredAt'
  | 'decidedAt'
  | 'clockFrom'
  /** An open one of the duplicate refuses the merge: an offer is an answer that somebody owes. */
  | 'handoff'
  /** A duplicate that is merged away is no duplicate to merge. */
  | 'mergedInto'
  | 'merged';

/**
 * Goes with the state. The survivor keeps its own, with what follows by itself from the merge. Where that
 * leaves nobody to answer for it, or ends its life, while somebody answers for the duplicate, it takes over
 * the duplicate's.
 */
type OfState = 'state' | 'stateSince' | 'passed';

/**
 * How each field of a duplicate comes to the client that it is merged into. By a union, unless it is the
 * survivor's `Own` or `OfState`. `custody` comes along whole, with deputy, since, move and acceptance, for
 * roles of the state in which the survivor ends that nobody holds there.
 *
 * Holds of either card come along and block no merge: a merge moves the card, not the client, and what was
 * locked stays so.
 */
const lawsOfUnion = {
  /** Only brought where both cards are in one state: then nobody is woken later than was promised. */
  wakeAt: earlier,

  moves: (own, brought) => distinct([...own, ...brought], ({ at }) => at).slice(-KEPT_MOVES),
  /** Both cards are one client's, who has met the people of both. */
  custodyChanges: (own, brought) => byKey(own, brought, add),

  /** Who waits in the same pool waits since the earlier of the two. */
  pool: (own, brought) => {
    if (own.name !== brought.name || own.since <= brought.since) return { ...own };
    return { ...brought };
  },

  /**
   * Numbers add up, as those of contacts do: nothing tells two cards' handoffs apart. Acceptances and
   * the offer that lapsed go with custody.
   */
  handoffs: (own, brought) => {
    const lastAcceptedAt = laterOf(own.lastAcceptedAt, brought.lastAcceptedAt);
    const lapses = (own.lapses ?? 0) + (brought.lapses ?? 0);
    const rejectedUntil = byKey(own.rejectedUntil ?? {}, brought.rejectedUntil ?? {}, later);
    return {
      ...own,
      offered: own.offered + brought.offered,
      accepted: own.accepted + brought.accepted,
      rejected: own.rejected + brought.rejected,
      expired: own.expired + brought.expired,
      ...(lapses > 0 && { lapses }),
      rejections: byKey(own.rejections, brought.rejections, add),
      received: { ...own.received },
      ...(Object.keys(rejectedUntil).length > 0 && { rejectedUntil }),
      ...(lastAcceptedAt && { lastAcceptedAt }),
    };
  },

  holds: (own, brought) => byKey(own, brought, bothHolds),
  pauses: (own, brought) =>
    distinct<Pause>([...own, ...brought], ({ from, to }) => `${from} ${to}`).slice(-KEPT_PAUSES),

  facts: (own, brought) => byKey(own, brought, newerBy('at')),
  people: (own, brought) => byKey(own, brought, newerBy('at')),
  windows: (own, brought) =>
    byKey(own, brought, (a, b) => ({
      ...newerBy('reportedAt')(a, b),
      won: Math.max(a.won, b.won),
      missed: Math.max(a.missed, b.missed),
    })),
  contacts: (own, brought) => {
    const [lastAt, lastTwoWayAt] = [
      laterOf(own.lastAt, brought.lastAt),
      laterOf(own.lastTwoWayAt, brought.lastTwoWayAt),
    ];
    const counted = uniteCounted(own, brought);
    return {
      count: own.count + brought.count,
      twoWay: own.twoWay + brought.twoWay,
      ...(lastAt && { lastAt }),
      ...(lastTwoWayAt && { lastTwoWayAt }),
      ...(counted && { counted }),
    };
  },
  orders: uniteOrders,
} as const satisfies { readonly [Field in Exclude<keyof Client, Own | OfState | 'custody'>]-?: Union<Field> };

/** All that the duplicate has to bring to a client in this state. */
export function broughtBy(duplicate: Client, { state }: Pick<Client, 'state'>): Required<Brought> {
  const brought: Record<string, unknown> = {};
  for (const field of Object.keys(lawsOfUnion)) {
    const value = duplicate[field as keyof Brought];
    if (value !== undefined) brought[field] = value;
  }
  if (duplicate.state !== state) delete brought.wakeAt;
  const { lapsed: _, ...handoffs } = duplicate.handoffs;
  return { ...brought, handoffs: { ...handoffs, received: {} } } as unknown as Required<Brought>;
}

/** The fields of the client as they are with what is brought. */
export function unite(client: Client, brought: Brought): Brought {
  const united = Object.entries(brought).flatMap(([field, value]) => {
    const law = lawsOfUnion[field as keyof Brought] as (own: unknown, brought: unknown) => unknown;
    const own = client[field as keyof Brought];
    // A pool and a wake date are a state's: a client without them is not where the duplicate was.
    if (own === undefined) return field === 'moves' ? [[field, value] as const] : [];
    return [[field, law(own, value)] as const];
  });
  return Object.fromEntries(united);
}

function byKey<Value>(
  own: Readonly<Record<string, Value>>,
  brought: Readonly<Record<string, Value>>,
  both: (own: Value, brought: Value) => Value,
): Record<string, Value> {
  const united: Record<string, Value> = { ...brought };
  for (const [key, value] of Object.entries(own)) {
    united[key] = Object.hasOwn(brought, key) ? both(value, brought[key] as Value) : value;
  }
  return united;
}

const add = (a: number, b: number) => a + b;

/** Of two reports the newer one; of two of one moment always the same one, whichever card it is on. */
const newerBy =
  <Key extends string>(key: Key) =>
  <Report extends { readonly [K in Key]: string }>(a: Report, b: Report): Report => {
    if (a[key] !== b[key]) return a[key] > b[key] ? a : b;
    return JSON.stringify(a) >= JSON.stringify(b) ? a : b;
  };

/** The one that lasts longer, in place since the earlier of the two. */
function bothHolds(a: Hold, b: Hold): Hold {
  const end = ({ until }: Hold) => until ?? '~';
  const lasting = end(a) === end(b) ? newerBy('since')(a, b) : end(a) > end(b) ? a : b;
  return { ...lasting, since: earlier(a.since, b.since), stopsClock: a.stopsClock || b.stopsClock };
}

function distinct<Item>(items: readonly Item[], order: (item: Item) => string): Item[] {
  const byText = new Map(items.map((item) => [`${order(item)} ${JSON.stringify(item)}`, item]));
  return [...byText].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, item]) => item);
}
