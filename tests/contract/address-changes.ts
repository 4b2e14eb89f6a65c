/** An address that the customer changed in the chat, and what the shop's files and events tell of the order afterwards: on either store. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { allCollections } from '../../src/app/open-store.ts';
import { ownShop } from '../../src/shop/calls/own-shop.ts';
import { importFile } from '../../src/shop/importing/import.ts';
import { importReport } from '../../src/shop/importing/import-report.ts';
import { saveOrder } from '../../src/shop/orders/order-events.ts';
import { orders } from '../../src/shop/shop.ts';
import type { Store } from '../../src/store/store.ts';
import type { StoreKind } from './store-kinds.ts';

const number = 'PP-2026-0013';
const wanted = '广州市天河区体育西路 100 号';
const file = (address: string, status = '待发货'): string =>
  `订单号,状态,下单时间,收件人,电话,收货地址,商品名称,数量,总价\n${number},${status},2026-11-27 09:00,王强,13800112233,${address},小米 11 电池,1,49\n`;
const first = '深圳市科技园路 8 号';

export function addressChanges(kind: StoreKind): void {
  describe(`a changed address: ${kind.name}`, () => {
    let store: Store;
    let now = Date.UTC(2026, 10, 28);
    beforeEach(async () => {
      now = Date.UTC(2026, 10, 28);
      store = await kind.open(kind.place(), allCollections);
      await put(file(first));
      now += 60_000;
      expect(await ownShop(store).changeOrder(number, { do: 'change_address', address: wanted }, 'k', now)).toMatchObject({ ok: true });
    });
    afterEach(() => store.close());

    const address = async () => (await store.collection(orders).get(number))?.address;
    async function put(text: string, lang: 'zh' | 'en' = 'zh'): Promise<string[]> {
      now += 60_000;
      return importReport(
        await importFile(store, { file: '订单.csv', bytes: new TextEncoder().encode(text), now, currency: 'CNY', zone: 'Asia/Shanghai' }),
        '订单.csv',
        lang,
      );
    }
    async function event(told: string): Promise<void> {
      now += 60_000;
      await saveOrder(store, { name: 'order.packed', order: { number, address: told }, contact: '', at: now, country: 'CN' }, now);
    }

    it('stays while the file has the one before, and the merchant reads so each time', async () => {
      const kept = `订单.csv:2: address：订单“${number}”：顾客在聊天里把收货地址改成了“${wanted}”，文件里还是原来的，所以保留顾客改的。请在店铺后台也改。`;
      expect(await put(file(first))).toEqual([kept, '已导入 1 个订单（1 行）。']);
      expect(await put(file('深圳市科技园路8号', '已打包'))).toEqual([kept, '已导入 1 个订单（1 行）。', '新增 0，修改 1，删除 0，不变 0。']);
      expect(await address()).toBe(wanted);
      expect((await store.collection(orders).get(number))?.status).toBe('packed');
      expect((await put(file(first), 'en'))[0]).toBe(
        `订单.csv:2: address: the customer of "${number}" changed the address in the chat to "${wanted}", and the file still has the one before: the change stays. Make it in the shop system too.`,
      );
    });

    it('is the shop’s own when the file has it, and follows the file from then on', async () => {
      expect(await put(file(wanted))).toEqual(['已导入 1 个订单（1 行）。']);
      expect(await put(file(first))).toEqual(['已导入 1 个订单（1 行）。', '新增 0，修改 1，删除 0，不变 0。']);
      expect(await address()).toBe(first);
    });

    it('gives way to a third one of the file, with a word', async () => {
      expect(await put(file('珠海市情侣路 9 号'), 'en')).toEqual([
        `订单.csv:2: address: the customer of "${number}" changed the address in the chat to "${wanted}", and the file has another new one, which now holds: "珠海市情侣路 9 号". Please check with the customer.`,
        'Imported. Orders: 1 (rows: 1).',
        'New: 0, changed: 1, removed: 0, as before: 0.',
      ]);
      expect(await address()).toBe('珠海市情侣路 9 号');
    });

    it('stays when the file has no column for it', async () => {
      await put(`订单号,状态,商品名称,数量\n${number},已打包,小米 11 电池,1\n`);
      await put(file(first));
      expect(await address()).toBe(wanted);
    });

    it('stays when an event brings the one before; a third one is taken', async () => {
      await event(first);
      expect(await address()).toBe(wanted);
      await event('珠海市情侣路 9 号');
      expect(await address()).toBe('珠海市情侣路 9 号');
      await event(first);
      expect(await address()).toBe(first);
    });
  });
}
