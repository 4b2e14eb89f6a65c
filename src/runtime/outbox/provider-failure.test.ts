import { afterEach, expect, test } from 'vitest';
import { type Desk, openDesk } from '../../../tests/runtime/desk.ts';
import { type Script, saidBy } from '../../../tests/runtime/scripted-engine.ts';
import type { SendFailure } from '../../channel.ts';
import type { InboundEvent } from '../../message.ts';
import { consents, contacts, messages, notices } from '../../store/collections.ts';
import { newContact } from '../rows/contact-change.ts';

let desk: Desk;
afterEach(() => desk.close());
const ann = 'test:main:ann';
const bob = 'test:main:bob';

/** `sale ...` is a promotion, all else a reply. */
const script: Script = (event) => {
  const text = saidBy(event);
  if (text === undefined) return { steps: [] };
  return { steps: text.startsWith('sale') ? [{ type: 'send', parts: [{ type: 'text', text }], class: 'promo', lang: 'en' }] : [`re ${text}`] };
};

async function agreed(...ids: string[]): Promise<void> {
  for (const id of ids) await desk.store.collection(contacts).insert({ ...newContact(id, desk.clock.now()), consent: { marketing: true } });
}
const failure = (given: SendFailure) => ({ kind: 'failure' as const, failure: given });
const told = () => desk.store.collection(notices).find({ where: { unread: 1 }, sort: { by: 'at' } });
const failed = (id: string, ref: string, given: Partial<SendFailure>): InboundEvent => ({
  type: 'receipt',
  id,
  from: { channel: 'test', account: 'main', user: 'ann' },
  at: 0,
  ref,
  status: 'failed',
  ...given,
});

test('a failure of the whole account keeps everybody’s messages until the pause is over, whatever the code, and is told once', async () => {
  const heard: string[] = [];
  desk = await openDesk({ script, hooks: { notify: ({ text }) => heard.push(text) } });
  desk.channel.fail('*', failure({ code: 'unauthorized', scope: 'account', retryAfterMs: 120_000, detail: 'token expired' }));
  await desk.write('ann', 'hi');
  await desk.runtime.idle();
  await desk.write('bob', 'hi');
  await desk.runtime.idle();
  expect(desk.channel.tries).toBe(1);
  const waiting = await desk.store.collection(messages).find({ where: { trouble: 'held' }, sort: { by: 'at' } });
  expect(waiting.map((row) => [row.conversation, row.reason, row.detail])).toEqual([
    [ann, 'unauthorized', 'token expired'],
    [bob, 'unauthorized', 'token expired'],
  ]);
  expect(await told()).toMatchObject([{ conversation: ann, to: 'team', text: expect.stringContaining('token expired') }]);
  await desk.pass(119_000);
  expect(desk.channel.sent).toEqual([]);
  await desk.pass(1000);
  expect([desk.channel.textsOf(ann), desk.channel.textsOf(bob)]).toEqual([['re hi'], ['re hi']]);
  expect(heard).toHaveLength(1);
});

test('the same trouble again on the same day is one notice, in the shop’s first language', async () => {
  desk = await openDesk({ script, shop: { name: '店', currency: 'CNY', zone: 'Asia/Shanghai', langs: ['zh', 'en'], categories: [] } });
  desk.channel.fail('*', failure({ code: 'quota', scope: 'account' }), failure({ code: 'quota', scope: 'account' }));
  await desk.write('ann', 'hi');
  await desk.runtime.idle();
  await desk.pass(60_000);
  expect(desk.channel.tries).toBe(2);
  await desk.pass(60_000);
  expect(desk.channel.textsOf(ann)).toEqual(['re hi']);
  expect((await told()).map((row) => row.text)).toEqual(['test：渠道当前的配额已用完。该账号已暂停发送；待发的消息都留着，稍后自动重试。']);
});

test('promotions of an account rest while everything else goes on, also behind a promotion that waits', async () => {
  desk = await openDesk({ script });
  await agreed(ann, bob);
  desk.channel.fail('*', failure({ code: 'spam_limited', scope: 'promotions', retryAfterMs: 600_000 }));
  await desk.write('ann', 'sale 1');
  await desk.runtime.idle();
  await desk.write('ann', 'hi');
  await desk.write('bob', 'sale 2');
  await desk.write('bob', 'hi');
  await desk.runtime.idle();
  expect([desk.channel.textsOf(ann), desk.channel.textsOf(bob)]).toEqual([['re hi'], ['re hi']]);
  await desk.pass(600_000);
  expect([desk.channel.textsOf(ann), desk.channel.textsOf(bob)]).toEqual([
    ['re hi', 'sale 1'],
    ['re hi', 'sale 2'],
  ]);
  expect(await told()).toMatchObject([{ text: expect.stringContaining('Promotions rest') }]);
});

test('a customer who refused marketing at the provider is in the ledger, and gets no promotion that still waits', async () => {
  desk = await openDesk({ script });
  await agreed(ann);
  desk.channel.fail(ann, failure({ code: 'marketing_refused', refusedMarketing: true, detail: 'user opted out (131050)' }));
  await desk.write('ann', 'sale 1');
  await desk.write('ann', 'sale 2');
  await desk.runtime.idle();
  expect(desk.channel.sent).toEqual([]);
  expect((await desk.store.collection(contacts).get(ann))?.consent).toEqual({ marketing: false });
  expect(await desk.store.collection(consents).find({ where: { contact: ann } })).toMatchObject([
    { purpose: 'marketing', granted: false, source: ann, words: 'test: marketing_refused · user opted out (131050)' },
  ]);
  expect((await desk.messages('ann')).filter((row) => row.direction === 'out').map((row) => row.reason)).toEqual(['marketing_refused', 'opted_out']);
});

test('told in a receipt it comes to the same: the ledger, the pause, and the message goes out once more', async () => {
  desk = await openDesk({ script });
  await agreed(ann);
  await desk.write('ann', 'sale 1');
  await desk.write('ann', 'hi');
  await desk.runtime.idle();
  expect(desk.channel.textsOf(ann)).toEqual(['sale 1', 're hi']);
  await desk.runtime.receive([failed('r1', 'ref-2', { code: 'rejected', scope: 'account', retryAfterMs: 30_000 })]);
  await desk.runtime.idle();
  expect((await desk.messages('ann')).at(-1)).toMatchObject({ status: 'held', reason: 'rejected' });
  expect(await told()).toHaveLength(1);
  await desk.write('bob', 'hi');
  await desk.runtime.idle();
  expect(desk.channel.textsOf(bob)).toEqual([]);
  await desk.pass(30_000);
  expect([desk.channel.textsOf(ann), desk.channel.textsOf(bob)]).toEqual([['sale 1', 're hi', 're hi'], ['re hi']]);
  await desk.runtime.receive([failed('r2', 'ref-1', { code: 'marketing_refused', refusedMarketing: true })]);
  await desk.runtime.idle();
  expect((await desk.messages('ann'))[1]).toMatchObject({ status: 'failed', reason: 'marketing_refused' });
  expect(await desk.store.collection(consents).find({ where: { contact: ann } })).toMatchObject([{ granted: false, source: ann }]);
});

test.each([1e12, Number.NaN])('a pause of %s ms does not silence the account for ever', async (retryAfterMs) => {
  desk = await openDesk({ script });
  desk.channel.fail('*', failure({ code: 'rate_limited', scope: 'account', retryAfterMs }));
  await desk.write('ann', 'hi');
  await desk.runtime.idle();
  await desk.pass(24 * 3_600_000);
  expect(desk.channel.tries).toBeGreaterThan(1);
});
