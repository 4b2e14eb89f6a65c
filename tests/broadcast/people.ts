/** Counts follow what is written, on any store: used by the test of each. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Clock } from '../../src/event-loop/clock.ts';
import { People, peopleCollections } from '../../src/marketing/audience/people.ts';
import { compileSegment } from '../../src/marketing/audience/segment-condition.ts';
import { broadcastMarks, broadcasts, recipientId, recipients } from '../../src/marketing/broadcast/rows.ts';
import { orders, products } from '../../src/shop/shop.ts';
import { contacts } from '../../src/store/collections.ts';
import type { Store } from '../../src/store/store.ts';
import { type Change, watched } from '../../src/store/watched.ts';
import { bought, customers, noon, openSmallShop } from './small-shop.ts';

export function countsFollow(open: () => Promise<{ store: Store; close(): Promise<void> }>): void {
  let store: Store;
  let plain: Store;
  let close: () => Promise<void>;
  let people: People;
  let follow: (() => void)[] = [];
  const clock: Clock = {
    now: () => noon,
    monotonic: () => 0,
    after(_, run) {
      follow.push(run);
      return () => {
        follow = follow.filter((one) => one !== run);
      };
    },
  };
  const made = (options: { maxBytes?: number } = {}): People => new People({ store: plain, currency: 'CNY', country: 'CN', clock, ...options });
  beforeEach(async () => {
    ({ store: plain, close } = await open());
    follow = [];
    await openSmallShop(plain);
    people = made();
    store = watched(plain, peopleCollections, (change: Change) => people.changed(change));
  });
  afterEach(() => close());

  const who = async (where: string, of = people): Promise<string> => {
    const segment = compileSegment(where, { currency: 'CNY', zone: 'Asia/Shanghai', lang: 'zh' });
    if (!segment.ok) throw new Error(JSON.stringify(segment.problems));
    const { examples } = await of.count(segment);
    return examples
      .map(({ id }) => id.slice(id.lastIndexOf(':') + 1))
      .sort()
      .join(' ');
  };
  /** What those say who read everything anew. */
  const agrees = async (where: string): Promise<void> => expect({ where, who: await who(where) }).toEqual({ where, who: await who(where, made()) });
  const all = [
    'tags contains "vip"',
    'spent > 300',
    'orders > 0',
    'categories contains "hats"',
    'got contains "Summer"',
    'clicked contains "Summer"',
    'everyone',
  ];
  const [ann, , , di] = customers;
  const [first, , , , fifth] = bought;
  if (!ann || !di || !first || !fifth) throw new Error('the small shop has changed');

  it('counts a contact that was changed, added, merged and erased, at the next count', async () => {
    for (const where of all) await who(where);
    const rows = store.collection(contacts);
    const ed = await rows.get('telegram:main:ed');
    if (!ed) throw new Error('no ed');
    await rows.replace({ ...ed, tags: ['vip'] });
    expect(await who('tags contains "vip"')).toBe('ann di ed fu');
    await store.write([{ op: 'patch', in: contacts.name, id: ed._id, set: { tags: [] } }]);
    expect(await who('tags contains "vip"')).toBe('ann di fu');
    await store.write([{ op: 'insert', in: contacts.name, row: { ...ann, _id: 'telegram:main:zoe', email: 'zoe@example.com' } as typeof ann }]);
    expect(await who('tags contains "vip"')).toBe('ann di fu zoe');
    await store.write([{ op: 'patch', in: contacts.name, id: 'telegram:main:zoe', set: { mergedInto: ann._id } }]);
    expect(await who('tags contains "vip"')).toBe('ann di fu');
    await rows.delete(di._id);
    expect(await who('tags contains "vip"')).toBe('ann fu');
    for (const where of all) await agrees(where);
  });

  it('counts an order that was placed, cancelled, given to another and removed', async () => {
    for (const where of all) await who(where);
    expect(await who('spent > 300')).toBe('ann');
    await store.write([{ op: 'put', in: orders.name, row: { ...fifth, total: 40_000 } as typeof fifth }]);
    expect(await who('spent > 300')).toBe('ann di');
    await store.write([{ op: 'patch', in: orders.name, id: fifth._id, set: { status: 'refunded' } }]);
    expect(await who('spent > 300')).toBe('ann');
    await store.write([{ op: 'patch', in: orders.name, id: 'A2', set: { contact: 'webchat:main:bo' } }]);
    expect(await who('spent > 1000')).toBe('bo');
    await store.collection(orders).delete('A2');
    expect(await who('spent > 1000')).toBe('');
    await store.write([
      {
        op: 'insert',
        in: orders.name,
        row: { ...first, _id: 'A9', key: 'a9', number: 'A9', contact: undefined, email: undefined, phone: '8613900000004' } as never,
      },
    ]);
    expect(await who('spent > 300')).toBe('ann di');
    await store.write([{ op: 'patch', in: contacts.name, id: di._id, set: { phone: '13900000005' } }]);
    expect(await who('spent > 300')).toBe('ann');
    await store.write([{ op: 'patch', in: contacts.name, id: di._id, set: { phone: '139 0000 0004' } }]);
    expect(await who('spent > 300')).toBe('ann di');
    for (const where of all) await agrees(where);
  });

  it('counts what broadcasts and the catalogue became', async () => {
    for (const where of all) await who(where);
    await store.write([{ op: 'patch', in: recipients.name, id: recipientId('0c1', 'telegram:main:ed'), set: { state: 'delivered' } }]);
    expect(await who('got contains "Summer"')).toBe('ann bo ed hi');
    const id = recipientId('0c1', 'telegram:main:ed');
    await store.write([
      {
        op: 'insert',
        in: broadcastMarks.name,
        row: { _id: `clicked:${id}`, v: 1, broadcast: '0c1', mark: 'clicked', contact: 'telegram:main:ed', at: noon } as never,
      },
    ]);
    expect(await who('clicked contains "Summer"')).toBe('bo ed');
    await store.write([{ op: 'patch', in: broadcasts.name, id: '0c1', set: { name: 'Autumn' } }]);
    expect(await who('clicked contains "Autumn"')).toBe('bo ed');
    expect(await who('clicked contains "Summer"')).toBe('');
    await store.write([{ op: 'patch', in: products.name, id: 'BAG-9', set: { category: 'hats' } }]);
    expect(await who('categories contains "hats"')).toBe('ann di fu hi');
    for (const where of all) await agrees(where);
  });

  it('reads changes soon after they were told, before anybody counts', async () => {
    await who('tags contains "vip"');
    expect(follow).toHaveLength(0);
    await store.write([{ op: 'patch', in: contacts.name, id: 'telegram:main:ed', set: { tags: ['vip'] } }]);
    expect(follow).toHaveLength(1);
    follow[0]?.();
    expect(await who('tags contains "vip"')).toBe('ann di ed fu');
    people.close();
  });

  it('says the same where there is no room to keep people', async () => {
    const small = made({ maxBytes: 500 });
    for (const where of all) expect({ where, who: await who(where, small) }).toEqual({ where, who: await who(where) });
    expect(small.bytes).toBe(0);
  });

  it('reads everybody anew after it was told to forget', async () => {
    await who('everyone');
    await plain.write([{ op: 'patch', in: contacts.name, id: 'telegram:main:ed', set: { tags: ['vip'] } }]);
    people.drop();
    expect(await who('tags contains "vip"')).toBe('ann di ed fu');
  });
}
