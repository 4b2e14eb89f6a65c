/**
 * The contract suite for channels. It finds every folder `channels/<name>/` that has an index.ts; a new channel needs no line here.
 *
 * Fixtures are written from the provider's documentation, never recorded from our own code:
 *   channels/<name>/fixtures/in/*.json   { doc, name, raw, context?, events }
 *   channels/<name>/fixtures/out/*.json  { doc, name, message, context?, requests }
 * `doc` is the address (or section) of the documentation, `name` says what is shown. `raw` is what `decode` gets: parsed JSON, or
 * a text for XML. `context` is that of decode or encode; `{ account: 'main', now: 1795399200000 }` and `{ account: 'main' }`
 * unless given. `events` and `requests` are exactly what must come out.
 * A channel with a provider adds its limits to limits.ts.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Channel, ChannelModule, DecodeContext, EncodeContext, ProviderRequest } from '../../src/channel.ts';
import type { InboundEvent, OutboundMessage, Part } from '../../src/message.ts';
import { testContext } from '../channel-context.ts';
import { limitChecks } from './limits.ts';
import { mutant } from './mutants.ts';

const root = new URL('../../channels/', import.meta.url);
const now = 1_795_399_200_000;
const inFixture = z.strictObject({
  doc: z.string().min(1),
  name: z.string().min(1),
  raw: z.unknown(),
  context: z.unknown().optional(),
  events: z.array(z.unknown()),
});
const outFixture = z.strictObject({
  doc: z.string().min(1),
  name: z.string().min(1),
  message: z.custom<OutboundMessage>(
    (value) => z.looseObject({ key: z.string(), to: z.looseObject({}), parts: z.array(z.looseObject({ type: z.string() })) }).safeParse(value).success,
  ),
  context: z.unknown().optional(),
  requests: z.array(z.unknown()),
});

function fixtures<T>(name: string, folder: 'in' | 'out', schema: z.ZodType<T>): T[] {
  const directory = new URL(`${name}/fixtures/${folder}/`, root);
  if (!existsSync(directory)) return [];
  return readdirSync(directory)
    .filter((file) => file.endsWith('.json'))
    .map((file) => schema.parse(JSON.parse(readFileSync(new URL(file, directory), 'utf8'))));
}

interface Found {
  module: ChannelModule;
  decode(raw: unknown, context: DecodeContext): InboundEvent[];
  encode(message: OutboundMessage, context: EncodeContext): ProviderRequest[];
}

async function load(name: string): Promise<Found> {
  const [index, decoder, encoder] = await Promise.all(
    ['index', 'decode', 'encode'].map((file): Promise<Record<string, unknown>> => import(new URL(`${name}/${file}.ts`, root).href)),
  );
  expect(typeof index?.default, `${name}/index.ts has a default export`).toBe('object');
  expect(typeof decoder?.decode).toBe('function');
  expect(typeof encoder?.encode).toBe('function');
  return { module: index?.default as ChannelModule, decode: decoder?.decode as Found['decode'], encode: encoder?.encode as Found['encode'] };
}

/** Settings that look right, by their key. */
const samples: Record<string, string> = {
  token: '123456:AAE-sample_sample_sample_sample_sampl',
  apiRoot: 'http://127.0.0.1:9',
  aesKey: 'jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C',
  phoneId: '106540352242922',
  web: '1',
  'wechaty.token': 'puppet_token_sample',
};

/** The channel with settings that look right and an address that nothing answers. */
async function create(module: ChannelModule, settings: Record<string, string> = {}): Promise<Channel> {
  const needed = module.settings.filter((setting) => setting.need === 'required' || setting.key === 'apiRoot');
  return module.create(
    testContext(module, {
      settings: {
        ...Object.fromEntries(needed.map((setting) => [setting.key, samples[`${module.name}.${setting.key}`] ?? samples[setting.key] ?? 'sample'])),
        ...settings,
      },
      now: () => now,
    }),
  );
}

