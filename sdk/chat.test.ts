import { createHmac } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import { type ChatServer, type ChatServerOptions, startChatServer } from '../tests/web/chat-server.ts';
import { type Chat, type ChatOptions, createChat } from './chat.ts';
import { memoryStorage, type Platform, preloaded } from './platform.ts';
import { wxStandIn } from './stand-ins.ts';
import { webPlatform } from './web.ts';
import { wechatPlatform } from './wechat.ts';

let server: ChatServer;
const chats: Chat[] = [];
afterEach(async () => {
  for (const chat of chats.splice(0)) chat.end();
  await server.close();
});

const start = async (options?: ChatServerOptions) => {
  server = await startChatServer(options);
};
/** A device: what it keeps outlasts its programs. */
const device = () => {
  const wakes = new Set<() => void>();
  const platform: Platform = webPlatform({
    storage: memoryStorage(),
    onWake(heard) {
      wakes.add(heard);
      return () => void wakes.delete(heard);
    },
  });
  return { platform, wake: () => [...wakes].map((heard) => heard()) };
};
const open = (platform: Platform = device().platform, more: Partial<ChatOptions> = {}) => {
  const chat = createChat({ server: server.url, platform, lang: 'en', ...more });
  chats.push(chat);
  const shown: string[] = [];
  chat.on('message', (message) => shown.push(...textsOf([message])));
  return { chat, shown };
};
const textsOf = (messages: { parts: { type: string; text?: string }[] }[]) => messages.flatMap(({ parts }) => parts.map((part) => part.text ?? part.type));
const echo = () => {
  server.answer = (event) =>
    event.type === 'message' ? [{ parts: [{ type: 'text', text: `re: ${event.parts.map((part) => ('text' in part ? part.text : part.type)).join()}` }] }] : [];
};
const taken = () => server.events.flatMap((event) => (event.type === 'message' ? textsOf([event as never]) : []));
const user = () => server.events.find(({ type }) => type === 'message')?.from.user ?? '';
const eventually = <T>(read: () => T) => expect.poll(read, { interval: 20 });
const secret = 'secret of the shop';
const hashOf = (customer: string) => createHmac('sha256', secret).update(customer).digest('hex');

const platforms: [name: string, make: () => Platform][] = [
  ['fetch with a stream', () => device().platform],
  ['fetch without a stream, as React Native', () => ({ ...device().platform, stream: undefined })],
  ['wx.request of a mini program', () => wechatPlatform(wxStandIn())],
];

describe.each(platforms)('by %s', (_name, make) => {
  it('greets, sends, hears, presses, and says what arrived and was read', async () => {
    await start();
    server.answer = (event) =>
      event.type === 'message' ? [{ parts: [{ type: 'text', text: 'Which size?' }], choices: [{ token: 'r1.2.0', label: 'M' }] }] : [];
    const { chat, shown } = open(make());
    const unread: number[] = [];
    chat.on('ready', (empty) => empty && chat.opened());
    chat.on('unread', (count) => unread.push(count));
    expect(await chat.connect()).toBe(true);
    await eventually(() => server.events.map(({ type }) => type)).toEqual(['started']);
    chat.send('hello 你好 👋');
    await eventually(() => shown).toEqual(['hello 你好 👋', 'Which size?']);
    expect(unread.at(-1)).toBe(1);
    chat.read();
    expect(unread.at(-1)).toBe(0);
    await eventually(() => server.events.flatMap((event) => (event.type === 'receipt' ? [event.status] : [])).at(-1)).toBe('read');
    const [choice] = chat.messages().at(-1)?.choices ?? [];
    if (choice) chat.press(choice);
    await eventually(() => server.events.find(({ type }) => type === 'pressed')).toMatchObject({ token: 'r1.2.0', label: 'M' });
  });

  it('loses and doubles nothing while the server is cut off and away', async () => {
    await start();
    echo();
    const { chat, shown } = open(make());
    const lines = Array.from({ length: 12 }, (_, n) => `line ${n}`);
    await chat.connect();
    for (const [n, line] of lines.entries()) {
      chat.send(line);
      if (n === 3) server.cut();
      if (n === 6) {
        await server.down();
        await new Promise((resolve) => setTimeout(resolve, 300));
        await server.up();
      }
      if (n === 9) server.cut();
    }
    await eventually(() => shown.length).toBe(24);
    expect(taken()).toEqual(lines);
    expect([...shown].sort()).toEqual(lines.flatMap((line) => [line, `re: ${line}`]).sort());
    expect(chat.pending()).toEqual([]);
  });

  it('uploads a picture, and a recording as one', async () => {
    await start();
    const { chat } = open(make());
    const bytes = (head: string) => Uint8Array.from(Buffer.concat([Buffer.from(head, 'latin1'), Buffer.alloc(50)])).buffer;
    chat.upload({ name: '照片.png', body: bytes('\x89PNG\r\n\x1a\n') }, 'this one');
    chat.upload({ name: 'voice.weba', body: bytes('\x1a\x45\xdf\xa3'), type: 'audio/webm' });
    await eventually(() => taken().sort()).toEqual(['audio', 'image', 'this one']);
  });
});

