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
  beforeEach(() => open('shop: { demo: false, langs: [en, zh] }\n'));

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

  it('an order that an older version stored without its key is completed by a file', async () => {
    await stage.event('order.shipped', told('ORD_2024_001'));
    const { store } = stage.core;
    await store.write([{ op: 'patch', in: orders.name, id: 'ORD_2024_001', set: { key: null, digits: null } }]);
    await stage.import('orders.csv', row('ORD_2024_001'));
    const all = await store.collection(orders).find({ where: { _id: { gt: '' } }, limit: 9 });
    expect(all.map(({ key, status, items }) => [key, status, items.length])).toEqual([['ORD2024-001', 'shipped', 1]]);
  });

  it("an order whose number would be taken for another customer's is refused, from an event and from a file", async () => {
    await stage.import('orders.csv', row('1001-A'));
    const leo = { name: 'Leo', phone: '+86 139 0013 9000' };
    expect(await stage.event('order.shipped', { contact: { phone: leo.phone }, data: { order: { number: '1001A', customer: leo } } })).toBe(422);
    const lines = await stage.import('orders.csv', row('1001A').replace('Mia', leo.name).replace(phone, leo.phone));
    expect(lines.join('\n')).toContain('"1001A" would be the same order number as "1001-A", which another customer may have.');
    const all = await stage.core.store.collection(orders).find({ where: { _id: { gt: '' } }, limit: 9 });
    expect(all.map(({ number, status, customer }) => [number, status, customer.name])).toEqual([['1001-A', 'paid', 'Mia']]);
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
  it.each(['{ example: CY10022 }', '{ pattern: "CY[0-9]{5}", example: CY10022 }'])('orders: %s', async (own) => {
    await open(`shop: { demo: false, langs: [en, zh] }\norders: ${own}\n`);
    await stage.import('orders.csv', row('CY10099'));
    const asked = await ask(7, 'where is my order');
    expect(asked).toContain('for example CY10022?');
    expect(asked).not.toContain('SO-');
    expect(await ask(7, 'hmm, no idea really, it was something with flowers')).not.toContain('SO-');
    expect(await ask(8, 'cy10099 please')).toMatch(/last 4 digits/);
    expect(await ask(8, '8000')).toMatch(/CY10099 is paid/);
  });

  it('short numbers of the own form are understood alone, and not in other sentences', async () => {
    await open('shop: { demo: false, langs: [en, zh] }\norders: { example: "1042" }\n');
    await stage.import('orders.csv', row('1043'));
    expect(await ask(7, '1043')).toMatch(/last 4 digits/);
    expect(await ask(8, 'do you have 1043 of these in blue')).not.toMatch(/last 4 digits/);
  });
});

