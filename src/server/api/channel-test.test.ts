/** Trying a channel out, through its routes and a runtime on a real store. */
import { afterEach, expect, it } from 'vitest';
import { type Desk, openDesk } from '../../../tests/runtime/desk.ts';
import { RecordingChannel } from '../../../tests/runtime/recording-channel.ts';
import type { Capabilities, Channel, Health, ProviderTemplate } from '../../channel.ts';
import { addressIn, channelTestRoutes } from './channel-test.ts';
import type { Caller } from './route.ts';

let desk: Desk;
afterEach(() => desk.close());

interface Setup {
  capabilities?: Partial<Capabilities>;
  health?: Health;
  templates?: ProviderTemplate[];
}
async function open({ capabilities = {}, health, templates }: Setup = {}) {
  const channel = new RecordingChannel('test', capabilities);
  const given: Channel = channel;
  if (health) given.health = () => health;
  if (templates) given.templates = () => templates;
  const known = { hello: { channels: ['test'], names: { test: 'hello_world' } } };
  desk = await openDesk({ channel, templates: known });
  const parts = {
    store: desk.store,
    runtime: desk.runtime,
    channels: new Map<string, Channel>([['test:main', channel]]),
    templates: known,
    country: 'GB',
    shopName: { en: 'Tea House', zh: '茶铺' },
    now: desk.clock.now,
  };
  const routes = channelTestRoutes(parts);
  const ask = async (path: string, body?: object, params: object = {}, by?: Caller) => {
    const found = routes.find((one) => one.path === path);
    if (!found) throw new Error(path);
    return found.handle({ params: { id: 'test:main', ...params }, query: {}, body: body && found.body.parse(body), ...(by && { by }) });
  };
  const sent = async (answer: Awaited<ReturnType<typeof ask>>) => {
    if (!answer.ok) throw new Error(JSON.stringify(answer.refusal));
    const { message } = answer.body as { message: string };
    // The pause between two messages is over.
    await desk.pass(10_000);
    return ask('/channels/:id/test/:message', undefined, { message });
  };
  return { channel, ask, sent };
}
const preview = '/channels/:id/test/preview';
const test = '/channels/:id/test';

it('shows what would go to whom, sends it once it is confirmed, and tells that it went', async () => {
  const { channel, ask, sent } = await open();
  await desk.write('ann', 'hello');
  await desk.pass(1_000);
  const before = channel.sent.length;
  expect(await ask(preview, { to: 'ann', lang: 'zh' })).toMatchObject({
    ok: true,
    body: { to: 'test:main:ann', text: expect.stringContaining('茶铺'), closed: false },
  });
  await desk.pass(1_000);
  expect(channel.sent).toHaveLength(before);
  const answer = await ask(test, { to: 'test:main:ann', lang: 'en' });
  expect(answer).toMatchObject({ ok: true, status: 202, audit: { after: { to: 'test:main:ann' } } });
  expect(await sent(answer)).toMatchObject({ body: { state: 'sent' } });
  expect(channel.sent.at(-1)).toMatchObject({ conversation: 'test:main:ann', text: expect.stringContaining('Tea House') });
});

it('names the customer to those who may know customers', async () => {
  const { ask } = await open();
  await desk.write('ann', 'hello');
  await desk.pass(1_000);
  await desk.runtime.contacts.update('test:main:ann', (row) => ({ ...row, name: 'Ann' }));
  const key = (...scopes: string[]) => ({ kind: 'key', key: { id: 'k', name: 'k', scopes }, ip: '', agent: '' }) as unknown as Caller;
  expect(await ask(preview, { to: 'ann' }, {}, key('channels:read', 'customers:read'))).toMatchObject({ body: { name: 'Ann' } });
  expect(JSON.stringify(await ask(preview, { to: 'ann' }, {}, key('channels:read')))).not.toContain('Ann');
});

it('reaches a number that never wrote, where the channel can', async () => {
  const { channel, ask, sent } = await open({ capabilities: { byNumber: true } });
  expect(await sent(await ask(test, { to: '07700 900123' }))).toMatchObject({ body: { state: 'sent' } });
  expect(channel.sent.at(-1)?.conversation).toBe('test:main:447700900123');
});

it('says in words why the provider refused', async () => {
  const { channel, ask, sent } = await open();
  channel.faults.set('*', [{ kind: 'failure', failure: { code: 'unreachable', detail: 'chat not found' } }]);
  expect(await sent(await ask(test, { to: '12345' }))).toMatchObject({
    body: {
      state: 'failed',
      arrived: false,
      why: { en: expect.stringContaining('cannot be reached'), zh: expect.stringContaining('联系不上') },
      detail: 'chat not found',
    },
  });
});

it.each([
  ['a channel that is not connected', { health: { state: 'need_qr' } }, 'not connected'],
  ['a channel where the customer begins', { capabilities: { proactive: false } }, 'has to write first'],
  ['a closed reply window', { capabilities: { window: { ms: 1_000 } } }, 'window is closed'],
] as [string, Setup, string][])('sends nothing by %s, and says what to do', async (_name, setup, text) => {
  const { channel, ask } = await open(setup);
  expect(await ask(test, { to: 'stranger' })).toMatchObject({ ok: false, refusal: { status: 409, message: expect.stringContaining(text) } });
  expect(channel.sent).toEqual([]);
});

it('goes through a closed window as a template without variables, and as no other', async () => {
  const one = { name: 'hello_world', lang: 'en', status: 'approved', category: 'utility', params: [] } as const;
  const { channel, ask, sent } = await open({ capabilities: { window: { ms: 1_000 } }, templates: [one, { ...one, lang: 'zh', params: ['1'] }] });
  expect(await ask(preview, { to: 'stranger' })).toMatchObject({ body: { closed: true, templates: [{ name: 'hello', lang: 'en' }] } });
  expect(await ask(test, { to: 'stranger', template: { name: 'hello', lang: 'zh' } })).toMatchObject({ ok: false, refusal: { field: 'template' } });
  expect(await sent(await ask(test, { to: 'stranger', template: { name: 'hello', lang: 'en' } }))).toMatchObject({ body: { state: 'sent' } });
  expect(channel.sent.at(-1)?.template).toMatchObject({ name: 'hello_world', lang: 'en' });
});

it('is limited, and knows no other message and no other channel', async () => {
  const { ask } = await open();
  for (let n = 0; n < 5; n++) expect(await ask(test, { to: 'ann' })).toMatchObject({ ok: true });
  expect(await ask(test, { to: 'ann' })).toMatchObject({ ok: false, refusal: { status: 429 }, wait: expect.any(Number) });
  expect(await ask(preview, { to: 'ann' }, { id: 'other:main' })).toMatchObject({ ok: false, refusal: { status: 404 } });
  expect(await ask('/channels/:id/test/:message', undefined, { message: 'test:main:ann:1:0' })).toMatchObject({ ok: false, refusal: { status: 404 } });
});

it.each([
  ['12345', {}, '12345'],
  ['telegram:main:42', {}, undefined],
  ['test:main:42', {}, '42'],
  ['+44 7700 900-123', { byNumber: true as const }, '447700900123'],
  ['oTea6Lh2xQm8VbK4dYzR1nWcE0s', {}, 'oTea6Lh2xQm8VbK4dYzR1nWcE0s'],
])('reads the address %s', async (to, more, user) => {
  const { channel } = await open({ capabilities: more });
  expect(addressIn('test:main', to, channel, 'GB')?.user).toBe(user);
});
