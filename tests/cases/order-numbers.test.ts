/** Order numbers of other shops, by file, by event and typed: one key, one order, and the shop's own example in what the bot says. */
import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { orders } from '../../src/shop/shop.ts';
import { openStage, type Stage, textOf } from './stage.ts';

const given = z
  .object({ numbers: z.array(z.string()), work: z.array(z.string()) })
  .parse(JSON.parse(readFileSync(new URL('hooks/order-event-numbers.json', import.meta.url), 'utf8')));

let stage: Stage;
let said = 0;
const open = async (settings: string) => {
  stage = await openStage(['telegram', 'whatsapp-cloud', 'whatsapp-web'], Date.now, settings);
};
afterEach(() => stage.close());

/** What the bot says to somebody on Telegram. */
async function ask(user: number, text: string): Promise<string> {
  said += 1;
  const from = { id: user, is_bot: false, first_name: 'Mia', language_code: 'en' };
  const message = { message_id: said, from, chat: { id: user, type: 'private', first_name: 'Mia' }, date: Math.floor(Date.now() / 1000), text };
  const { sent } = await stage.tell('telegram', { update_id: said, message });
  return sent.map(textOf).join('\n');
}

const phone = '+86 138 0013 8000';
const row = (number: string) => `number,status,customer,phone,sku,title,quantity,price\n"${number}",paid,Mia,${phone},AB-1,Coat,1,100\n`;
const told = (number: string, more: object = {}) => ({ contact: { phone }, data: { order: { number, customer: { name: 'Mia', phone }, ...more } } });

describe('in a shop without the demo', () => {
  beforeEach(() => open('shop: { demo: false, langs: [en, zh] }\n'), 60_000);

  it.each([...given.numbers, ...given.work])('%s: told by an event, then typed', async (number) => {
    await stage.event('order.paid', told(number));
    expect(await ask(7, 'where is my order')).not.toContain('SO-');
    expect(await ask(7, number)).toMatch(/last 4 digits/);
    expect(await ask(7, '8000')).toMatch(/is paid/);
  });

  it.each([
    ['10001', '#10001', '10001'],
    ['#10001', '10001', '# 10001'],
    ['ORD_2024_001', 'ord-2024-001', 'ORD 2024 001'],
    ['ord-2024-001', 'ORD_2024_001', 'ORD2024001'],
    ['2024/1001', '2024-1001', '20241001'],
    ['CY10022', 'cy-10022', 'cy 10022'],
    ['2987654321098765432', '2987654321098765432', '2987654321098765432'],
  ])('%s in a file, %s in an event, and typed as %s are one order, whatever came first', async (imported, event, typed) => {
    await stage.import('orders.csv', row(imported));
    await stage.event('order.shipped', told(event));
    await stage.import('orders.csv', row(imported));
    expect((await stage.core.store.collection(orders).find({ limit: 9 })).map(({ status }) => status)).toEqual(['shipped']);
    await ask(8, 'where is my order');
    expect(await ask(8, typed)).toMatch(/last 4 digits/);
    expect(await ask(8, '8000')).toMatch(/has been sent|shipped|on its way/i);
  });

  it('an event first, then the file', async () => {
    await stage.event('order.shipped', told('#10001'));
    await stage.import('orders.csv', row('10001'));
    const all = await stage.core.store.collection(orders).find({ limit: 9 });
    expect(all.map(({ number, status, items }) => [number, status, items.length])).toEqual([['10001', 'shipped', 1]]);
  });

  it.each(['CY10022', '2024-00123', '#1042', '298765432109876543', '10022', 'ORD_2024_001', 'my order is CY10022'])(
    '%s alone is understood as an order number',
    async (number) => {
      await stage.import('orders.csv', row(number.replace('my order is ', '')));
      expect(await ask(9, number)).toMatch(/last 4 digits/);
      expect(await ask(9, '8000')).toMatch(/is paid/);
    },
  );

  it.each(['hello', '38', '2024', '13800138000', 'my phone is 138 0013 8000'])('%s is none', async (text) => {
    expect(await ask(10, text)).not.toMatch(/last 4 digits/);
  });
});

describe('in a shop with numbers of its own', () => {
  it.each(['{ example: CY10022 }', '{ pattern: "CY[0-9]{5}", example: CY10022 }'])(
    'orders: %s',
    async (own) => {
      await open(`shop: { demo: false, langs: [en, zh] }\norders: ${own}\n`);
      await stage.import('orders.csv', row('CY10099'));
      const asked = await ask(7, 'where is my order');
      expect(asked).toContain('It looks like CY10022.');
      expect(asked).not.toContain('SO-');
      expect(await ask(7, 'hmm, no idea really, it was something with flowers')).not.toContain('SO-');
      expect(await ask(8, 'cy10099 please')).toMatch(/last 4 digits/);
      expect(await ask(8, '8000')).toMatch(/CY10099 is paid/);
    },
    60_000,
  );

  it('short numbers of the own form are understood alone, and not in other sentences', async () => {
    await open('shop: { demo: false, langs: [en, zh] }\norders: { example: "1042" }\n');
    await stage.import('orders.csv', row('1043'));
    expect(await ask(7, '1043')).toMatch(/last 4 digits/);
    expect(await ask(8, 'do you have 1043 of these in blue')).not.toMatch(/last 4 digits/);
  }, 60_000);
});
