import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { quiet } from '../../../tests/runtime/desk.ts';
import { parseFaq, parseFlow } from '../../compiler/flow.ts';
import { flowSet } from '../../flow-folder/flow-set.ts';
import { apiRouter } from './express-routes.ts';
import { understandingRoutes } from './understanding.ts';

const token = 'the-right-token-0123456789';
const menu = parseFlow(
  'flow: menu\nstart:\n  - says: [menu]\nsteps:\n  - choose: { en: What can I do?, zh: 要办什么？ }\n    options:\n      - { label: { en: Returns, zh: 退货 }, then: end }\n      - { label: { en: Opening hours, zh: 营业时间 }, then: end }\n',
  'menu.yaml',
);
const faq = parseFaq(
  'faq: shop\nentries:\n  - q: [do you ship abroad, international delivery, ship to canada]\n    a: { en: Yes, zh: 可以 }\n  - q: [how can I pay, which cards do you take]\n    a: { en: By card, zh: 刷卡 }\n',
  'faq.yaml',
);
if (Array.isArray(menu) || Array.isArray(faq)) throw new Error(JSON.stringify([menu, faq]));
const flows = flowSet({ flows: [menu], faqs: [faq], calls: new Map() });

let server: Server;
beforeEach(async () => {
  const app = express();
  const routes = understandingRoutes({ flows: { set: () => flows }, shop: { langs: ['zh', 'en'] } });
  app.use('/api', apiRouter(routes, { isToken: (given) => given === token, log: quiet, version: '1', now: Date.now }));
  server = app.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
});
afterEach(() => server.close());

async function tried(body: object, bearer = token): Promise<{ status: number; body: unknown }> {
  const headers = { authorization: `Bearer ${bearer}`, 'content-type': 'application/json' };
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/understanding/try`;
  const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
  return { status: response.status, body: await response.json() };
}

it('says what a message would mean, part by part, and by which rule', async () => {
  expect(await tried({ text: 'Hi! Do you ship to Canada? Which cards do you take? Thanks' })).toEqual({
    status: 200,
    body: {
      language: 'en',
      courtesies: ['greeting', 'thanks'],
      clauses: [
        {
          text: 'Do you ship to Canada',
          candidates: expect.arrayContaining([{ kind: 'faq', id: 'shop:0', title: 'do you ship abroad', score: expect.any(Number) }]),
        },
        { text: 'Which cards do you take', candidates: expect.arrayContaining([{ kind: 'faq', id: 'shop:1', title: 'how can I pay', score: 1 }]) },
      ],
      optsOut: false,
      wantsPerson: false,
      command: null,
      sure: flows.sure,
      maybe: flows.maybe,
      rule: 'several questions',
      would: [{ say: 'Yes' }, { say: 'By card' }],
      notes: ['faq:shop:0', 'faq:shop:1'],
    },
  });
});

it.each([
  [
    { text: '2', state: 'menu', lang: 'en' },
    { rule: 'the answer', would: [] },
  ],
  [{ text: '2', state: 'idle' }, { rule: 'not understood' }],
  [{ text: '转人工' }, { wantsPerson: true, rule: 'a command', would: [{ say: expect.stringMatching(/同事/) }, { handoff: expect.any(String) }] }],
  [{ text: 'Hi, STOP sending me ads' }, { optsOut: true, rule: 'opting out', would: [{ say: expect.stringMatching(/unsubscribed/) }] }],
])('%j', async (body, expected) => {
  expect((await tried(body)).body).toMatchObject(expected);
});

it.each([
  [{ text: '' }, 422],
  [{ text: 'x'.repeat(4_001) }, 422],
  [{ text: 'hi', state: 'asleep' }, 422],
  [{}, 422],
])('refuses %j', async (body, status) => {
  expect((await tried(body)).status).toBe(status);
});

it('needs the token', async () => {
  expect((await tried({ text: 'hi' }, 'another-token-0123456789')).status).toBe(401);
});
