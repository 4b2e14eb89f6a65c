/** A store with three customers and a shop: rows in every collection, to see what a removing command leaves of whom. */

import { allCollections } from '../../src/app/open-store.ts';
import { orderDigits, orderKey } from '../../src/numbers/order-number.ts';
import type { MediaStore } from '../../src/store/media-store.ts';
import type { Op, Row, Store } from '../../src/store/store.ts';

export const everybody = ['ann9', 'bob9', 'cid9'] as const;
type Fields = { _id: string; [field: string]: unknown };

/** A customer's contact is also the id of the conversation. */
export const contactOf = (who: string): string => `test:main:${who}`;
const merged = (who: string): string => `other:main:${who}-too`;

const placeOf = (who: string): number => [...everybody].sort().join(' ').indexOf(who);

const numbered = (number: string) => ({ number, key: orderKey(number), digits: orderDigits(number) });

export interface Files {
  /** Ids of the picture that each customer alone sent. */
  own: Record<string, string>;
  /** The same picture of ann and bob. */
  both: string;
}

/** What each collection has of a customer; `at` is when. Every collection is here, so that a new one is thought of. */
const rowsOf: Record<string, (who: string, at: number, files: Files) => Fields[]> = {
  contacts: (who, at) => [
    {
      _id: contactOf(who),
      name: `${who} name`,
      email: `${who}@example.com`,
      phone: `+100${who}`,
      externalId: `ext ${who}`,
      verifiedPhone: `+200${who}`,
      tags: [who],
      vars: { said: who },
      consent: { marketing: true },
      addresses: [contactOf(who), merged(who)],
      promos: [at],
      // The shop has said that ann and bob are two people.
      ...(who === 'bob9' && { apart: [contactOf('ann9'), contactOf('cid9')] }),
      createdAt: at,
      seenAt: at,
    },
    { _id: merged(who), mergedInto: contactOf(who), tags: [], vars: {}, consent: {}, addresses: [], promos: [], createdAt: at, seenAt: at },
  ],
  conversations: (who, at) =>
    [contactOf(who), merged(who)].map((_id) => {
      const [channel = '', account = '', user = ''] = _id.split(':');
      const numbers = { messages: 2, lastInAt: at, sentSince: 0, lastAt: at, createdAt: at };
      const session = { background: [], turn: 1 };
      const kept = { state: 'open', seen: [], outbox: [], calls: [], timers: [], reachable: true, preview: `${who} said`, ...numbers };
      return { _id, address: { channel, account, user }, contact: contactOf(who), session, owner: 'bot', ...kept };
    }),
  inbox: (who, at) => [{ _id: `test:main:${who}.1`, conversation: contactOf(who), seq: at, at, event: { type: 'typing', id: '1', from: {}, at } }],
  messages: (who, at, { own, both }) =>
    [own[who], ...(who === 'cid9' ? [] : [both])].map((stored, n) => ({
      _id: `${contactOf(who)}:${n + 1}`,
      conversation: contactOf(who),
      n: n + 1,
      at,
      direction: 'in',
      author: 'customer',
      parts: [
        { type: 'text', text: `${who} words` },
        { type: 'image', media: { stored } },
      ],
      status: 'received',
    })),
  consents: (who, at) => [
    { _id: `${who}:c`, contact: contactOf(who), at, purpose: 'marketing', granted: true, words: `${who} agreed`, source: contactOf(who) },
  ],
  traces: (who, at) => [{ _id: `${contactOf(who)}:t`, conversation: contactOf(who), at, trace: { said: who }, ms: 1, effects: [] }],
  tracks: (who, at) => [{ _id: `${who}:k`, name: 'seen', conversation: contactOf(who), contact: contactOf(who), at, data: { who } }],
  unanswered: (who, at) => [{ _id: `${contactOf(who)}:u`, conversation: contactOf(who), contact: contactOf(who), at, text: `${who} asked`, lang: 'en' }],
  notices: (who, at) => [{ _id: `${who}:n`, conversation: contactOf(who), to: 'team', text: `about ${who}`, at, unread: 1 }],
  carts: (who, at) => [{ _id: `cart ${who}`, contact: contactOf(who), url: '', currency: 'USD', items: [], updatedAt: at }],
  coupons: (who, at) => [
    { _id: `CODE ${who}`, code: `CODE ${who}`, campaign: 'x', contact: contactOf(who), claim: `x:${contactOf(who)}`, kind: 'percent', until: at, issuedAt: at },
  ],
  orders: (who, at) => [
    { _id: `SO-${placeOf(who)}`, ...numbered(`SO-${placeOf(who)}`), contact: contactOf(who), customer: { name: 'N', contact: contactOf(who) }, placedAt: at },
  ],
  returns: (who, at, { own }) => [{ _id: `RT-${at}-${placeOf(who)}`, order: 'SO', contact: contactOf(who), items: [], photo: own[who], at }],
  order_changes: (who, at) => [
    {
      _id: `change ${placeOf(who)}`,
      contact: contactOf(who),
      conversation: contactOf(who),
      order: 'SO',
      kind: 'change_address',
      state: 'confirmed',
      wish: { do: 'change_address', address: `${who} Street` },
      difference: 0,
      currency: 'USD',
      tries: 0,
      steps: [],
      at,
    },
  ],
  lookup_guards: (who, at) =>
    ['contact', 'link', 'coupon', 'guest-ask', 'guest-ask-mail', 'mail-sent'].map((kind) => ({ _id: `${kind}:${contactOf(who)}`, failures: 1, until: at, at })),
  guess_sources: (who, at) => [{ _id: contactOf(who), keys: [`hash ${who}`], at }],
  link_codes: (who, at) => [{ _id: `link ${who}`, contact: contactOf(who), until: at, at }],
  order_proofs: (who, at) => [{ _id: `SO-9 ${contactOf(who)}`, contact: contactOf(who), order: 'SO-9', at }],
  price_watches: (who, at) => [{ _id: `p ${contactOf(who)}`, product: 'p', contact: contactOf(who), conversation: contactOf(who), price: 900, at }],
  requests: (who, at) => [
    {
      _id: `RQ-${placeOf(who)}`,
      kind: 'invoice',
      contact: contactOf(who),
      conversation: contactOf(who),
      facts: { title: who },
      claim: `invoice:${contactOf(who)}`,
      status: 'open',
      at,
    },
  ],
  appointments: (who, at) => [{ _id: `${at}:${placeOf(who)}`, start: at, contact: contactOf(who), conversation: contactOf(who), note: who, key: who, at }],
  restocks: (who, at) => [{ _id: `p ${contactOf(who)}`, product: 'p', contact: contactOf(who), conversation: contactOf(who), at }],
  video_calls: (who, at) => [{ _id: `call-${placeOf(who)}`, conversation: contactOf(who), state: 'ended', at, links: {}, seats: {}, who: `seller of ${who}` }],
  call_recordings: (who, at) => [
    {
      ...{
        _id: `recording-${placeOf(who)}`,
        call: `call-${placeOf(who)}`,
        conversation: contactOf(who),
        state: 'over',
        at,
        agreed: { customer: at, shop: at },
      },
      ...{ over: at, parts: 1, bytes: 4 },
    },
  ],
  call_recording_parts: (who, at) => [{ _id: `recording-${placeOf(who)}:000000`, at, data: who }],
  call_signals: (who, at) => [{ _id: `call-${placeOf(who)}:shop:1`, to: `call-${placeOf(who)}:shop`, n: 1, at, signal: { said: who } }],
  devices: (who, at) => [{ _id: `device ${placeOf(who)}`, conversation: contactOf(who), service: 'fcm', token: `token of ${who}`, at }],
  visitors: (who, at) => [{ _id: who, since: at, at, visits: 1, used: [] }],
  moments: (who, at) => [{ _id: `${who}:1`, visitor: who, rule: 'hello', about: '/', at, page: { path: '/' }, lang: 'en' }],
  broadcast_recipients: (who, at) => [
    { _id: `b:sale:${contactOf(who)}`, broadcast: 'sale', contact: contactOf(who), state: 'sent', at, conversation: contactOf(who), vars: { name: who } },
  ],
  broadcast_marks: (who, at) => [{ _id: `replied:b:sale:${contactOf(who)}`, broadcast: 'sale', mark: 'replied', contact: contactOf(who), at }],
  conversation_notes: (who, at) => [{ _id: `note ${who}`, conversation: contactOf(who), at, by: 'Mei', text: `${who} is cross` }],
  drafts: (who, at) => [{ _id: `owner ${contactOf(who)}`, conversation: contactOf(who), staff: 'owner', text: `${who} half`, at }],
  audit_log: (who, at) => [
    { _id: `${at}:${placeOf(who)}`, at, who: 'Mei', from: '203.0.113.7', what: 'post /conversations/:id/handoff', of: contactOf(who), after: who },
  ],
  sequence_entries: (who, at) => [
    { _id: `entry:vip:${contactOf(who)}`, flow: 'vip', contact: contactOf(who), state: 'entered', times: 1, enteredAt: at, conversation: contactOf(who) },
  ],
  cart_ladders: (who, at) => [
    { _id: `ladder:cart ${who}:v1`, cart: `cart ${who}`, version: 'v1', contact: contactOf(who), startedAt: at, step: 0, sent: [] },
    // One that knows them by e-mail alone.
    { _id: `ladder:guest ${who}:v1`, cart: `guest ${who}`, version: 'v1', email: `${who}@example.com`, startedAt: at, step: 0, sent: [] },
  ],
  ladder_slots: (who, at) => [{ _id: `contact:hash of ${who}`, ladder: `ladder:cart ${who}:v1`, contact: contactOf(who), at }],
  guest_codes: (who, at) => [{ _id: `guest ${who}`, contact: contactOf(who), to: `hash of ${who}`, code: 'hash', until: at, at, tries: 0, kind: 'email' }],
  ratings: (who, at) => [{ _id: `${contactOf(who)}:r`, contact: contactOf(who), conversation: contactOf(who), about: 'service', score: 5, comment: who, at }],
};
/** Rows of the reports. */
Object.assign(rowsOf, {
  conversation_days: (who: string, at: number): Fields[] =>
    [contactOf(who), merged(who)].map((conversation) => {
      const day = new Date(at).toISOString().slice(0, 10);
      return { _id: `${day}:${conversation}`, conversation, day, at, channel: conversation.split(':')[0], in: 1, bot: 1, person: 0 };
    }),
  order_credits: (who: string, at: number): Fields[] => [
    { _id: `SO-${placeOf(who)}`, day: '2026-11-23', at, contact: contactOf(who), amount: 100, currency: 'USD', coupon: `CODE ${who}`, arms: [] },
  ],
});
/** What is nobody's. */
const shopRows: Record<string, Fields[]> = {
  products: [{ _id: 'p', title: {}, category: 'tops', sold: 1, variants: [] }],
  identities: [{ _id: 'hash of a signature', by: 'v-x', at: 1 }],
  settings: [{ _id: 'cursor', value: 7 }],
  source_links: [{ _id: 'telegram:main.fair', source: 'fair', channel: 'telegram:main', url: 'https://t.me/x?start=fair', createdAt: 1 }],
  coupon_counts: [{ _id: 'back', issued: 3, promised: 0, spent: 120 }],
  catalogue_marks: [{ _id: 'products', mark: 'm1' }],
  channel_memory: [{ _id: 'test:main:token', value: 'sealed', until: 9_999_999_999_999 }],
  staff: [{ _id: 'owner', name: 'Mei', login: 'mei', password: 'hash', role: 'owner', createdAt: 1 }],
  sessions: [{ _id: 'hash of one', staff: 'owner', at: 1, seen: 1, ip: '203.0.113.7', agent: 'Firefox' }],
  invitations: [{ _id: 'hash of a link', role: 'agent', at: 1, until: 9_999_999_999_999, by: 'Mei' }],
  api_keys: [{ _id: '5f1d0c2b9a7e4431', name: 'numbers', scopes: ['reports:read'], hash: 'h', by: 'Mei', at: 1 }],
  canned_replies: [{ _id: 'k1', owner: 'team', name: 'hours', key: 'team hours', text: { en: 'We are open from 10 to 6.' }, updatedAt: 1 }],
  leases: [{ _id: 'clock', holder: 'p1', fence: 1 }],
  flow_drafts: [{ _id: 'f.yaml', text: 'flow: f', by: 'Mei', at: 1 }],
  flow_publications: [{ _id: 'f1', file: 'f.yaml', at: 1, by: 'Mei', why: '', text: 'flow: f', changes: [] }],
  model_days: [{ _id: '2026-11-30', at: 1, tasks: { choice: { calls: 1, in: 400, out: 20, cost: 480_000 } } }],
  flow_versions: [{ _id: 'f@1', name: 'f', version: '1', file: 'f.yaml', source: 'flow: f', at: 1 }],
  orders: [{ _id: 'SO-9', ...numbered('SO-9'), customer: { name: 'Nobody here' }, placedAt: 1 }],
  coupons: [{ _id: 'ALL', code: 'ALL', campaign: 'x', contact: '*', claim: 'x:*', kind: 'percent', until: 1, issuedAt: 1 }],
  notices: [{ _id: 'guessing:1', conversation: '', to: 'team', text: 'Somebody guesses', at: 1, unread: 1 }],
  broadcasts: [{ _id: 'sale', name: 'Sale', state: 'completed', draft: {}, createdAt: 1, updatedAt: 1 }],
  segments: [{ _id: 's1', name: 'vip', where: 'tags contains "vip"', createdAt: 1, updatedAt: 1 }],
  recommendation_lists: [{ _id: 'r1 p', of: 'r1', together: [{ id: 'q', score: 0.3 }], also: [], alike: [] }],
  recommendation_reckonings: [{ _id: 'now', of: 'r1', at: 1, products: 1, orders: 2, popular: ['p'], ms: 1 }],
  picture_looks: [{ _id: 'look', address: '/demo/images/a.svg', at: 1, made: 1, why: 'none' }],
  store_reads: [{ _id: 'orders', began: 1, doneAt: 1, fullAt: 1, count: 1 }],
  store_changes: [{ _id: 'order 1', kind: 'order', ref: '1', at: 1, due: 1, tries: 0 }],
  store_deliveries: [{ _id: 'shopify 1', at: 1 }],
  lookup_guards: [{ _id: 'sum', failures: 1, until: 0, at: 1, hours: [] }],
  order_days: [{ _id: '2026-11-23', sums: [], arms: {} }],
  day_figures: [{ _id: '2026-11-22', channels: {}, flows: {} }],
  push_devices: [
    {
      _id: 'hash',
      staff: 'mei',
      session: 's',
      endpoint: 'https://push.example/x',
      p256dh: 'k',
      auth: 'a',
      agent: 'Chrome',
      lang: 'en',
      words: false,
      muted: [],
      at: 1,
    },
  ],
  push_told: [{ _id: 'mei assigned 1', at: 1 }],
  erasures: [{ _id: 'e1', at: 1, by: 'x', keys: ['hash of one'] }],
  consents: [{ _id: 'erased:0', contact: 'erased', at: 1, purpose: 'marketing', granted: true, words: '', source: 'erased' }],
};
/** Filled through the media store. */
const ofMedia = ['media', 'media_parts'];