it('goes on where it was after the app was closed: what waited is sent once, what was said comes once', async () => {
  await start();
  echo();
  const { platform } = device();
  const first = open(platform);
  first.chat.send('before');
  await eventually(() => first.shown).toEqual(['before', 're: before']);
  await server.down();
  first.chat.send('while away');
  first.chat.send('and this');
  first.chat.end();
  await server.up();
  await server.say(user(), [{ type: 'text', text: 'are you there?' }]);
  const second = open(platform);
  await second.chat.connect();
  await eventually(() => second.shown.toSorted()).toEqual([
    'and this',
    'are you there?',
    'before',
    're: and this',
    're: before',
    're: while away',
    'while away',
  ]);
  expect(taken()).toEqual(['before', 'while away', 'and this']);
});

it('connects at once when the device wakes up, however long it would have waited', async () => {
  await start();
  const { platform, wake } = device();
  const { chat, shown } = open(platform);
  chat.send('hello');
  await eventually(() => shown).toEqual(['hello']);
  const states: boolean[] = [];
  chat.on('connection', (connected) => states.push(connected));
  await server.down();
  await eventually(() => states).toEqual([false]);
  await new Promise((resolve) => setTimeout(resolve, 2_500));
  await server.up();
  await server.say(user(), [{ type: 'text', text: 'news' }]);
  const at = Date.now();
  wake();
  await eventually(() => shown).toEqual(['hello', 'news']);
  expect(Date.now() - at).toBeLessThan(1_000);
  expect(states).toEqual([false, true]);
});

it('sends again with the same id when the answer was lost', async () => {
  await start();
  const { platform } = device();
  let lost = 0;
  const { chat } = open({
    ...platform,
    async request(ask, stop) {
      const answer = await platform.request(ask, stop);
      if (ask.url.endsWith('/messages') && lost++ < 2) throw new Error('the answer was lost');
      return answer;
    },
  });
  chat.send('once');
  await eventually(() => chat.pending()).toEqual([]);
  expect([lost, taken()]).toEqual([3, ['once']]);
});

it('reads what was said before, page by page, in order, and says when there is no more', async () => {
  await start();
  const { chat } = open();
  chat.send('0');
  await eventually(() => taken()).toEqual(['0']);
  for (let n = 1; n < 130; n += 1) await server.say(user(), [{ type: 'text', text: String(n) }]);
  await eventually(() => chat.messages().length).toBe(130);
  const { chat: other } = open({ ...device().platform, storage: memoryStorage([['zhanggui.token', (await chat.session())?.token ?? '']]) });
  const live: boolean[] = [];
  other.on('message', (_message, isLive) => live.push(isLive));
  await other.connect();
  await eventually(() => other.messages().length).toBe(50);
  const more = [await other.older(), await other.older(), await other.older()];
  expect(more).toEqual([true, true, false]);
  // Many are of one moment: they keep their order over the pages.
  expect(textsOf(other.messages())).toEqual(Array.from({ length: 130 }, (_, n) => String(n)));
  expect(live).not.toContain(true);
});