describe('orders are known by the number that a provider vouches for', () => {
  beforeEach(() => open('shop: { demo: false, langs: [en, zh] }\n'));
  const at = String(Math.floor(Date.now() / 1000));
  const cloud = async (message: object, contacts: object[]): Promise<string> => {
    said += 1;
    const value = { contacts, messages: [{ id: `wamid.${said}`, timestamp: at, type: 'text', text: { body: 'where is my order' }, ...message }] };
    const { sent } = await stage.tell('whatsapp-cloud', { object: 'whatsapp_business_account', entry: [{ id: '1', changes: [{ field: 'messages', value }] }] });
    return sent.map(textOf).join('\n');
  };
  const web = async (user: string, text = 'where is my order'): Promise<string> => {
    said += 1;
    const id = { fromMe: false, remote: user, id: `m${said}`, _serialized: `false_${user}_m${said}` };
    const message = { id, type: 'chat', body: text, timestamp: Number(at), from: user, to: '8613800000000@c.us', isStatus: false, hasMedia: false };
    const { sent } = await stage.tell('whatsapp-web', { event: 'message', message: { ...message, vCards: [], rawData: {} } });
    return sent.map(textOf).join('\n');
  };
  const file = (phones: readonly string[]) =>
    ['number,status,customer,phone,sku,title,quantity,price', ...phones.map((one, n) => `AA-100${n + 1},paid,C${n},${one},AB-1,Coat,1,100`)].join('\n');

  it.each<[phone: string, waId: string]>([
    ['+1 415 555 0101', '14155550101'],
    ['+55 11 98765-4321', '5511987654321'],
    ['+55 11 98765-4321', '551187654321'],
    ['+55 11 8765-4321', '5511987654321'],
    ['+52 55 1234 5678', '5215512345678'],
    ['+52 1 55 1234 5678', '525512345678'],
    ['+54 11 1234-5678', '5491112345678'],
    ['+54 9 11 1234-5678', '541112345678'],
    ['13800138000', '8613800138000'],
    ['8613800138000', '8613800138000'],
    ['0086 138 0013 8000', '8613800138000'],
  ])('%s in the file, %s at WhatsApp', async (phone, waId) => {
    await stage.import('orders.csv', file([phone]));
    expect(await cloud({ from: waId }, [{ wa_id: waId }])).toMatch(/AA-1001/);
    expect(await cloud({ from: waId, from_user_id: `XX.${waId}` }, [{ wa_id: waId, user_id: `XX.${waId}` }])).toMatch(/AA-1001/);
    expect(await web(`${waId}@c.us`)).toMatch(/AA-1001/);
  });

  it('not by a number in a file that may be of two countries; that one is a proof', async () => {
    await stage.import('orders.csv', file(['15105551234']));
    const from = '8615105551234';
    expect(await cloud({ from }, [{ wa_id: from }])).not.toMatch(/AA-1001/);
    expect(await cloud({ from, text: { body: 'AA-1001' } }, [{ wa_id: from }])).toMatch(/last 4 digits/);
    expect(await cloud({ from, text: { body: '1234' } }, [{ wa_id: from }])).toMatch(/is paid/);
  });

  it('nobody else is', async () => {
    await stage.import('orders.csv', file(['+55 11 98765-4321', '+1 415 555 0101']));
    for (const waId of ['5511987654322', '551197654321', '4915112345678']) expect(await cloud({ from: waId }, [{ wa_id: waId }])).not.toMatch(/AA-100/);
  });

  it('a changed number goes on with what is open, and is no proof of the orders of the old one, on both WhatsApps', async () => {
    await stage.import('orders.csv', file(['+86 139 1111 2222', '+1 415 555 0101', '+86 139 3333 4444', '+1 415 555 0199']));
    expect(await web('8613911112222@c.us')).toMatch(/AA-1001/);
    const [oldId, newId, own] = ['8613911112222@c.us', '8613933334444@c.us', '8613800000000@c.us'];
    await stage.tell('whatsapp-web', { event: 'contact_changed', id: 'n1', chat: newId, named: [oldId, newId], own, oldId, newId, at: Date.now() });
    const asWeb = await web(newId);
    expect(asWeb).toMatch(/AA-1003/);
    expect(asWeb).not.toMatch(/AA-1001/);
    await cloud({ from: '14155550101', text: { body: 'hello' } }, [{ wa_id: '14155550101' }]);
    const system = { body: 'changed', wa_id: '14155550199', type: 'user_changed_number' };
    await cloud({ from: '14155550101', type: 'system', text: undefined, system }, []);
    const asCloud = await cloud({ from: '14155550199' }, [{ wa_id: '14155550199' }]);
    expect(asCloud).toMatch(/AA-1004/);
    expect(asCloud).not.toMatch(/AA-1002/);
  });

  it('who has the old number next is not the contact of the new one', async () => {
    const [oldId, newId, own] = ['8613911112222@c.us', '8613933334444@c.us', '8613800000000@c.us'];
    await web(oldId);
    expect(await stage.waits(`whatsapp-web:main:${oldId}`)).toBe(true);
    await stage.tell('whatsapp-web', { event: 'contact_changed', id: 'n1', chat: newId, named: [oldId, newId], own, oldId, newId, at: Date.now() });
    expect([await stage.waits(`whatsapp-web:main:${oldId}`), await stage.waits(`whatsapp-web:main:${newId}`)]).toEqual([false, true]);
    await web(newId, 'hello');
    await web(oldId, 'hello');
    const [before, after] = await Promise.all([oldId, newId].map((id) => stage.core.runtime.contacts.find({ address: `whatsapp-web:main:${id}` })));
    expect(before?._id).not.toBe(after?._id);
    expect(before?.verifiedPhone).toBe('+8613911112222');
    expect(after?.verifiedPhone).toBe('+8613933334444');
  });

  it('an event finds the person by any spelling of the number', async () => {
    await cloud({ from: '551187654321', text: { body: 'hello' } }, [{ wa_id: '551187654321' }]);
    expect(await stage.event('order.paid', { contact: { phone: '+55 11 98765-4321' }, data: { order: { number: 'BR-1' } } })).toBe(202);
    expect(await cloud({ from: '551187654321' }, [{ wa_id: '551187654321' }])).toMatch(/BR-1/);
  });
});

describe('in a shop of another country', () => {
  it.each<[zone: string, country: string, phone: string, waId: string]>([
    ['Europe/London', '', '07700 900123', '447700900123'],
    ['America/Sao_Paulo', '', '(11) 98765-4321', '551187654321'],
    ['America/Mexico_City', '', '55 1234 5678', '5215512345678'],
    ['America/Argentina/Buenos_Aires', '', '011 15-1234-5678', '5491112345678'],
    ['America/New_York', '', '(415) 555-0101', '14155550101'],
    ['Europe/Berlin', '', '0151 23456789', '4915123456789'],
    ['Asia/Kolkata', '', '98765 43210', '919876543210'],
    ['UTC', 'FR', '06 12 34 56 78', '33612345678'],
  ])('%s %s: %s is +%s', async (zone, country, phone, waId) => {
    await open(`shop: { demo: false, langs: [en, zh], zone: ${zone}${country && `, country: ${country}`} }\n`);
    await stage.import('orders.csv', row('AA-1001').replace('+86 138 0013 8000', phone));
    const value = {
      contacts: [{ wa_id: waId }],
      messages: [{ id: 'w1', timestamp: String(Math.floor(Date.now() / 1000)), from: waId, type: 'text', text: { body: 'where is my order' } }],
    };
    const { sent } = await stage.tell('whatsapp-cloud', {
      object: 'whatsapp_business_account',
      entry: [{ id: '1', changes: [{ field: 'messages', value }] }],
    });
    expect(sent.map(textOf).join('\n')).toMatch(/AA-1001/);
  });
});
