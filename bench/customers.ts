/** A shop with many customers who agreed, as broadcasts and segments find them: tags, languages, sources, answers, orders. */
import { type OrderRow, orders } from '../src/shop/shop.ts';
import { type ContactRow, contacts } from '../src/store/collections.ts';
import type { Op, Store } from '../src/store/store.ts';

export const filledAt = Date.UTC(2026, 10, 30, 4);
const day = 86_400_000;
const channels = ['wechat-official', 'whatsapp-cloud', 'telegram', 'webchat'];
const langs = ['zh', 'en', 'es', 'de'];

/** Customer n; of every ten one did not agree, and one opted out. */
export function customer(n: number): ContactRow {
  const number = String(n).padStart(7, '0');
  const channel = channels[n % channels.length] ?? '';
  const address = `${channel}:main:u${number}`;
  return {
    _id: address,
    v: 1,
    name: n % 3 === 0 ? `顾客${n}` : `Customer ${n}`,
    lang: langs[(n % 7) % 4] ?? 'zh',
    ...(n % 2 === 0 && { email: `c${number}@example.com` }),
    ...(n % 5 === 0 && { phone: `+861390${number}` }),
    tags: n % 4 === 0 ? ['vip', `city:${n % 40}`] : n % 4 === 1 ? ['new'] : [],
    vars: n % 3 === 0 ? { size: ['S', 'M', 'L'][(n / 3) % 3] ?? 'M', points: n % 100 } : {},
    consent: n % 10 === 9 ? {} : { marketing: n % 10 !== 8 },
    addresses: [address],
    ...(n % 6 === 0 && { came: `poster-${n % 12}` }),
    promos: [],
    createdAt: filledAt - (n % 800) * day,
    seenAt: filledAt - (n % 365) * day,
  };
}

/** Order n, of every second customer. */
export function order(n: number): OrderRow {
  const owner = customer(2 * n);
  const placedAt = filledAt - (n % 400) * day;
  const total = 1_000 + (n % 100) * 1_000;
  return {
    _id: `A${n}`,
    v: 1,
    number: `A${n}`,
    key: `a${n}`,
    digits: String(n),
    status: n % 20 === 19 ? 'cancelled' : 'delivered',
    customer: { name: owner.name ?? '', ...(owner.email && { email: owner.email }) },
    currency: 'CNY',
    items: [{ sku: `S-${n % 500}`, title: { en: `Dress ${n % 500}` }, quantity: 1, price: total }],
    total,
    payment: 'wechat',
    address: 'Somewhere 1, 200000 Shanghai',
    parcels: [],
    placedAt,
    history: [{ at: placedAt, status: 'paid' }],
    ...(n % 2 === 0 ? { contact: owner._id } : owner.email ? { email: owner.email } : {}),
  };
}

const step = 1_000;

/** Writes so many customers, and half as many orders unless told otherwise. */
export async function fillCustomers(store: Store, count: number, orderCount = Math.floor(count / 2)): Promise<void> {
  const write = async (total: number, op: (n: number) => Op): Promise<void> => {
    for (let n = 0; n < total; n += step) await store.write(Array.from({ length: Math.min(step, total - n) }, (_, k) => op(n + k)));
  };
  await write(count, (n) => ({ op: 'insert', in: contacts.name, row: customer(n) }));
  await write(orderCount, (n) => ({ op: 'insert', in: orders.name, row: order(n) }));
}

/**
 * Longest time between two turns of the event loop while `work` goes on, ms, beside its own result: by the clock, and of CPU, which programs beside this one
 * do not make longer.
 */
export async function watchedLoop<T>(work: () => Promise<T>): Promise<{ result: T; stallMs: number; stallCpuMs: number; ms: number; cpuMs: number }> {
  const cpuMs = (): number => {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1_000;
  };
  const [begun, cpuBegun] = [performance.now(), cpuMs()];
  let [stallMs, stallCpuMs, before, cpuBefore, going] = [0, 0, begun, cpuBegun, true];
  const look = (): void => {
    const [now, cpu] = [performance.now(), cpuMs()];
    stallMs = Math.max(stallMs, now - before);
    stallCpuMs = Math.max(stallCpuMs, cpu - cpuBefore);
    [before, cpuBefore] = [now, cpu];
    if (going) setImmediate(look);
  };
  setImmediate(look);
  const result = await work();
  going = false;
  look();
  return { result, stallMs, stallCpuMs, ms: performance.now() - begun, cpuMs: cpuMs() - cpuBegun };
}
