/**
 * What the program keeps of a person, collection by collection: how it is found for an export, and what erasing leaves. Every collection stands here; a test
 * fails for one that does not.
 */
import { auditLog, drafts, notes } from '../console/rows.ts';
import { broadcastMarks, recipients } from '../marketing/broadcast/rows.ts';
import { cartLadders, ladderSlots } from '../marketing/carts/ladder-rows.ts';
import { sequenceEntries } from '../marketing/sequence/entries.ts';
import { parseConversationId } from '../message.ts';
import { moments, visitors } from '../proactive/rows.ts';
import { credits } from '../reports/rows.ts';
import type { Person } from '../runtime/base/person.ts';
import { appointments, priceWatches, requests } from '../shop/request-rows.ts';
import { ordersOfContact } from '../shop/rows/erase-customer.ts';
import {
  carts,
  coupons,
  guardIdsOf,
  guessSources,
  guestCodes,
  linkCodes,
  lookupGuards,
  orderChanges,
  orderProofs,
  ratings,
  restocks,
  returns,
} from '../shop/shop.ts';
import { callRecordingParts, callRecordings } from '../store/call-recordings.ts';
import { callSides, callSignals, videoCalls } from '../store/call-rows.ts';
import * as own from '../store/collections.ts';
import { conversationDayId, conversationDays, conversationDaysKept } from '../store/conversation-days.ts';
import { devices } from '../store/device-rows.ts';
import { everyRow } from '../store/every-row.ts';
import type { CollectionSpec, Condition, Row, Store } from '../store/store.ts';

export interface Words {
  en: string;
  zh: string;
}

/** Keys by which a person's rows are looked for. */
export interface Search {
  store: Store;
  person: Person;
  /** ISO 3166, of phone numbers without country code. */
  country: string | undefined;
  /** Epoch ms. */
  now: number;
}

export interface Holding {
  /** What it is, for the person. */
  name: Words;
  find(search: Search): AsyncIterable<Row>;
  /** Erasing: the rows go, or stay without the person, for the reason. */
  erased: 'removed' | { stays: Words };
  /** Fields that are not given out: secrets, and what is of somebody else. */
  without?: readonly string[];
  /** Not part of an export, for the reason. */
  hidden?: Words;
}

/** Collections that hold nothing of a customer. */
export const nobodys: ReadonlySet<string> = new Set([
  'products',
  'identities',
  'settings',
  'catalogue_marks',
  'channel_memory',
  'staff',
  'sessions',
  'invitations',
  'push_devices',
  'push_told',
  'leases',
  'flow_versions',
  'model_days',
  'broadcasts',
  'segments',
  'store_reads',
  'store_changes',
  'store_deliveries',
  'order_days',
  'day_figures',
  'erasures',
  // Pieces of the files of `media`.
  'media_parts',
  'source_links',
  'coupon_counts',
  // Lists of goods: nobody's name is in them.
  'picture_looks',
  'recommendation_lists',
  'recommendation_reckonings',
  'api_keys',
  'canned_replies',
  'flow_drafts',
  'flow_publications',
]);

const pageSize = 200;

async function* where<T extends Row>(store: Store, spec: CollectionSpec<T>, conditions: Record<string, Condition>): AsyncGenerator<T> {
  for (let after = ''; ; ) {
    const rows = await store.collection(spec).find({ where: { ...conditions, _id: { gt: after } }, sort: { by: '_id' }, limit: pageSize });
    yield* rows;
    after = rows.at(-1)?._id ?? '';
    if (rows.length < pageSize) return;
  }
}

/** The parts of a recording that is no file yet. */
async function* partsOf(store: Store, recording: string): AsyncGenerator<Row> {
  for (let after = `${recording}:`; ; ) {
    const rows = await store.collection(callRecordingParts).find({ where: { _id: { gt: after, lt: `${recording};` } }, sort: { by: '_id' }, limit: 20 });
    yield* rows;
    after = rows.at(-1)?._id ?? '';
    if (rows.length < 20) return;
  }
}

const of = {
  contact: <T extends Row>(spec: CollectionSpec<T>) =>
    async function* ({ store, person }: Search): AsyncGenerator<Row> {
      for (const contact of person.contacts) yield* where(store, spec, { contact });
    },
  conversation: <T extends Row>(spec: CollectionSpec<T>) =>
    async function* ({ store, person }: Search): AsyncGenerator<Row> {
      for (const conversation of person.conversations) yield* where(store, spec, { conversation });
    },
  /** Without an index: every row is looked at. */
  scattered: <T extends Row>(spec: CollectionSpec<T>, isTheirs: (row: T, person: Person) => boolean) =>
    async function* ({ store, person }: Search): AsyncGenerator<Row> {
      for await (const row of everyRow(store, spec)) if (isTheirs(row, person)) yield row;
    },
  ids: <T extends Row>(spec: CollectionSpec<T>, ids: (search: Search) => string[]) =>
    async function* (search: Search): AsyncGenerator<Row> {
      const all = ids(search);
      for (let n = 0; n < all.length; n += pageSize) yield* await search.store.collection(spec).getMany(all.slice(n, n + pageSize));
    },
};