const odd = [
  '',
  ' ',
  '\n\n',
  '\ud800',
  'a\u0000b',
  '\u200d\u200d',
  '👩‍👩‍👧‍👦'.repeat(700),
  `e${'\u0301'.repeat(5_000)}`,
  '\u202e‏mixed العربية',
  'ไทย'.repeat(900),
  '字'.repeat(9_000),
  'x'.repeat(20_000),
];
const media = [
  { ref: 'R1' },
  { url: 'https://shop.example/a.jpg' },
  { stored: 'm1', mime: 'image/png', name: 'a b"c.png' },
  { url: '/a.jpg', bytes: 1e12 },
  { url: '/pictures/shop.jpg' },
  { stored: 'm2', bytes: 1e12 },
];

/** Every type of part, with every kind of media and odd text in every place. */
const everyPart: Part[] = [
  ...odd.map((text): Part => ({ type: 'text', text })),
  ...(['image', 'audio', 'video', 'file'] as const).flatMap((type) =>
    media.flatMap((item) => [undefined, ...odd].map((caption): Part => ({ type, media: item, caption }))),
  ),
  { type: 'audio', media: { ref: 'V' }, voice: true },
  { type: 'place', latitude: 31.2, longitude: 121.5 },
  ...odd.map((name): Part => ({ type: 'place', latitude: -90, longitude: 180, name, address: name })),
  ...odd.map((name): Part => ({ type: 'person', name, phone: '+86' })),
  { type: 'link', url: 'https://shop.example/x' },
  ...odd.map((title): Part => ({ type: 'link', url: 'https://shop.example/x', title })),
  ...odd.flatMap((title): Part[] => [
    { type: 'product', card: { title } },
    { type: 'product', card: { title, text: title, image: 'https://shop.example/a.jpg', link: 'https://shop.example', button: title } },
    { type: 'product', card: { title, image: '/a.jpg', link: 'javascript:alert(1)' } },
  ]),
  { type: 'pressed', token: 'a', label: 'Yes' },
  { type: 'pressed', token: 'a' },
  { type: 'unsupported', kind: 'poll' },
];
const blank = (text: string | undefined) => (text ?? '').replace(/(?![\n\t])\p{Cc}/gu, '').trim() === '';
/** Whether there is anything in a part that a customer must get to see, whatever the channel makes of it. */
function visible(part: Part): boolean {
  if (part.type === 'text') return !blank(part.text);
  if (part.type === 'pressed') return !blank(part.label);
  if (part.type === 'product') return !blank(part.card.title) || Boolean(part.card.image ?? part.card.link);
  return true;
}

