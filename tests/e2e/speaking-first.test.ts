/** A page of the shop reports, the real program speaks first, and the flow that follows knows the product; then the visitor logs in. */
import { createHmac } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { token as adminToken, freshFolder, type Program, startProgram } from './program.ts';

const identitySecret = 'identity-secret-of-the-shop';
const folder = freshFolder();
const flows = join(folder.path, 'flows');
let program: Program;

const rule = (say: string): string =>
  `proactive: product-hint\nwhen: { product: any, on_page: 30s }\nshow: teaser\nsay: "${say} {{ product.title }}?"\nflow: help\n`;

beforeAll(async () => {
  mkdirSync(flows);
  const help =
    'flow: help\ntakes: { page: required }\nsteps:\n  - call: product.get\n    with: { product: "{{ page.product }}" }\n    save: product\n    else: { any: end }\n';
  writeFileSync(join(flows, 'help.yaml'), `${help}  - say: "It is {{ product.title }}, {{ page.path }}"\n`);
  writeFileSync(join(flows, 'fallback.yaml'), 'flow: fallback\nstart:\n  - fallback: true\nsteps:\n  - say: "Heard {{ message.text }}"\n');
  writeFileSync(join(flows, 'rule.yaml'), rule('Looking at'));
  program = await startProgram(join(folder.path, 'data'), { FLOWS_DIR: flows, WEBCHAT_IDENTITY_SECRET: identitySecret });
});
afterAll(async () => {
  await program?.end('SIGKILL');
  folder.clean();
});

const post = async (path: string, body: object, token?: string) => {
  const headers = { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) };
  const reply = await fetch(`${program.url}/chat/${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
  return { status: reply.status, body: (await reply.json()) as Record<string, unknown> };
};
const said = async (token: string): Promise<string[]> => {
  const page = (await (await fetch(`${program.url}/chat/poll`, { headers: { authorization: `Bearer ${token}` } })).json()) as {
    messages: { from: string; parts: { text?: string }[] }[];
  };
  return page.messages.flatMap(({ from, parts }) => (from === 'shop' ? parts.map(({ text }) => text ?? '') : []));
};
const ask = async <T>(path: string): Promise<T> =>
  (await (await fetch(`${program.url}/api${path}`, { headers: { authorization: `Bearer ${adminToken}` } })).json()) as T;

it('speaks first by a rule as it stands in the file, begins its flow, reports it, and follows the visitor into their account', async () => {
  expect(await (await fetch(`${program.url}/chat/moments`)).json()).toMatchObject({ onPage: [30_000] });
  const { items } = (await (await fetch(`${program.url}/demo/products`)).json()) as { items: { _id: string; title: { en: string } }[] };
  const [product] = items;
  const token = String((await post('session', {})).body.token);
  const report = { address: `/#/p/${product?._id}`, onPage: 30_000, idle: 0, scroll: 0, left: false, lang: 'en', typing: false, open: false };
  expect((await post('moments', { ...report, onPage: 29_000 }, token)).body).toEqual({});
  const shown = (await post('moments', report, token)).body.show as { id: string; text: string };
  expect(shown).toMatchObject({ as: 'teaser', flow: true, text: `Looking at ${product?.title.en}?`, card: { title: product?.title.en } });
  expect((await post('moments', report, token)).body).toEqual({});

  for (let n = 0; n < 2; n++) expect((await post('moments/outcome', { id: shown.id, outcome: 'opened' }, token)).status).toBe(202);
  await expect.poll(() => said(token)).toEqual([`It is ${product?.title.en}, /p/${product?._id}`]);
  await post('messages', { type: 'message', id: 'm1', text: 'is it warm', lang: 'en' }, token);
  await expect.poll(async () => (await said(token)).at(-1)).toBe('Heard is it warm');
  expect(await ask('/reports/proactive')).toMatchObject({
    rules: [{ rule: 'product-hint', shown: { moments: 1, opened: 1, answered: 1 }, held: { moments: 0 } }],
    complete: true,
  });

  writeFileSync(join(flows, 'rule.yaml'), rule('Do you like'));
  const other = String((await post('session', {})).body.token);
  const texts = async () =>
    ((await post('moments', { ...report, lang: 'en' }, String((await post('session', {})).body.token))).body.show as { text?: string } | undefined)?.text;
  await expect.poll(texts, { interval: 300 }).toBe(`Do you like ${product?.title.en}?`);

  const until = Math.floor(Date.now() / 1_000) + 600;
  const hmac = createHmac('sha256', identitySecret).update(`zhanggui:${until}:abcdefgh:42`).digest('hex');
  const user_hash = `${until}.abcdefgh.${hmac}`;
  const customer = await post('session', { token, user: '42', user_hash });
  expect(customer).toMatchObject({ status: 200, body: { visitor: 'u-42' } });
  expect((await post('session', { token: other, user: '42', user_hash })).status).toBe(401);
  const contactOf = async (user: string) =>
    (await ask<{ contact?: { id: string } | string }>(`/conversations/${encodeURIComponent(`webchat:main:${user}`)}`)).contact;
  const visitor = shown.id.slice(0, shown.id.lastIndexOf(':'));
  await post('messages', { type: 'message', id: 'm2', text: 'it is me', lang: 'en' }, String(customer.body.token));
  await expect.poll(() => said(String(customer.body.token))).toEqual(['Heard it is me']);
  const known = await contactOf(visitor);
  expect(known).toBeDefined();
  expect(await contactOf('u-42')).toEqual(known);
});
