/** The shop's own ids of customers, in any script and as long as they may be, through every door of the real program. */
import { createHmac } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { signEvent } from '../../src/server/hooks/signed-event.ts';
import { eventsSecret, freshFolder, type Program, startProgram } from './program.ts';

const identitySecret = 'identity-secret-of-the-shop';
const folder = freshFolder();
let program: Program;
/** Something that the demo shop has in stock. */
let sku: string | undefined;

beforeAll(async () => {
  const flows = join(folder.path, 'flows');
  mkdirSync(flows);
  writeFileSync(
    join(flows, 'hello.yaml'),
    'flow: hello\nstart:\n  - fallback: true\nsteps:\n  - notify: "look at {{ message.text }}"\n  - say: { en: "Heard {{ message.text }}", zh: "听到 {{ message.text }}" }\n',
  );
  program = await startProgram(join(folder.path, 'data'), { FLOWS_DIR: flows, WEBCHAT_IDENTITY_SECRET: identitySecret });
  const { items } = (await (await fetch(`${program.url}/demo/products`)).json()) as { items: { variants: { sku: string; stock: number }[] }[] };
  sku = items.flatMap(({ variants }) => variants).find(({ stock }) => stock > 0)?.sku;
});
afterAll(async () => {
  await program?.end('SIGKILL');
  folder.clean();
});

const repeated = (text: string, characters = 128): string => [...text.repeat(characters)].slice(0, characters).join('');
const ids: Record<string, string> = {
  short: '7',
  plain: repeated('customer-'),
  uuid: '0f8fad5b-d9cb-469f-a165-70867728950e',
  email: 'li.mei+shop@example.com',
  'a path': '../../../etc/passwd',
  slashes: 'a/b\\c//d/',
  colons: 'webchat:main:u-7:lock',
  'percent signs': '100%25%2F%zz',
  'query and fragment': '?a=1&b=2#c;d',
  quotes: `"'\`<b>&amp;{{ x }}$where`,
  spaces: ' a  b ',
  'line ends and tabs': 'a\r\nb\tc',
  'control characters': 'a\u0000b\u0001c\u007f',
  dots: '.'.repeat(128),
  Han: repeated('掌柜顾客编号'),
  'Han beyond the first plane': repeated('𠮷野家𠀋'),
  Japanese: repeated('お客様ガガ々'),
  Korean: repeated('고객님번호'),
  Arabic: repeated('عميل رقم '),
  Hebrew: repeated('לקוח'),
  Hindi: repeated('ग्राहक'),
  Thai: repeated('ลูกค้า'),
  Cyrillic: repeated('Покупатель'),
  Greek: repeated('Πελάτης'),
  'composed accents': 'Zoë é ü',
  'combining accents': 'Zoe\u0308 e\u0301 u\u0308',
  emoji: repeated('🧵'),
  families: repeated('👩‍👩‍👧‍👦'),
  flags: repeated('🇨🇳🇩🇪'),
  'other directions': repeated('\u202eabc\u202c\u200f'),
  'nothing to see': repeated('\u200b\u2060\ufeff'),
  private: repeated('\u{10fffd}'),
};

