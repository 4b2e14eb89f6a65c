/** The team ends what a customer asked for, and the customer hears of it where they asked, once. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { requestWatch } from '../../src/app/request-watch.ts';
import { closeRequest, createRequest } from '../../src/shop/orders/requests.ts';
import { requests } from '../../src/shop/request-rows.ts';
import { openStage, type Stage, textOf } from './stage.ts';

/** 10:00 in Shanghai. */
let now = Date.UTC(2026, 10, 23, 2);
const address = 'telegram:main:7';
let stage: Stage;
let notices: string[] = [];
let warned: string[] = [];
beforeEach(async () => {
  [notices, warned] = [[], []];
  stage = await openStage(['telegram'], () => now, 'shop: { demo: false, langs: [zh, en] }\n');
  const from = { channel: 'telegram', account: 'main', user: '7' };
  await stage.take([{ type: 'message', id: 'm1', from, at: now, parts: [{ type: 'text', text: '你好' }] }]);
});
afterEach(() => stage.close());

const asked = (kind: 'invoice' | 'warranty', order?: string) =>
  createRequest(stage.core.store, { kind, order, contact: address, conversation: address, facts: {}, key: kind }, now);
/** A process that starts anew and looks. */
const look = async (): Promise<string> => {
  const { store, runtime } = stage.core;
  await requestWatch({
    store,
    runtime,
    lang: 'zh',
    told: ({ text }) => void notices.push(text),
    log: { warn: (_fields, text) => void warned.push(text ?? '') },
  })(now);
  return (await stage.rest()).map(textOf).join('\n');
};

it('tells in their language, with the words of the team, and again not even where the note of it was lost', async () => {
  const { row } = await asked('invoice', 'SO-1');
  expect(await look()).toBe('');
  await closeRequest(stage.core.store, row._id, { status: 'done', words: '已发到您的邮箱 {{ shop.name }}' }, now);
  expect((await look()).split('\n').slice(0, 2)).toEqual([`您要的发票（订单 SO-1）处理好了，编号 ${row._id}。`, '同事留言：已发到您的邮箱 {{ shop.name }}']);
  expect((await stage.core.store.collection(requests).get(row._id))?.tellAt).toBeUndefined();
  now += 60_000;
  expect(await look()).toBe('');
  // The process ended between the event and the note.
  await stage.core.store.write([{ op: 'patch', in: requests.name, id: row._id, set: { tellAt: now } }]);
  expect(await look()).toBe('');
});

it('tells of what was declined, and each of several', async () => {
  const [first, second] = [await asked('invoice', 'SO-1'), await asked('warranty')];
  for (const { row } of [first, second]) await closeRequest(stage.core.store, row._id, { status: 'refused' }, now);
  const heard = await look();
  expect(heard).toContain('很抱歉，您要的发票（订单 SO-1）没能办成');
  expect(heard).toContain('很抱歉，您申请的保修没能办成');
});

it('tries again for a day where the channel is away, and tells them when it is back', async () => {
  const { row } = await createRequest(stage.core.store, { kind: 'invoice', contact: 'x', conversation: 'viber:main:9', facts: {}, key: 'away' }, now);
  await closeRequest(stage.core.store, row._id, { status: 'done' }, now);
  const kept = () => stage.core.store.collection(requests).get(row._id);
  expect(await look()).toBe('');
  expect((await kept())?.tellAt).toBe(now + 15 * 60_000);
  now += 23 * 3_600_000;
  expect(await look()).toBe('');
  // It is where the customer can be written to again.
  await stage.core.store.write([{ op: 'patch', in: requests.name, id: row._id, set: { conversation: address } }]);
  now += 15 * 60_000;
  expect(await look()).toContain('您要的发票处理好了');
  expect([(await kept())?.tellAt, (await kept())?.untold, notices, warned]).toEqual([undefined, undefined, [], []]);
});

it('says so, once, where they could not be told within a day', async () => {
  const { row } = await createRequest(stage.core.store, { kind: 'invoice', contact: 'x', conversation: 'viber:main:9', facts: {}, key: 'gone' }, now);
  await closeRequest(stage.core.store, row._id, { status: 'done' }, now);
  await look();
  for (let n = 0; n < 3; n++) {
    now += 24 * 3_600_000;
    expect(await look()).toBe('');
  }
  const kept = await stage.core.store.collection(requests).get(row._id);
  expect([kept?.tellAt, kept?.untold]).toEqual([undefined, 'unknown']);
  expect(notices).toEqual([expect.stringContaining(`待办 ${row._id} 已办结，但一天内都没能通知到顾客`)]);
  expect(warned).toHaveLength(1);
});
