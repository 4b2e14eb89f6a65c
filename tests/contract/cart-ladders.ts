/** Ladders of carts are taken once: by two workers at once, each of which dies between any two writes again and again. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { allCollections } from '../../src/app/open-store.ts';
import type { Channel } from '../../src/channel.ts';
import { realClock } from '../../src/event-loop/clock.ts';
import { cartLadders, ladderSlots } from '../../src/marketing/carts/ladder-rows.ts';
import { Ladders, type LaddersOptions } from '../../src/marketing/carts/ladders.ts';
import { newContact } from '../../src/runtime/rows/contact-change.ts';
import { newConversation } from '../../src/runtime/rows/conversations.ts';
import { saveCart } from '../../src/shop/orders/carts.ts';
import { couponCounts, coupons } from '../../src/shop/shop.ts';
import { contacts, conversations, type InboxRow, inbox } from '../../src/store/collections.ts';
import type { Store } from '../../src/store/store.ts';
import type { StoreKind } from './store-kinds.ts';

const minute = 60_000;
const hour = 60 * minute;
const noon = Date.UTC(2026, 10, 23, 4);
const people = 12;

class Killed extends Error {}

/** A store that dies at the n-th thing that is asked of it: before it is done, or after. */
function mortal(store: Store, life: number, isDoneFirst: boolean): Store {
  let left = life;
  const living =
    <A extends unknown[], R>(act: (...given: A) => Promise<R>) =>
    async (...given: A): Promise<R> => {
      left -= 1;
      if (left < 0) throw new Killed();
      if (left > 0) return act(...given);
      if (isDoneFirst) await act(...given);
      throw new Killed();
    };
  return {
    ...store,
    collection: (spec) => {
      const rows = store.collection(spec);
      return {
        get: living((id) => rows.get(id)),
        getMany: living((ids) => rows.getMany(ids)),
        find: living((query) => rows.find(query)),
        count: living((where) => rows.count(where)),
        insert: living((row) => rows.insert(row)),
        replace: living((row) => rows.replace(row)),
        delete: living((id) => rows.delete(id)),
      };
    },
    write: living((ops, guard) => store.write(ops, guard)),
    insertNew: living((name, rows) => store.insertNew(name, rows)),
  };
}

export function cartLadderContract(kind: StoreKind): void {
  describe(`ladders of carts: ${kind.name}`, () => {
    let store: Store;
    beforeAll(async () => {
      store = await kind.open(kind.place(), allCollections);
    });
    afterAll(() => store.close());

    it('each step of each person once, with one coupon, whatever dies', async () => {
      let now = noon;
      let seq = 0;
      const random = (n: number) => crypto.getRandomValues(new Uint8Array(n));
      const silent = { debug() {}, info() {}, warn() {}, error() {} };
      const channels = new Map([['test:main', {} as Channel]]);
      const worker = (mine: Store): Ladders => {
        const options: LaddersOptions = {
          store: mine,
          products: async () => [],
          find: async () => null,
          channels,
          rules: {
            steps: [
              { do: 'help', after: 30 * minute },
              { do: 'offer', after: 4 * hour },
            ],
            onceIn: 7 * 24 * hour,
            soldOut: 'end',
          },
          langs: ['en'],
          coupon: {
            name: 'back',
            rule: { worth: { kind: 'percent', percent: 10 }, valid: 48 * hour, once: false, count: people - 2 },
            prefix: 'TEA',
            isPushed: true,
            random,
          },
          policy: { caps: [], zone: 'Asia/Shanghai' },
          async enter(conversation, event, id) {
            seq += 1;
            const row: InboxRow = { _id: id, v: 1, conversation, seq, at: now, event, pending: conversation };
            await mine.insertNew(inbox.name, [row]);
          },
          clock: { ...realClock(() => now) },
          log: silent,
        };
        return new Ladders(options);
      };
      for (let n = 0; n < people; n++) {
        const id = `test:main:p${n}`;
        await store.collection(contacts).insert({ ...newContact(id, noon), consent: { marketing: true } });
        await store.collection(conversations).insert(newConversation(id, noon - 24 * hour));
        const cart = {
          _id: `cart-${n}`,
          contact: id,
          url: 'https://x.example',
          currency: 'USD',
          items: [{ sku: 'a', title: 'A', quantity: 1, price: 100 }],
          updatedAt: noon,
        };
        await saveCart(store, cart, noon);
        // The same cart again, and a second one of the same person.
        await saveCart(store, { ...cart, _id: `also-${n}` }, noon);
        await Promise.all([worker(store).noted(cart._id), worker(store).noted(cart._id), worker(store).noted(`also-${n}`)]);
      }
      expect(await store.collection(cartLadders).count({ due: { gt: 0 } })).toBe(2 * people);

      /** Two workers side by side, each with a longer life every time, until nothing is due. */
      const workOn = async (): Promise<number> => {
        let deaths = 0;
        for (let life = 1; ; life += 3) {
          const run = async (isDoneFirst: boolean): Promise<void> => {
            try {
              while ((await worker(mortal(store, life, isDoneFirst)).look()) > 0) {
                const due = await store.collection(cartLadders).find({ where: { due: { lte: now } }, limit: 1 });
                if (due.length === 0) break;
              }
            } catch (error) {
              if (!(error instanceof Killed)) throw error;
              deaths += 1;
            }
          };
          await Promise.all([run(true), run(false)]);
          // What could not be looked after is tried again some minutes later.
          const open = await store.collection(cartLadders).find({ where: { due: { gt: now, lte: now + 6 * minute } }, limit: 1 });
          if (open.length > 0) now += 6 * minute;
          if (open.length === 0 && (await store.collection(cartLadders).count({ due: { lte: now } })) === 0) return deaths;
          expect(life).toBeLessThan(3_000);
        }
      };
      now += 31 * minute;
      expect(await workOn()).toBeGreaterThan(10);
      now = noon + 8 * hour;
      expect(await workOn()).toBeGreaterThan(10);

      const entered = (await store.collection(inbox).find({ where: { pending: { gt: '' } }, limit: 1_000 })).map(({ _id, conversation, event }) => {
        const inner = event.type === 'engine' && event.event.type === 'event' ? event.event : undefined;
        const cart = inner?.data.cart as { step?: string; coupon?: { code: string } } | undefined;
        return { _id, conversation, name: inner?.name, step: cart?.step, code: cart?.coupon?.code };
      });
      const of = (step: string) => entered.filter((one) => one.step === step);
      expect(of('help')).toHaveLength(people);
      expect(new Set(of('help').map(({ conversation }) => conversation)).size).toBe(people);
      expect(of('offer')).toHaveLength(people - 2);
      expect(new Set(of('offer').map(({ code }) => code)).size).toBe(people - 2);
      const issued = await store.collection(coupons).find({ where: { push: { gt: 0 } }, limit: 100 });
      expect(issued.map(({ code }) => code).sort()).toEqual(
        of('offer')
          .map(({ code }) => code)
          .sort(),
      );
      expect(await store.collection(couponCounts).get('back')).toMatchObject({ issued: people - 2 });
      expect(await store.collection(ladderSlots).count({ at: { gt: 0 } })).toBe(people);
      const ended = await store.collection(cartLadders).find({ where: { startedAt: { gt: 0 } }, limit: 100 });
      const count = (why: string | undefined) => ended.filter((row) => row.why === why).length;
      expect([count('recent'), count('no_coupon'), count(undefined)]).toEqual([people, 2, people - 2]);
    }, 180_000);
  });
}
