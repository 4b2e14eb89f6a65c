/** What providers tell of consent, through the channels' real readers: each reaches the ledger, with its words and source, for all addresses of the person. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { consentOf, mayWrite } from '../../src/marketing/consent/ledger.ts';
import { openStage, type Stage } from './stage.ts';

const now = 1_795_960_000_000;
const began = Date.now();
let stage: Stage;
beforeEach(async () => {
  stage = await openStage(['telegram', 'whatsapp-cloud', 'wechat-official'], () => now + Date.now() - began);
});
afterEach(() => stage.close());

const seconds = Math.floor(now / 1000);
const graph = (field: string, value: object) => ({ object: 'whatsapp_business_account', entry: [{ id: '1', changes: [{ field, value }] }] });
const preference = (value: string, more: object = {}) =>
  graph('user_preferences', { user_preferences: [{ wa_id: '14155550199', category: 'marketing_messages', value, timestamp: seconds, ...more }] });
const text = (body: string) =>
  graph('messages', { messages: [{ from: '14155550199', id: `wamid.${body}`, timestamp: String(seconds), type: 'text', text: { body } }] });
const failed = (ref: string, code: number) =>
  graph('messages', {
    statuses: [{ id: ref, status: 'failed', timestamp: String(seconds), recipient_id: '14155550199', errors: [{ code, title: 'refused' }] }],
  });
const telegram = (status: string) => ({
  update_id: status === 'kicked' ? 71 : 72,
  my_chat_member: {
    chat: { id: 42, type: 'private', first_name: 'Li' },
    from: { id: 42, is_bot: false, first_name: 'Li' },
    date: seconds,
    old_chat_member: { status: status === 'kicked' ? 'member' : 'kicked', user: { id: 1, is_bot: true, first_name: 'shop' } },
    new_chat_member: { status, user: { id: 1, is_bot: true, first_name: 'shop' } },
  },
});
const start = {
  update_id: 1,
  message: { message_id: 1, date: seconds, chat: { id: 42, type: 'private' }, from: { id: 42, is_bot: false, first_name: 'Li' }, text: 'hello' },
};
const wechat = (event: string) =>
  `<xml><ToUserName><![CDATA[gh_1]]></ToUserName><FromUserName><![CDATA[oOpen1]]></FromUserName><CreateTime>${seconds}</CreateTime><MsgType><![CDATA[event]]></MsgType><Event><![CDATA[${event}]]></Event></xml>`;

const whatsapp = 'whatsapp-cloud:main:14155550199';
type Step = [channel: string, raw: unknown];

it.each<[what: string, contact: string, before: boolean | undefined, told: Step[], said: object, lines: number]>([
  [
    'WhatsApp stop',
    whatsapp,
    true,
    [['whatsapp-cloud', preference('stop', { detail: 'User requested to stop' })]],
    { why: 'refused', line: { words: 'User requested to stop', source: 'whatsapp-cloud' } },
    2,
  ],
  ['WhatsApp resume', whatsapp, false, [['whatsapp-cloud', preference('resume')]], { why: 'agreed', line: { source: 'whatsapp-cloud' } }, 2],
  [
    'WhatsApp signup',
    whatsapp,
    undefined,
    [['whatsapp-cloud', preference('signup', { signup_id: '9' })]],
    { why: 'agreed', line: { source: 'whatsapp-cloud:signup:9' } },
    1,
  ],
  [
    'the same preference told twice',
    whatsapp,
    true,
    [
      ['whatsapp-cloud', preference('stop')],
      ['whatsapp-cloud', preference('stop')],
    ],
    { why: 'refused' },
    2,
  ],
  ['a preference that is none of these', whatsapp, true, [['whatsapp-cloud', preference('paused')]], { why: 'agreed' }, 1],
  [
    'WhatsApp 131050, told in a receipt',
    whatsapp,
    true,
    [['whatsapp-cloud', failed('out.1', 131_050)]],
    { why: 'refused', line: { words: expect.stringContaining('marketing_refused') } },
    2,
  ],
  ['another failure of a message', whatsapp, true, [['whatsapp-cloud', failed('out.1', 131_026)]], { why: 'agreed' }, 1],
  ['Telegram block', 'telegram:main:42', true, [['telegram', telegram('kicked')]], { why: 'refused', line: { words: 'blocked', source: 'telegram' } }, 2],
  [
    'Telegram block taken back: they are asked again',
    'telegram:main:42',
    true,
    [
      ['telegram', telegram('kicked')],
      ['telegram', telegram('member')],
    ],
    { why: 'refused' },
    2,
  ],
  [
    'WeChat unsubscribe',
    'wechat-official:main:oOpen1',
    true,
    [['wechat-official', wechat('unsubscribe')]],
    { why: 'refused', line: { words: 'unfollowed', source: 'wechat-official' } },
    2,
  ],
  [
    'WeChat unsubscribe, then followed again',
    'wechat-official:main:oOpen1',
    true,
    [
      ['wechat-official', wechat('unsubscribe')],
      ['wechat-official', wechat('subscribe')],
    ],
    { why: 'refused' },
    2,
  ],
])('%s', async (_, contact, before, told, said, lines) => {
  const { store, runtime } = stage.core;
  const channel = contact.split(':')[0] ?? '';
  // The person is known by a message, or by following.
  if (channel === 'whatsapp-cloud') await stage.tell(channel, text('hello'));
  else await stage.tell(channel, channel === 'telegram' ? start : wechat('subscribe'));
  if (before !== undefined)
    await runtime.contacts.agree(contact, { _id: 'l0', at: now - 1_000, purpose: 'marketing', granted: before, words: 'before', source: 'api' });
  for (const [name, raw] of told) await stage.tell(name, raw);
  const person = await consentOf(store, contact);
  if (!person) throw new Error('nobody');
  expect(mayWrite(person, 'marketing')).toMatchObject(said);
  expect(person.ledger.filter(({ purpose }) => purpose === 'marketing')).toHaveLength(lines);
});

it('a block on one channel holds for the person’s other addresses', async () => {
  await stage.tell('whatsapp-cloud', text('hello'));
  await stage.tell('telegram', start);
  const { store, runtime } = stage.core;
  await runtime.contacts.agree(whatsapp, { _id: 'l0', at: now - 1_000, purpose: 'marketing', granted: true, words: 'yes', source: 'api' });
  await runtime.contacts.merge(whatsapp, 'telegram:main:42');
  await stage.tell('telegram', telegram('kicked'));
  const person = await consentOf(store, whatsapp);
  expect(person && mayWrite(person, 'marketing')).toMatchObject({ may: false, why: 'refused' });
  expect(person?.contact.unreachable).toEqual(['telegram:main:42']);
});