describe.each(readdirSync(root).filter((name) => existsSync(new URL(`${name}/index.ts`, root))))('channel %s', async (name) => {
  const { module, decode, encode } = await load(name);
  const incoming = fixtures(name, 'in', inFixture);
  const outgoing = fixtures(name, 'out', outFixture);
  const decodeContext: DecodeContext = { account: 'main', now };
  const to = { channel: name, account: 'main', user: '42' };
  const message = (parts: Part[], extra: Partial<OutboundMessage> = {}): OutboundMessage => ({
    key: `${name}:main:42:1:0`,
    to,
    parts,
    class: 'reply',
    lang: 'en',
    ...extra,
  });
  const problem = (request: ProviderRequest) => limitChecks[name]?.(request) ?? null;

  it('has fixtures for both directions, and a page for the merchant in both languages', () => {
    expect(incoming.length).toBeGreaterThan(0);
    expect(outgoing.length).toBeGreaterThan(0);
    expect(new Set(incoming.map((fixture) => fixture.name)).size).toBe(incoming.length);
    for (const page of ['README.md', 'README.zh-CN.md']) expect(existsSync(new URL(`${name}/${page}`, root)), page).toBe(true);
  });

  it.each([undefined, 'https://chat.shop.example'])("shows the merchant's own picture, text and all, with the site at %s", (publicUrl) => {
    const media = { url: '/pictures/shop%20front.jpg' };
    const text = 'Our shop';
    const requests = encode(
      message([
        { type: 'image', media },
        { type: 'text', text },
      ]),
      { account: 'main', ...(publicUrl && { publicUrl }) },
    );
    expect(JSON.stringify(requests)).toContain(text);
    if (name === 'webchat' || name === 'terminal') expect(JSON.stringify(requests)).toContain(`${publicUrl ?? ''}${media.url}`);
    else expect(requests.flatMap((request) => Object.values(request.media ?? {})).map(({ url }) => url?.replace(publicUrl ?? '', ''))).toEqual([media.url]);
  });

  it.each(incoming.map((fixture) => [fixture.name, fixture] as const))('decodes: %s', (_name, fixture) => {
    const before = structuredClone(fixture.raw);
    const context: DecodeContext = { ...decodeContext, ...(fixture.context as Partial<DecodeContext> | undefined) };
    expect(decode(fixture.raw, context)).toEqual(fixture.events);
    expect(fixture.raw, 'the input is not changed').toEqual(before);
  });

  it.each(outgoing.map((fixture) => [fixture.name, fixture] as const))('encodes: %s', (_name, fixture) => {
    const context: EncodeContext = { account: 'main', ...(fixture.context as Partial<EncodeContext> | undefined) };
    const requests = encode(fixture.message, context);
    expect(JSON.parse(JSON.stringify(requests))).toEqual(fixture.requests);
    expect(requests.map(problem).filter((found) => found !== null)).toEqual([]);
  });

  it('says what it is: name, limits, settings', async () => {
    expect(module.name).toBe(name);
    expect(name).toMatch(/^[a-z][a-z0-9-]*$/);
    const { text, choices, media: sizes, rate, window } = module.capabilities;
    expect(text.max).toBeGreaterThanOrEqual(100);
    expect(text.caption).toBeLessThanOrEqual(text.max);
    for (const limit of [text.caption, choices.buttons, choices.list, ...Object.values(sizes)]) expect(limit).toBeGreaterThanOrEqual(0);
    if (choices.buttons > 0) expect(choices.buttonLabel).toBeGreaterThanOrEqual(8);
    if (choices.list > 0) expect(choices.listLabel).toBeGreaterThanOrEqual(8);
    for (const each of [rate.account, rate.conversation, rate.burst]) expect(each).toBeGreaterThan(0);
    if (window) expect(window.ms).toBeGreaterThan(0);
    for (const setting of module.settings) {
      expect(setting.env).toMatch(/^[A-Z][A-Z0-9_]*$/);
      expect(setting.about.en && setting.about.zh).toBeTruthy();
    }
    const channel = await create(module);
    expect(channel.name).toBe(name);
    expect(channel.capabilities).toEqual(module.capabilities);
    expect(channel.health().state).toBe('stopped');
  });

  it('decoding is total: damaged fixtures give events of this channel or nothing', () => {
    // A channel with many fixtures has as many mutants as the others.
    const each = Math.min(1_000, Math.ceil(20_000 / incoming.length));
    for (const fixture of incoming) {
      for (let n = 0; n < each; n++) {
        const raw = mutant(fixture.raw, n);
        try {
          checkEvents(decode(raw, decodeContext));
        } catch (error) {
          throw new Error(`mutant ${n} of "${fixture.name}": ${String(error)}\n${JSON.stringify(raw)?.slice(0, 2_000)}`);
        }
      }
    }
  });

  it('decoding is total: any JSON and any text', () => {
    fc.assert(
      fc.property(fc.oneof(fc.jsonValue(), fc.string({ unit: 'binary' }), fc.anything()), (raw) => checkEvents(decode(raw, decodeContext))),
      { numRuns: 2_000 },
    );
  });

  function checkEvents(events: InboundEvent[]): void {
    if (!Array.isArray(events)) throw new Error('not a list');
    for (const event of events) {
      if (event.from.channel !== name || event.from.account !== 'main') throw new Error('event of another channel or account');
      if (typeof event.id !== 'string' || event.id === '' || typeof event.from.user !== 'string' || event.from.user === '')
        throw new Error('event without id or user');
      if (!Number.isFinite(event.at)) throw new Error('event without a time');
      if (event.type === 'message' && event.parts.length === 0) throw new Error('message without parts');
      if (event.type === 'event' && event.name === 'message.recalled' && !z.strictObject({ message: z.string().min(1) }).safeParse(event.data).success)
        throw new Error('taken back without the id of the message');
    }
  }

  it('encoding is pure and total, loses no part, and stays within the limits of the provider', () => {
    for (const part of everyPart) {
      const sample = message([part]);
      const before = structuredClone(sample);
      const requests = encode(sample, { account: 'main' });
      const what = JSON.stringify(part).slice(0, 300);
      expect(encode(sample, { account: 'main' }), what).toEqual(requests);
      expect(sample, what).toEqual(before);
      if (visible(part)) expect(requests.length, `${what} is not dropped`).toBeGreaterThan(0);
      expect(
        requests.map(problem).filter((found) => found !== null),
        what,
      ).toEqual([]);
      expect(() => JSON.stringify(requests)).not.toThrow();
    }
  });

  it.each([0, 1, 2, 3, 4, 9, 10, 11, 12, 13, 31, 100, 500])('%i choices reach the customer, each one', (count) => {
    for (const label of [
      (n: number) => `Choice ${n}`,
      () => 'Same',
      (n: number) => `${'很长的选项名称'.repeat(12)}${n}`,
      (n: number) => `👩‍👩‍👧‍👦${n}`,
      (n: number) => (n % 2 ? '' : '\ud800'),
    ]) {
      for (const many of [false, true]) {
        const choices = Array.from({ length: count }, (_, n) => ({ token: `1.${n}.0`, label: label(n) }));
        const requests = encode(message([{ type: 'text', text: 'Which?' }], { choices, many }), { account: 'main' });
        expect(requests.map(problem).filter((found) => found !== null)).toEqual([]);
        const shown = JSON.stringify(requests);
        for (const [n, choice] of choices.entries()) {
          expect(shown.includes(`"${choice.token}"`) || shown.includes(`${n + 1}. `), `choice ${n + 1} of ${count} is shown`).toBe(true);
        }
      }
    }
  });

  it('any message is encoded within the limits', () => {
    const anyPart = fc.constantFrom(...everyPart.filter((part) => JSON.stringify(part).length < 60_000));
    const choice = fc.record({
      token: fc.stringMatching(/^[a-z0-9.]{1,32}$/),
      label: fc.string({ unit: 'binary', maxLength: 80 }),
      description: fc.option(fc.string({ maxLength: 90 }), { nil: undefined }),
    });
    fc.assert(
      fc.property(
        fc.array(anyPart, { maxLength: 6 }),
        fc.array(choice, { maxLength: 15 }),
        fc.string({ unit: 'grapheme', maxLength: 6_000 }),
        (parts, choices, text) => {
          const requests = encode(message([...parts, { type: 'text', text }], { choices }), { account: 'main', publicUrl: 'https://chat.example.com' });
          expect(requests.map(problem).filter((found) => found !== null)).toEqual([]);
        },
      ),
      { numRuns: 150 },
    );
  });

  it('the hook fails closed: no secret, no signature, wrong signature', async () => {
    const secrets = Object.fromEntries(
      module.settings
        .filter((setting) => setting.secret && setting.need === 'optional')
        .map((setting) => [setting.key, samples[`${module.name}.${setting.key}`] ?? samples[setting.key] ?? 'a-secret']),
    );
    const body = Buffer.from(JSON.stringify(incoming[0]?.raw ?? {}));
    for (const channel of [await create(module), await create(module, secrets)]) {
      if (!channel.hook) continue;
      for (const method of ['POST', 'GET'] as const) {
        for (const headers of [{}, { 'x-telegram-bot-api-secret-token': '' }, { 'x-hub-signature-256': 'sha256=00' }, { authorization: 'Bearer x' }]) {
          expect(channel.hook({ method, query: new URLSearchParams('signature=x&timestamp=1&nonce=1&echostr=1'), headers, body }, now).ok).toBe(false);
          expect(channel.hook({ method, query: new URLSearchParams(), headers, body: Buffer.alloc(0) }, now).ok).toBe(false);
        }
      }
    }
  });

  it('sending never throws, whatever the request', async () => {
    const channel = await create(module);
    for (const body of [undefined, null, 0, '', [], {}, { id: 1 }]) {
      const result = await channel.send({ method: 'x', path: '', body }, to, 'key');
      expect(typeof result.ok).toBe('boolean');
    }
    await channel.stop();
    expect(channel.health().state).toBe('stopped');
  });
});