it('goes on as a customer: what waits goes along once, what the visitor saw is gone, another device has the same', async () => {
  await start({ identitySecret: secret });
  const { chat, shown } = open();
  chat.send('as a visitor');
  await eventually(() => shown).toEqual(['as a visitor']);
  await server.say(user(), [{ type: 'text', text: 'for the visitor' }]);
  const visitor = user();
  let resets = 0;
  chat.on('reset', () => {
    resets += 1;
  });
  await server.down();
  chat.send('on the way');
  const identified = chat.identify('42', hashOf('42'));
  await server.up();
  await identified;
  await eventually(() => taken()).toEqual(['as a visitor', 'on the way']);
  expect(server.events.map(({ from }) => from.user)).toEqual([visitor, 'u-42']);
  await eventually(() => textsOf(chat.messages())).toEqual(['on the way']);
  expect(resets).toBe(1);
  await server.say(visitor, [{ type: 'text', text: 'a word to the visitor' }]);
  await server.say('u-42', [{ type: 'text', text: 'a word to the customer' }]);
  const phone = open(device().platform, { user: '42', signature: hashOf('42') });
  await phone.chat.connect();
  for (const { chat: one } of [{ chat }, phone]) await eventually(() => textsOf(one.messages())).toEqual(['on the way', 'a word to the customer']);
  expect(await open(device().platform, { user: '42', signature: hashOf('43') }).chat.connect()).toBe(false);
});

it('does not send what a customer left waiting in the name of who comes after them', async () => {
  await start({ identitySecret: secret });
  const { platform } = device();
  const away: Platform = { ...platform, request: async () => Promise.reject(new Error('away')) };
  const customer = open(away, { user: '42', signature: hashOf('42') });
  customer.chat.send('mine alone');
  customer.chat.end();
  const stranger = open(platform);
  stranger.chat.send('somebody else');
  await eventually(() => [taken(), stranger.chat.pending().length]).toEqual([['somebody else'], 0]);
  const again = open(platform, { user: '42', signature: hashOf('42') });
  await again.chat.connect();
  await eventually(() =>
    server.events.flatMap((event) => (event.type === 'message' ? [`${event.from.user.slice(0, 2)} ${textsOf([event as never]).join()}`] : [])),
  ).toEqual(['v- somebody else', 'u- mine alone']);
});

it('keeps the token of a device with one visitor, and forgets it for that one alone', async () => {
  await start();
  const one = open().chat;
  const two = open().chat;
  const phone = { service: 'fcm', token: 'abc' };
  const visitorOf = async (chat: Chat) => (await chat.session())?.visitor;
  expect(await one.registerDevice(phone)).toBe(true);
  expect(server.devices.get('abc')).toBe(await visitorOf(one));
  await two.registerDevice(phone);
  expect(server.devices.get('abc')).toBe(await visitorOf(two));
  await one.forgetDevice(phone);
  expect(server.devices.has('abc')).toBe(true);
  await two.forgetDevice(phone);
  expect(server.devices.has('abc')).toBe(false);
  expect(await one.registerDevice({ service: 'not a service', token: '' })).toBe(false);
});

it('says that the shop writes, and goes on when a listener throws', async () => {
  await start();
  const { chat } = open();
  const problems: unknown[] = [];
  let typing = 0;
  chat.on('message', () => {
    throw new Error('of the page');
  });
  chat.on('problem', (error) => problems.push(error));
  chat.on('typing', () => {
    typing += 1;
  });
  chat.send('a');
  chat.send('b');
  await eventually(() => chat.messages().length).toBe(2);
  expect(problems).toHaveLength(2);
  server.channel.hub.typing(user());
  await eventually(() => typing).toBe(1);
});

it('keeps what it needs in a storage that answers late', async () => {
  await start();
  const kept = new Map<string, string>();
  const slow = { getItem: async (name: string) => kept.get(name) ?? null, setItem: async (name: string, value: string) => void kept.set(name, value) };
  const first = open({ ...device().platform, storage: await preloaded(slow) }).chat;
  const visitor = (await first.session())?.visitor;
  const second = open({ ...device().platform, storage: await preloaded(slow) }).chat;
  expect([first.known(), second.known(), (await second.session())?.visitor]).toEqual([true, true, visitor]);
});