const visitorsOf = ({ conversations }: Person): string[] => conversations.flatMap((id) => parseConversationId(id)?.user ?? []);

const books: Words = {
  en: 'Tax law has the shop keep its books: goods, sums and times stay, without name, address, phone or e-mail.',
  zh: '税法要求保存账目：商品、金额和时间留下，姓名、地址、电话、邮箱都去掉。',
};
const proof: Words = {
  en: 'The shop has to be able to prove that it asked: purpose, answer and time stay, without who or in what words.',
  zh: '店铺要能证明征求过同意：用途、答复和时间留下，不留是谁、也不留原话。',
};
const sums: Words = {
  en: 'Counts of reports stay, under a name that leads to nobody.',
  zh: '报表的计数留下，改用查不到任何人的编号。',
};
const deeds: Words = {
  en: 'The shop has to be able to tell who of its people did what: the deed stays, without whom it was about.',
  zh: '店铺要能说明店员做过什么：操作留下，不留对象是谁。',
};
const safety: Words = {
  en: 'Hashes that slow down guessing; they tell you nothing, and are gone within days.',
  zh: '防止猜测用的散列值，看不出内容，几天内自动删除。',
};

const holding = (en: string, zh: string, find: Holding['find'], more: Partial<Holding> = {}): Holding => ({
  name: { en, zh },
  find,
  erased: 'removed',
  ...more,
});