/** Fills every collection; `at` is the time of all rows. Throws for a collection that has no rows here. */
export async function fill(store: Store, media: MediaStore, at: number): Promise<Files> {
  const missing = allCollections.filter(({ name }) => !rowsOf[name] && !shopRows[name] && !ofMedia.includes(name));
  if (missing.length > 0) throw new Error(`tests/contract/people.ts: add rows of ${missing.map(({ name }) => name).join(', ')}`);
  const put = async (text: string): Promise<string> => {
    const row = await media.put(Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), Buffer.from(`${text} `.repeat(20))]), 'image/png');
    if (typeof row === 'string') throw new Error(row);
    return row._id;
  };
  const own: Record<string, string> = {};
  for (const who of everybody) own[who] = await put(who);
  const files = { own, both: await put('both') };
  const row = ({ _id, ...fields }: Fields): Row => ({ _id, v: 1, ...fields });
  const ops: Op[] = [];
  for (const { name } of allCollections) {
    for (const fields of shopRows[name] ?? []) ops.push({ op: 'put', in: name, row: row(fields) });
    for (const who of everybody) for (const fields of rowsOf[name]?.(who, at, files) ?? []) ops.push({ op: 'put', in: name, row: row(fields) });
  }
  await store.write(ops);
  return files;
}

/** Every row that is kept, by `collection/id`, as its bytes. */
export async function dump(store: Store): Promise<Map<string, string>> {
  const all = new Map<string, string>();
  for (const spec of allCollections) {
    const rows = await store.collection(spec).find({ where: { _id: { gt: '' } }, sort: { by: '_id' }, limit: 1_000 });
    for (const one of rows)
      all.set(
        `${spec.name}/${one._id}`,
        JSON.stringify(one, (_, value: unknown) => (isPlain(value) ? sorted(value) : value)),
      );
  }
  return all;
}

/** What differs between two dumps, without the rows that `theirs` says are meant. */
export function changes(before: Map<string, string>, after: Map<string, string>, theirs: (key: string, row: string) => boolean): string[] {
  const keys = [...new Set([...before.keys(), ...after.keys()])];
  return keys.filter((key) => before.get(key) !== after.get(key) && !theirs(key, before.get(key) ?? after.get(key) ?? ''));
}

function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function sorted(value: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
