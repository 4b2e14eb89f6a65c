/** Templates: read from Meta page by page, kept current, checked and filled in before a message goes out. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { TemplateUse } from '../../src/message.ts';
import { record } from './graph-rules.ts';
import { type Graph, startGraph } from './graph-server.ts';
import { deliver, openShop, reply, type Shop, type ShopOptions, sendAll } from './shop.ts';

let graph: Graph;
let shop: Shop;

beforeEach(async () => {
  graph = await startGraph();
});
afterEach(async () => {
  vi.restoreAllMocks();
  await shop.channel.stop();
  await graph.close();
});

const started = async (options: ShopOptions = {}) => {
  shop = await openShop(graph, options);
  await shop.channel.start();
  await expect.poll(() => shop.channel.health().state).toBe('ready');
};
const body = (text: string) => ({ type: 'BODY', text });
const send = (name: string, params: TemplateUse['params'], extra: Parameters<typeof reply>[1] = {}, lang = 'en') =>
  sendAll(shop.channel, reply([{ type: 'text', text: 'the whole text' }], { template: { name, lang, params }, lang, ...extra }));
const sent = () => record(graph.messages.at(-1)?.template);
const refused = (detail: RegExp) => ({ ok: false, failure: { code: 'template_refused', detail: expect.stringMatching(detail) } });
const listCalls = () => graph.calls.filter((call) => call.endsWith('/message_templates')).length;
const update = (event: string, name: string, lang = 'en_US') => {
  const value = { event, message_template_id: 1, message_template_name: name, message_template_language: lang, reason: 'NONE' };
  return deliver(
    shop.channel,
    graph.signed({
      object: 'whatsapp_business_account',
      entry: [{ id: graph.businessId, time: 1, changes: [{ field: 'message_template_status_update', value }] }],
    }),
  );
};

describe('reading templates', () => {
  it('reads every page and tells the variables by the names that flows use', async () => {
    graph.pageSize = 2;
    for (let n = 0; n < 5; n++) graph.template({ name: `t${n}`, components: [body('Hi {{2}} and {{1}}')] });
    graph.template({
      name: 'rich',
      language: 'zh_CN',
      status: 'PAUSED',
      category: 'MARKETING',
      parameter_format: 'NAMED',
      components: [
        { type: 'HEADER', format: 'IMAGE' },
        body('{{name}} {{order_number}}'),
        { type: 'FOOTER', text: 'x' },
        {
          type: 'BUTTONS',
          buttons: [
            { type: 'QUICK_REPLY', text: 'Yes' },
            { type: 'URL', text: 'Open', url: 'https://shop.example/{{1}}' },
            { type: 'COPY_CODE', example: 'A' },
          ],
        },
      ],
    });
    await started();
    const templates = shop.channel.templates?.() ?? [];
    expect(templates).toHaveLength(6);
    expect(templates[0]).toEqual({ name: 't0', lang: 'en_US', status: 'approved', category: 'utility', params: ['1', '2'] });
    expect(templates[5]).toEqual({
      name: 'rich',
      lang: 'zh_CN',
      status: 'paused',
      category: 'marketing',
      params: ['header.image', 'name', 'order_number', 'button.1', 'button.2'],
    });
    expect(listCalls()).toBe(3);
  });

  it('asks the number for its account when the id is not given, and remembers it', async () => {
    graph.tellsBusiness = true;
    graph.template({ name: 'hello' });
    await started({ given: { businessId: '' } });
    expect(shop.channel.templates?.()).toHaveLength(1);
    expect(await shop.memory.get('business')).toBe(graph.businessId);
  });

  it('where the number does not tell, says what to do, and learns the id from the first genuine webhook', async () => {
    graph.template({ name: 'hello' });
    await started({ given: { businessId: '' } });
    expect(shop.channel.health()).toMatchObject({ state: 'ready', detail: expect.stringMatching(/WHATSAPP_CLOUD_BUSINESS_ID/) });
    expect(shop.channel.templates?.()).toEqual([]);
    const value = { messaging_product: 'whatsapp', metadata: { phone_number_id: graph.phoneId }, statuses: [] };
    await deliver(
      shop.channel,
      graph.signed({ object: 'whatsapp_business_account', entry: [{ id: graph.businessId, changes: [{ field: 'messages', value }] }] }),
    );
    expect(shop.channel.templates?.()).toHaveLength(1);
    expect(shop.channel.health()).toEqual({ state: 'ready' });
  });

  it('a list that cannot be read is told, and templates go out unchecked', async () => {
    graph.template({ name: 'hello' });
    graph.fault('/message_templates', ...Array.from({ length: 9 }, () => ({ status: 403, code: 200, message: 'Permissions error' })));
    await started();
    expect(shop.channel.health().detail).toMatch(/Templates could not be read: 200/);
    expect(await send('hello', {}, {}, 'en-US')).toMatchObject({ ok: true });
    expect(sent()).toEqual({ name: 'hello', language: { code: 'en_US' } });
  });

  it('a process where the channel was not started reads them before the first template', async () => {
    graph.template({ name: 'hello' });
    shop = await openShop(graph);
    expect(await send('hello', {})).toMatchObject({ ok: true });
    expect(listCalls()).toBe(1);
    expect(await send('hello', {})).toMatchObject({ ok: true });
    expect(listCalls()).toBe(1);
  });
});

describe('checking templates before sending', () => {
  it('an unknown one is looked for once more, then refused; nothing is sent', async () => {
    graph.template({ name: 'hello' });
    await started();
    expect(await send('helo', {})).toMatchObject(refused(/no template "helo"/));
    expect(listCalls()).toBe(1);
    graph.template({ name: 'helo' });
    vi.spyOn(performance, 'now').mockReturnValue(performance.now() + 61_000);
    expect(await send('helo', {})).toMatchObject({ ok: true });
    expect(graph.messages).toHaveLength(1);
  });

  it.each([
    ['PAUSED', /paused by Meta/],
    ['DISABLED', /disabled or deleted/],
    ['REJECTED', /rejected/],
    ['PENDING', /not approved yet/],
    ['A_STATE_TO_COME', /not approved yet/],
  ])('%s is refused', async (status, detail) => {
    graph.template({ name: 'hello', status });
    await started();
    expect(await send('hello', {})).toMatchObject(refused(detail));
    expect(graph.messages).toEqual([]);
  });

  it('a webhook pauses and restores a template at once', async () => {
    graph.template({ name: 'hello' });
    await started();
    await update('PAUSED', 'hello');
    expect(await send('hello', {})).toMatchObject(refused(/paused/));
    expect(shop.channel.templates?.()[0]?.status).toBe('paused');
    await update('APPROVED', 'hello');
    expect(await send('hello', {})).toMatchObject({ ok: true });
    await update('FLAGGED', 'hello', 'en-US');
    expect(await send('hello', {})).toMatchObject({ ok: true });
  });

  it('a webhook for a template that is not known yet makes it known', async () => {
    await started();
    graph.template({ name: 'fresh' });
    await update('APPROVED', 'fresh');
    expect(await send('fresh', {})).toMatchObject({ ok: true });
  });

  it('missing, too many and empty variables are refused with what it needs', async () => {
    graph.template({ name: 'order', components: [body('Order {{1}} ships {{2}}')] });
    graph.template({ name: 'named', parameter_format: 'NAMED', components: [body('{{name}}, order {{order_number}}')] });
    await started();
    expect(await send('order', { 1: '1042' })).toMatchObject(refused(/needs 2; given: 1/));
    expect(await send('order', { 1: '1042', 2: ' \n ' })).toMatchObject(refused(/needs 2/));
    expect(await send('order', { 1: 'a', 2: 'b', 3: 'c' })).toMatchObject(refused(/has 2 variables, but 3 were given/));
    expect(await send('named', { name: 'Li', text: 'x' })).toMatchObject(refused(/needs order_number; given: name, text/));
    expect(graph.messages).toEqual([]);
  });

  it('takes what it names of all that the flow knows, with dots as underscores', async () => {
    graph.template({ name: 'named', parameter_format: 'NAMED', components: [body('{{name}}, order {{order_number}}')] });
    await started();
    expect(await send('named', { 'order.number': '1042', 'order.total': '39', text: 'x\ny', name: 'Li' })).toMatchObject({ ok: true });
    expect(sent().components).toEqual([
      {
        type: 'body',
        parameters: [
          { type: 'text', parameter_name: 'name', text: 'Li' },
          { type: 'text', parameter_name: 'order_number', text: '1042' },
        ],
      },
    ]);
  });

  it('the only numbered variable is the whole text; numbered values fill names in order', async () => {
    graph.template({ name: 'note', components: [body('News: {{1}}')] });
    graph.template({ name: 'named', parameter_format: 'NAMED', components: [body('{{name}} {{number}}')] });
    await started();
    expect(await send('note', { 'cart.total': '9', text: 'line one\nline two' })).toMatchObject({ ok: true });
    expect(sent().components).toEqual([{ type: 'body', parameters: [{ type: 'text', text: 'line one line two' }] }]);
    expect(await send('named', { 1: 'Li', 2: '7' })).toMatchObject({ ok: true });
    expect(JSON.stringify(sent().components)).toContain('"parameter_name":"number","text":"7"');
  });

  it.each([
    ['zh', ['zh_TW', 'zh_CN', 'en'], 'zh_CN'],
    ['zh-Hans', ['zh_TW', 'zh_CN'], 'zh_CN'],
    ['zh-Hant-HK', ['zh_CN', 'zh_TW'], 'zh_TW'],
    ['zh-TW', ['zh_CN'], undefined],
    ['en', ['en_GB', 'en_US'], 'en_US'],
    ['en-AU', ['en', 'en_GB'], 'en'],
    ['pt-BR', ['pt_PT'], 'pt_PT'],
    ['de', ['de'], 'de'],
    ['fr', ['en', 'zh_CN'], undefined],
  ])('language %s of %j is %s', async (lang, there, expected) => {
    for (const language of there) graph.template({ name: 'hello', language });
    await started();
    const result = await send('hello', {}, {}, lang);
    if (expected) expect(sent().language).toEqual({ code: expected });
    else expect(result).toMatchObject(refused(new RegExp(`does not exist in .*; it exists in ${there.join(', ')}`)));
  });

  it('a header takes the picture of the message, uploaded when it is ours; without one the template is refused', async () => {
    graph.template({ name: 'sale', components: [{ type: 'HEADER', format: 'IMAGE' }, body('Sale')] });
    await started({ media: async () => ({ bytes: Buffer.from('picture'), mime: 'image/jpeg' }) });
    const template = { name: 'sale', lang: 'en', params: {} };
    expect(await sendAll(shop.channel, reply([{ type: 'image', media: { stored: 'm1' } }], { template }))).toMatchObject({ ok: true });
    const [id] = graph.uploads.keys();
    expect(sent().components).toEqual([{ type: 'header', parameters: [{ type: 'image', image: { id } }] }]);
    expect(await send('sale', {})).toMatchObject(refused(/needs header\.image/));
    expect(await sendAll(shop.channel, reply([{ type: 'file', media: { url: 'https://shop.example/a.pdf' } }], { template }))).toMatchObject(
      refused(/header\.image/),
    );
  });

  it('a picture that the template has no place for is neither uploaded nor sent', async () => {
    graph.template({ name: 'hello', components: [body('Hello')] });
    await started();
    const template = { name: 'hello', lang: 'en', params: {} };
    expect(await sendAll(shop.channel, reply([{ type: 'image', media: { stored: 'm1' } }], { template }))).toMatchObject({ ok: true });
    expect(graph.uploads.size).toBe(0);
  });

  it('text headers, places and documents', async () => {
    graph.template({ name: 'head', components: [{ type: 'HEADER', format: 'TEXT', text: 'Hello {{1}}' }, body('x')] });
    graph.template({ name: 'named_head', parameter_format: 'NAMED', components: [{ type: 'HEADER', format: 'TEXT', text: 'Hello {{name}}' }, body('x')] });
    graph.template({ name: 'place', components: [{ type: 'HEADER', format: 'LOCATION' }, body('x')] });
    graph.template({ name: 'file', components: [{ type: 'HEADER', format: 'DOCUMENT' }, body('x')] });
    await started();
    expect(await send('head', { header: 'Li' })).toMatchObject({ ok: true });
    expect(sent().components).toEqual([{ type: 'header', parameters: [{ type: 'text', text: 'Li' }] }]);
    expect(await send('head', { name: 'Li' })).toMatchObject(refused(/needs header/));
    expect(await send('named_head', { name: 'Li', other: 'x' })).toMatchObject({ ok: true });
    expect(sent().components).toEqual([{ type: 'header', parameters: [{ type: 'text', parameter_name: 'name', text: 'Li' }] }]);
    expect(await send('place', { 'header.location': '31.2,121.5,Shop,1 Bund' })).toMatchObject({ ok: true });
    expect(await send('file', { 'header.document': 'https://shop.example/i.pdf' })).toMatchObject({ ok: true });
    expect(JSON.stringify(sent())).toContain('"document":{"link":"https://shop.example/i.pdf"}');
  });

  it('buttons: quick replies get the choices, links their end, codes the code', async () => {
    const buttons = [
      { type: 'URL', text: 'Open the cart', url: 'https://shop.example/cart/{{1}}' },
      { type: 'QUICK_REPLY', text: 'Yes' },
      { type: 'PHONE_NUMBER', text: 'Call', phone_number: '+1' },
      { type: 'QUICK_REPLY', text: 'No' },
      { type: 'COPY_CODE', example: ['A'] },
    ];
    graph.template({ name: 'cart', parameter_format: 'NAMED', components: [body('Hi {{name}}'), { type: 'BUTTONS', buttons }] });
    await started();
    const choices = [
      { token: '1.0', label: 'Yes' },
      { token: '1.1', label: 'No' },
      { token: '1.2', label: 'Perhaps' },
    ];
    expect(await send('cart', { name: 'Li', 'cart.url': 'https://shop.example/cart/42?u=1', code: 'SAVE10' }, { choices })).toMatchObject({ ok: true });
    const button = (sub_type: string, index: string, parameter: object) => ({ type: 'button', sub_type, index, parameters: [parameter] });
    expect(sent().components).toEqual([
      { type: 'body', parameters: [{ type: 'text', parameter_name: 'name', text: 'Li' }] },
      button('url', '0', { type: 'text', text: '42?u=1' }),
      button('quick_reply', '1', { type: 'payload', payload: '1.0' }),
      button('quick_reply', '3', { type: 'payload', payload: '1.1' }),
      button('copy_code', '4', { type: 'coupon_code', coupon_code: 'SAVE10' }),
    ]);
    expect(await send('cart', { name: 'Li', 'button.0': '7', 'button.4': 'X' })).toMatchObject({ ok: true });
    expect(JSON.stringify(sent().components)).toContain('"text":"7"');
    expect(await send('cart', { name: 'Li', code: 'X' })).toMatchObject(refused(/needs button\.0/));
  });

  it('a one-time code goes into the body and its button', async () => {
    graph.template({
      name: 'otp',
      category: 'AUTHENTICATION',
      components: [body('{{1}} is your code'), { type: 'BUTTONS', buttons: [{ type: 'OTP', text: 'Copy' }] }],
    });
    await started();
    expect(await send('otp', { 1: '123456' })).toMatchObject({ ok: true });
    expect(sent().components).toEqual([
      { type: 'body', parameters: [{ type: 'text', text: '123456' }] },
      { type: 'button', sub_type: 'url', index: '0', parameters: [{ type: 'text', text: '123456' }] },
    ]);
  });

  it('a carousel gets its cards, each with a picture, words and buttons', async () => {
    const card = (n: number) => ({
      components: [
        { type: 'HEADER', format: 'IMAGE' },
        body(`Tea ${n} for {{1}}`),
        { type: 'BUTTONS', buttons: [{ type: 'URL', text: 'Buy', url: 'https://shop.example/{{1}}' }] },
      ],
    });
    graph.template({ name: 'teas', category: 'MARKETING', components: [body('Hi {{1}}'), { type: 'CAROUSEL', cards: [card(0), card(1)] }] });
    await started();
    expect(shop.channel.templates?.().find(({ name }) => name === 'teas')?.params).toEqual([
      '1',
      ...['header.image', '1', 'button.0'].map((name) => `card.0.${name}`),
      ...['header.image', '1', 'button.0'].map((name) => `card.1.${name}`),
    ]);
    const own = (n: number) => ({ [`card.${n}.header.image`]: `https://shop.example/${n}.jpg`, [`card.${n}.1`]: `$${n}`, [`card.${n}.button.0`]: `tea-${n}` });
    expect(await send('teas', { 1: 'Ana', ...own(0) })).toMatchObject(refused(/card\.1\.header\.image, card\.1\.1, card\.1\.button\.0/));
    expect(await send('teas', { 1: 'Ana', ...own(0), ...own(1) })).toMatchObject({ ok: true });
    expect(sent().components).toEqual([
      { type: 'body', parameters: [{ type: 'text', text: 'Ana' }] },
      {
        type: 'carousel',
        cards: [0, 1].map((n) => ({
          card_index: n,
          components: [
            { type: 'header', parameters: [{ type: 'image', image: { link: `https://shop.example/${n}.jpg` } }] },
            { type: 'body', parameters: [{ type: 'text', text: `$${n}` }] },
            { type: 'button', sub_type: 'url', index: '0', parameters: [{ type: 'text', text: `tea-${n}` }] },
          ],
        })),
      },
    ]);
  });

  it('a limited-time offer needs its end', async () => {
    const until = '2026-12-24T23:59:00+08:00';
    graph.template({
      name: 'offer',
      category: 'MARKETING',
      components: [{ type: 'LIMITED_TIME_OFFER', limited_time_offer: { text: 'Ends soon', has_expiration: true } }, body('Save')],
    });
    await started();
    expect(await send('offer', {})).toMatchObject(refused(/offer\.until/));
    expect(await send('offer', { 'offer.until': 'soon' })).toMatchObject(refused(/offer\.until/));
    expect(await send('offer', { 'offer.until': until })).toMatchObject({ ok: true });
    expect(sent().components).toEqual([
      { type: 'limited_time_offer', parameters: [{ type: 'limited_time_offer', limited_time_offer: { expiration_time_ms: Date.parse(until) } }] },
    ]);
  });

  it('a button that opens a form of the provider goes along', async () => {
    graph.template({ name: 'form', components: [body('x'), { type: 'BUTTONS', buttons: [{ type: 'FLOW', text: 'Open' }] }] });
    await started();
    expect(await send('form', {})).toMatchObject({ ok: true });
    expect(sent().components).toEqual([{ type: 'button', sub_type: 'flow', index: '0', parameters: [{ type: 'action', action: { flow_token: 'unused' } }] }]);
  });

  it('parts that cannot be filled here are refused by name', async () => {
    graph.template({ name: 'many', components: [body('x'), { type: 'CAROUSEL', cards: [] }] });
    graph.template({ name: 'goods', components: [body('x'), { type: 'BUTTONS', buttons: [{ type: 'CATALOG', text: 'Open' }] }] });
    await started();
    expect(await send('many', {})).toMatchObject(refused(/carousel/));
    expect(await send('goods', {})).toMatchObject(refused(/catalog/));
  });

  it('what Meta refuses all the same ends as the same code', async () => {
    graph.template({ name: 'hello' });
    await started();
    graph.removeTemplates();
    expect(await send('hello', {})).toMatchObject(refused(/^132001: /));
  });
});
