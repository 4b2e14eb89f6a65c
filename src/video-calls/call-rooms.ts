/** Calls as they are kept: links, seats, and what the pages tell each other. Every change is one guarded write, so that processes and restarts agree. */
import type { Json } from '../json.ts';
import { type CallRow, type CallSide, callSignals, videoCalls } from '../store/call-rows.ts';
import type { Store } from '../store/store.ts';
import { fitsHash, newCallId, newCallKey, readCallKey } from './call-keys.ts';
import { ending } from './call-state.ts';

export interface CallLink {
  /** One-time token for the fragment of the page's address. */
  token: string;
  /** Epoch ms. */
  expires: number;
  /** The page has sound alone, and talks with the channel instead of with another page. */
  voice?: true;
}

export interface Seat {
  call: CallRow;
  side: CallSide;
}

export interface CallRoomsOptions {
  store: Store;
  /** Time for which a link is good, ms. */
  linkMs: number;
  now(): number;
}

/** Links that a conversation may have made in an hour. */
const linksAnHour = 20;
const hour = 3_600_000;
/** Signals that a side may send in one call: hours of changing networks. */
const signalsMost = 5_000;

export type CallRooms = ReturnType<typeof createCallRooms>;

export function createCallRooms({ store, linkMs, now }: CallRoomsOptions) {
  const rows = store.collection(videoCalls);
  const signals = store.collection(callSignals);
  const listeners = new Map<string, Set<() => void>>();
  let lastN = 0;

  const wake = (call: string): void => {
    for (const heard of listeners.get(call) ?? []) heard();
  };
  /** Changes a call by `change` until nobody else changes it at the same time; null when there is none, or `change` refuses. */
  const changed = async (id: string, change: (row: CallRow) => CallRow | null): Promise<CallRow | null> => {
    for (let tries = 0; tries < 20; tries++) {
      const row = await rows.get(id);
      const next = row && change(row);
      if (!next) return null;
      const stored = await rows.replace(next);
      if (!stored) continue;
      wake(id);
      return stored;
    }
    throw new Error('a call is changed by too many at once');
  };
  const link = (id: string, side: CallSide): { kept: { hash: string; until: number }; given: CallLink } => {
    const { text, hash } = newCallKey(id, side);
    const until = now() + linkMs;
    return { kept: { hash, until }, given: { token: text, expires: until } };
  };

  return {
    /** Makes a call with a link for each side, or of the channel's own kind (`kind`) with one of the shop's; null when the conversation has had too many within an hour. */
    async open(conversation: string, kind?: Pick<CallRow, 'via' | 'out' | 'who'>): Promise<{ id: string; customer: CallLink; shop: CallLink } | null> {
      if ((await rows.count({ conversation, at: { gt: now() - hour } })) >= linksAnHour) return null;
      const id = newCallId();
      const customer = link(id, 'customer');
      const shop = link(id, 'shop');
      const [links, seats] = kind ? [{ shop: shop.kept }, { customer: { hash: '', at: now() } }] : [{ customer: customer.kept, shop: shop.kept }, {}];
      await rows.insert({ _id: id, conversation, state: 'open', at: now(), links, seats, ...kind });
      return { id, customer: customer.given, shop: shop.given };
    },

    /** Makes a new link of the shop's side, for who answers a call that rings; null when it does not ring any more. */
    async answer(id: string, who?: string): Promise<CallLink | null> {
      const fresh = link(id, 'shop');
      const row = await changed(id, (call) =>
        call.state === 'ringing' && !call.seats.shop ? { ...call, links: { ...call.links, shop: fresh.kept }, ...(who && { who }) } : null,
      );
      return row && { ...fresh.given, ...(row.via && { voice: true as const }) };
    },

    /** Uses up a link. Null for one that is unknown, used, too old, or of a call that is over. */
    async redeem(token: string): Promise<(Seat & { key: string }) | null> {
      const key = readCallKey(token);
      if (!key) return null;
      const { side } = key;
      const seat = newCallKey(key.call, side);
      const row = await changed(key.call, (call) => {
        const kept = call.links[side];
        if (!kept || call.seats[side] || kept.until <= now() || !isLive(call) || !fitsHash(key.secret, kept.hash)) return null;
        const { [side]: _used, ...links } = call.links;
        return seated({ ...call, links, seats: { ...call.seats, [side]: { hash: seat.hash, at: now() } } }, now());
      });
      return row && { call: row, side, key: seat.text };
    },

    /** Returns the seat of a key; null when it is none of a call. */
    async seat(text: string): Promise<Seat | null> {
      const key = readCallKey(text);
      const call = key && (await rows.get(key.call));
      const kept = key && call?.seats[key.side];
      return key && call && kept && fitsHash(key.secret, kept.hash) ? { call, side: key.side } : null;
    },

    get: (id: string) => rows.get(id),
    /** Changes a call by a pure function; null when there is none, or it refuses. */
    change: changed,

    /** Keeps a signal for the other side; false when this side has sent too many. */
    async tell({ call, side }: Seat, signal: Json): Promise<boolean> {
      const to = `${call._id}:${side === 'shop' ? 'customer' : 'shop'}`;
      if ((await signals.count({ to })) >= signalsMost) return false;
      lastN = Math.max(lastN + 1, now() * 1_000);
      await signals.insert({ _id: `${to}:${lastN}`, to, n: lastN, at: now(), signal });
      wake(call._id);
      return true;
    },

    /** Returns what a side has been told after number `after`, in order. */
    told: ({ call, side }: Seat, after: number) => signals.find({ where: { to: `${call._id}:${side}`, n: { gt: after } }, sort: { by: 'n' }, limit: 200 }),

    /** Notes that a page of the call lives. */
    async alive(id: string): Promise<void> {
      await store.write([{ op: 'patch', in: videoCalls.name, id, set: { seen: now() } }]);
    },

    /** Ends a call; the answer is null when it was over already. */
    end: (id: string): Promise<CallRow | null> => changed(id, (call) => ending(call, now())),

    /** Calls that ring or go on, the oldest first. */
    live: (state: 'ringing' | 'talking') => rows.find({ where: { state }, sort: { by: 'at' }, limit: 200 }),
    /** Calls that nobody has taken yet. */
    waiting: async () => (await rows.find({ where: { state: 'ringing' }, sort: { by: 'at' }, limit: 200 })).filter(({ seats }) => !seats.shop),
    /** Calls whose end the flows have not been told. */
    untold: () => rows.find({ where: { untold: 1 }, limit: 100 }),
    async hasTold(id: string): Promise<void> {
      await store.write([{ op: 'patch', in: videoCalls.name, id, set: { untold: null } }]);
    },

    /** Calls `heard` whenever the call changes or a signal comes in this process; the answer ends that. */
    listen(id: string, heard: () => void): () => void {
      const known = listeners.get(id) ?? new Set();
      listeners.set(id, known.add(heard));
      return () => {
        known.delete(heard);
        if (known.size === 0) listeners.delete(id);
      };
    },
  };
}

const isLive = ({ state }: CallRow): boolean => state === 'open' || state === 'ringing' || state === 'talking';

/** The call after somebody sat down: with both it goes on, with the customer alone it rings. One of the channel's own kind goes on when the provider says so. */
function seated(call: CallRow, now: number): CallRow {
  if (call.via) return { ...call, seen: now };
  const { customer, shop } = call.seats;
  if (customer && shop) return { ...call, state: 'talking', rang: call.rang ?? now, talked: now, seen: now };
  return customer ? { ...call, state: 'ringing', rang: now, seen: now } : call;
}
