import { afterEach, expect, test } from 'vitest';
import { type Desk, message, openDesk } from '../../../tests/runtime/desk.ts';
import { RecordingChannel } from '../../../tests/runtime/recording-channel.ts';
import { type Script, saidBy } from '../../../tests/runtime/scripted-engine.ts';
import { allCollections } from '../../app/open-store.ts';
import { messages } from '../../store/collections.ts';
import { openSqlite } from '../../store/sqlite/sqlite.ts';
import type { Store } from '../../store/store.ts';
import { shopCalls } from '../calls/calls.ts';
import { createSourceNotes } from './attempt-limiter.ts';
import { linkCodeIn } from './link-codes.ts';

let desk: Desk;
let store: Store;
afterEach(async () => {
  await desk.close();
});
const ann = 'test:main:ann';

/** `code` asks for a link code, `tag X` remembers, all else is tried as a code. */
const script: Script = (event): ReturnType<Script> => {
  if (event.type === 'result') return { steps: [event.outcome.ok ? JSON.stringify(event.outcome.value) : `${event.outcome.code}: ${event.outcome.text}`] };
  const text = saidBy(event);
  if (text === undefined) return { steps: [] };
  if (text.startsWith('tag ')) return { steps: [{ type: 'remember', op: { tag: text.slice(4) } }] };
  const call = { type: 'call' as const, run: 'r', mode: 'does' as const, timeoutMs: 10_000 };
  return { steps: [{ ...call, name: text === 'code' ? 'contact.link_code' : 'contact.link', args: { code: text } }] };
};

async function open(): Promise<void> {
  store = await openSqlite({ file: ':memory:', specs: allCollections, now: () => 0, log: { info() {}, warn() {} } });
  const merge = (into: string, from: string) => desk.runtime.contacts.merge(into, from);
  desk = await openDesk({ store, script, others: [new RecordingChannel('other')], calls: shopCalls(store, { merge }) });
}
let n = 0;
async function says(user: string, text: string): Promise<string> {
  n += 1;
  const channel = user === 'ann' ? 'test' : 'other';
  await desk.runtime.receive([message(user, text, `l${n}`, channel, desk.clock.now())]);
  await desk.runtime.idle();
  const rows = await store.collection(messages).find({ where: { conversation: `${channel}:main:${user}` }, sort: { by: 'n', desc: true }, limit: 1 });
  const [part] = rows[0]?.parts ?? [];
  return part?.type === 'text' ? part.text : '';
}
const newCode = async (): Promise<string> => (JSON.parse(await says('ann', 'code')) as { code: string }).code;

test('a code from one channel, sent in another, makes both one contact; once', async () => {
  await open();
  await says('ann', 'tag here');
  await says('a77', 'tag there');
  const code = await newCode();
  expect(code).toMatch(/^LNK-[2-9A-Z]{4}-[2-9A-Z]{4}$/);
  expect(await says('ann', code)).toMatch(/^same: /);
  expect(JSON.parse(await says('a77', `my code is ${code.toLowerCase().replaceAll('-', ' ')}`))).toEqual({ contact: ann });
  expect(await desk.runtime.contacts.get('other:main:a77')).toMatchObject({ _id: ann, tags: ['here', 'there'] });
  expect(await says('b88', code)).toMatch(/^used: /);
  expect((await desk.runtime.contacts.get('other:main:b88'))?._id).toBe('other:main:b88');
});

test('a code that was not used in ten minutes is over', async () => {
  await open();
  const code = await newCode();
  await desk.pass(600_001);
  expect(await says('a77', code)).toMatch(/^expired: /);
});

test('guessing is slowed down, also for the right code then', async () => {
  await open();
  const code = await newCode();
  for (let guess = 0; guess < 4; guess++) expect(await says('a77', `LNK-2222-333${guess + 2}`)).toMatch(/^unknown: /);
  expect(await says('a77', code)).toMatch(/^too_many: .*60 seconds/);
  await desk.pass(60_000);
  expect(JSON.parse(await says('a77', code))).toEqual({ contact: ann });
});

test('new sessions of one address share its count', async () => {
  await open();
  const code = await newCode();
  const notes = createSourceNotes(store, Buffer.from('secret'));
  for (let n = 0; n < 10; n++) {
    await notes(`other:main:v${n}`, ['192.0.2.7'], desk.clock.now());
    expect(await says(`v${n}`, 'LNK-2222-3333')).toMatch(/^unknown: /);
  }
  await notes('other:main:v10', ['192.0.2.7'], desk.clock.now());
  expect(await says('v10', code)).toMatch(/^too_many: /);
  expect(JSON.parse(await says('elsewhere', code))).toEqual({ contact: ann });
});

test('a code of their own gives no guess back', async () => {
  await open();
  const { code } = JSON.parse(await says('a77', 'code')) as { code: string };
  for (let guess = 0; guess < 3; guess++) expect(await says('a77', `LNK-2222-333${guess + 2}`)).toMatch(/^unknown: /);
  expect(await says('a77', code)).toMatch(/^same: /);
  expect(await says('a77', 'LNK-2222-4444')).toMatch(/^too_many: /);
});

test.each([
  ['LNK-7KQ2-MD4X', 'LNK-7KQ2-MD4X'],
  ['lnk7kq2md4x', 'LNK-7KQ2-MD4X'],
  ['7KQ2 MD4X', 'LNK-7KQ2-MD4X'],
  ['您的绑定码是 LNK-7KQ2-MD4X。', 'LNK-7KQ2-MD4X'],
  ['hello', null],
])('%s is read as %s', (text, code) => expect(linkCodeIn(text)).toBe(code));