export const holdings: Readonly<Record<string, Holding>> = {
  contacts: holding(
    'Contact',
    '顾客资料',
    of.ids(own.contacts, ({ person }) => person.contacts),
  ),
  conversations: holding(
    'Conversations',
    '对话',
    of.ids(own.conversations, ({ person }) => person.conversations),
  ),
  messages: holding('Messages', '消息', of.conversation(own.messages)),
  media: holding(
    'Pictures, recordings and files',
    '图片、语音和文件',
    of.ids(own.media, ({ person }) => person.media),
  ),
  consents: holding('Consent', '同意记录', of.contact(own.consents), { erased: { stays: proof } }),
  orders: holding(
    'Orders',
    '订单',
    async function* ({ store, person, country }) {
      const seen = new Set<string>();
      for (const contact of person.contacts)
        for await (const row of ordersOfContact(store, contact, country)) {
          if (seen.has(row._id)) continue;
          seen.add(row._id);
          yield row;
        }
    },
    { erased: { stays: books } },
  ),
  returns: holding('Returns and exchanges', '退换货', of.contact(returns), { erased: { stays: books } }),
  order_changes: holding('Changes you asked for', '您提出的订单改动', of.contact(orderChanges), { erased: { stays: books } }),
  requests: holding('Requests to the team', '请同事办的事', of.contact(requests)),
  appointments: holding('Appointments', '预约', of.contact(appointments)),
  price_watches: holding('Goods whose price you watch', '降价提醒', of.contact(priceWatches)),
  carts: holding('Carts', '购物车', of.contact(carts)),
  cart_ladders: holding('Reminders of carts', '购物车提醒', async function* ({ store, person }) {
    const known = await store.collection(own.contacts).getMany([...person.contacts]);
    const emails = known.flatMap(({ email }) => (email === undefined ? [] : [email.toLowerCase()]));
    const keys = [...person.contacts.map((contact) => ({ contact })), ...emails.map((email) => ({ email }))];
    for (const where of keys) yield* await store.collection(cartLadders).find({ where, limit: 1_000 });
  }),
  ladder_slots: holding('The last reminder of a cart', '最近一次购物车提醒', of.contact(ladderSlots), { hidden: safety }),
  guest_codes: holding('Codes that confirm a number', '确认手机号用的验证码', of.contact(guestCodes), { hidden: safety }),
  drafts: holding('Answers that were begun', '没写完的回复', of.conversation(drafts)),
  coupons: holding('Coupons', '优惠码', of.contact(coupons)),
  ratings: holding(
    'Ratings',
    '评分',
    of.scattered(ratings, ({ contact }, { contacts }) => contacts.includes(contact)),
  ),
  restocks: holding(
    'Goods you wait for',
    '到货提醒',
    of.scattered(restocks, ({ contact }, { contacts }) => contacts.includes(contact)),
  ),
  order_proofs: holding('Orders you proved to be yours', '核实过的订单', of.contact(orderProofs)),
  tracks: holding('Figures of flows', '流程统计', of.contact(own.tracks)),
  unanswered: holding('Questions that nothing answered', '没能回答的问题', of.contact(own.unanswered)),
  sequence_entries: holding('Flows you entered', '进入过的流程', of.contact(sequenceEntries)),
  broadcast_recipients: holding('Broadcasts you got', '收到的群发', of.contact(recipients), { erased: { stays: sums }, without: ['token'] }),
  broadcast_marks: holding('What you did with broadcasts', '对群发的反应', of.contact(broadcastMarks), { erased: { stays: sums } }),
  order_credits: holding('What your orders count for', '订单算在哪项推广上', of.contact(credits), { erased: { stays: sums } }),
  conversation_days: holding(
    'Days of your conversations, for the reports',
    '每日对话统计',
    of.ids(conversationDays, ({ person, now }) => daysOf(now).flatMap((day) => person.conversations.map((id) => conversationDayId(day, id)))),
    { erased: { stays: sums } },
  ),
  visitors: holding(
    'Visits of the site',
    '访问网站的记录',
    of.ids(visitors, ({ person }) => visitorsOf(person)),
  ),
  moments: holding('When the chat spoke first', '主动搭话的记录', async function* ({ store, person }) {
    for (const visitor of visitorsOf(person)) yield* where(store, moments, { visitor });
  }),
  devices: holding('Devices for push messages', '接收推送的设备', of.conversation(devices), { without: ['token'] }),
  video_calls: holding('Video calls', '视频通话', of.conversation(videoCalls), { without: ['links', 'seats'] }),
  call_recordings: holding('Recordings of calls', '通话录像', of.conversation(callRecordings)),
  call_recording_parts: holding(
    'Parts of recordings of calls',
    '通话录像的片段',
    async function* ({ store, person }) {
      for (const conversation of person.conversations) for await (const { _id } of where(store, callRecordings, { conversation })) yield* partsOf(store, _id);
    },
    { hidden: { en: 'Become one recording within a minute; gone within a day.', zh: '一分钟内合成一个录像，一天内自动删除。' } },
  ),
  conversation_notes: holding('Notes of the shop', '店员备注', of.conversation(notes)),
  audit_log: holding(
    'What people of the shop did',
    '店员的操作',
    async function* ({ store, person: { contacts, conversations } }) {
      const within = conversations.map((id) => ({ gte: `${id}:`, lt: `${id};` }));
      for (const about of [...new Set([...contacts, ...conversations]), ...within]) yield* where(store, auditLog, { of: about });
    },
    { erased: { stays: deeds }, without: ['from', 'who'] },
  ),
  notices: holding(
    'Notices for people of the shop',
    '给店员的通知',
    of.scattered(own.notices, ({ conversation }, { conversations }) => conversations.includes(conversation)),
  ),
  traces: holding('How flows decided', '流程轨迹', of.conversation(own.traces)),
  inbox: holding(
    'Messages as they were delivered',
    '投递记录',
    of.scattered(own.inbox, ({ conversation }, { conversations }) => conversations.includes(conversation)),
  ),
  call_signals: holding(
    'Connections of calls',
    '通话的连接信息',
    async function* ({ store, person }) {
      for (const conversation of person.conversations)
        for await (const { _id } of where(store, videoCalls, { conversation }))
          for (const side of callSides) yield* where(store, callSignals, { to: `${_id}:${side}` });
    },
    { hidden: { en: 'Network addresses of both sides of a call; gone within a day.', zh: '通话双方的网络地址，一天内自动删除。' } },
  ),
  lookup_guards: holding(
    'Wrong proofs of orders',
    '核实失败的次数',
    of.ids(lookupGuards, ({ person }) => person.contacts.flatMap(guardIdsOf)),
    { hidden: safety },
  ),
  guess_sources: holding(
    'Addresses you wrote from',
    '来源地址',
    of.ids(guessSources, ({ person }) => person.conversations),
    { hidden: safety },
  ),
  link_codes: holding('Codes that join contacts', '合并顾客用的验证码', of.contact(linkCodes), { hidden: safety }),
};

/** Days in UTC that rows of days may bear: one more on either side than are kept. */
function daysOf(now: number): string[] {
  const count = conversationDaysKept / 86_400_000 + 2;
  return Array.from({ length: count + 1 }, (_, n) => new Date(now - (n - 1) * 86_400_000).toISOString().slice(0, 10));
}

/** Rows that are left of a person once they are erased, with the reason. */
export interface Kept {
  collection: string;
  rows: number;
  name: Words;
  why: Words;
}

/** Counts what erasing will remove, and what it will leave without the person. */
export async function countHoldings(search: Search): Promise<{ removed: Record<string, number>; kept: Kept[] }> {
  const removed: Record<string, number> = {};
  const kept: Kept[] = [];
  for (const [collection, { name, find, erased }] of Object.entries(holdings)) {
    let rows = 0;
    for await (const _ of find(search)) rows += 1;
    if (rows === 0) continue;
    if (erased === 'removed') removed[collection] = rows;
    else kept.push({ collection, rows, name, why: erased.stays });
  }
  return { removed, kept };
}