const hashOf = (user: string) => createHmac('sha256', identitySecret).update(user).digest('hex');
const post = (path: string, body: unknown, token?: string) =>
  fetch(`${program.url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
    body: JSON.stringify(body),
  });
const enter = async (user: string) => {
  const response = await post('/chat/session', { user, user_hash: hashOf(user) });
  return { status: response.status, ...((await response.json()) as { token: string; visitor: string }) };
};
const poll = async (token: string) =>
  (await (await fetch(`${program.url}/chat/poll`, { headers: bearer(token) })).json()) as {
    messages: { id: string; from: string; parts: { text?: string }[] }[];
  };
const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

async function tellShopEvent(name: string, id: string, body: unknown): Promise<number> {
  const text = JSON.stringify(body);
  const stamp = Math.floor(Date.now() / 1_000);
  const headers = { 'webhook-id': id, 'webhook-timestamp': String(stamp), 'webhook-signature': signEvent(eventsSecret, id, stamp, text) };
  return (await fetch(`${program.url}/events/${name}`, { method: 'POST', headers, body: text })).status;
}

it.each(Object.entries(ids))('%s', async (what, user) => {
  const { status, token, visitor } = await enter(user);
  expect([status, visitor]).toEqual([200, `u-${user}`]);
  const id = `webchat:main:u-${user}`;

  const said = `words of ${what}`;
  const stop = new AbortController();
  const stream = await fetch(`${program.url}/chat/stream`, { headers: bearer(token), signal: stop.signal });
  expect(stream.status).toBe(200);
  expect((await post('/chat/messages', { type: 'message', id: 'm1', text: said, lang: 'en' }, token)).status).toBe(202);
  let read = '';
  for await (const chunk of stream.body ?? []) {
    read += Buffer.from(chunk).toString();
    if (read.includes(`Heard ${said}`)) break;
  }
  stop.abort();
  const { messages } = await poll(token);
  const texts = messages.map((message) => `${message.from}: ${message.parts[0]?.text}`);
  expect(texts).toEqual([`me: ${said}`, `shop: Heard ${said}`]);

  const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');
  const upload = await fetch(`${program.url}/chat/media`, { method: 'POST', headers: { ...bearer(token), 'content-type': 'image/png' }, body: png });
  expect(upload.status).toBe(201);
  const reply = messages[1]?.id ?? '';
  expect((await post('/chat/receipts', { read: [reply] }, token)).status).toBe(202);
  expect((await post('/chat/typing', {}, token)).status).toBe(202);
  const cart = { cart: 'cart-of-mine', change: 'change-1', lang: 'en', items: [{ sku, quantity: 1 }] };
  const known = await (await post('/demo/cart', cart, token)).json();
  expect(known).toEqual({ accepted: true, known: true });

  expect(await tellShopEvent('note.made', `note-${what}`, { contact: { address: id }, data: {} })).toBe(202);

  const path = encodeURIComponent(id);
  expect((await program.api(`/conversations/${path}`)).body).toMatchObject({ id, user: `u-${user}` });
  await expect
    .poll(async () => (await program.api(`/conversations/${path}/messages`)).body)
    .toMatchObject({ items: [{ status: 'read', direction: 'out' }, { direction: 'in' }] });
  expect((await program.api(`/conversations/${path}/trace`)).status).toBe(200);
  const found = (await program.api(`/conversations?q=${encodeURIComponent([...user.trim()].slice(0, 40).join(''))}`)).body;
  expect((found as { items: { id: string }[] }).items.map((one) => one.id)).toContain(id);
  expect((await program.api(`/outbox/${encodeURIComponent(reply)}/resend`, { method: 'POST' })).status).toBe(409);
  const { items } = (await program.api('/notices')).body as { items: { id: string; conversation: string }[] };
  const notice = items.find(({ conversation }) => conversation === id);
  expect((await program.api(`/notices/${encodeURIComponent(notice?.id ?? '')}/read`, { method: 'POST' })).status).toBe(200);
  expect((await program.api(`/contacts/${path}`)).body).toMatchObject({ id, addresses: [id] });
  expect((await program.api(`/contacts/${path}/consents`)).status).toBe(200);
  expect((await program.api(`/contacts/${path}/merge`, { method: 'POST', body: { into: id } })).status).toBe(409);
  expect((await program.api(`/conversations/${path}/handoff`, { method: 'POST', body: {} })).body).toMatchObject({ id, state: 'handoff' });
  expect((await program.api(`/conversations/${path}/messages`, { method: 'POST', body: { text: 'A person here' } })).status).toBe(200);
  expect((await program.api(`/conversations/${path}/handback`, { method: 'POST', body: {} })).status).toBe(200);
  expect((await program.api(`/contacts/${path}`, { method: 'DELETE' })).body).toMatchObject({ id, removed: expect.anything() });
  expect((await program.api(`/contacts/${path}`)).status).toBe(404);
  expect((await program.api(`/conversations/${path}`)).status).toBe(404);
});

it.each([
  ['129 Han', '客'.repeat(129)],
  ['129 emoji', '🧵'.repeat(129)],
  ['nothing', ''],
  ['half a character', 'a\ud83e'],
])('says what is wrong with an id of %s', async (_, user) => {
  const refused = await post('/chat/session', { user, user_hash: hashOf(user) });
  expect([refused.status, await refused.json()]).toEqual([
    422,
    { error: { code: 'invalid', field: 'user', message: expect.stringMatching(/128 characters/) } },
  ]);
});

it('keeps customers with similar ids apart', async () => {
  const sessions = await Promise.all(['Zo\u00eb', 'Zoe\u0308', 'zo\u00eb', 'Zo\u00eb ', 'Zo%C3%AB'].map(enter));
  for (const [n, { token }] of sessions.entries()) await post('/chat/messages', { type: 'message', id: 'm1', text: `I am ${n}`, lang: 'en' }, token);
  for (const [n, { token }] of sessions.entries()) await expect.poll(async () => (await poll(token)).messages.at(-1)?.parts[0]?.text).toBe(`Heard I am ${n}`);
});
