import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { askedOf, facts, inDoubt, message, played, smallShop } from '../../tests/models/small-shop.ts';
import { type ModelAnswers, type ModelServer, modelServer } from '../../tests/servers/model-server.ts';
import { advance } from '../engine/advance.ts';
import { newSession, type Session } from '../engine/model/session.ts';
import { realClock } from '../event-loop/clock.ts';
import { modelDays } from '../store/model-days.ts';
import { openSqlite } from '../store/sqlite/sqlite.ts';
import recorded from './fixtures/e5-vectors.json' with { type: 'json' };
import { type Models, type ModelsOptions, openModels } from './models.ts';

const set = smallShop();
const quiet = { debug() {}, info() {}, warn() {}, error() {} };
const close: (() => unknown)[] = [];
afterEach(async () => {
  for (const one of close.splice(0).reverse()) await one();
});

const known: Readonly<Record<string, string>> = recorded;
/** The vector that e5 gave; of a text that is not recorded one of a kind of its own. */
const vector = (text: string): number[] => [...new Int8Array(Buffer.from(known[text] ?? Buffer.alloc(384, 7).toString('base64'), 'base64'))];

interface Opened {
  models: Models;
  server: ModelServer;
  folder: string;
  ask(text: string, session?: Session, spent?: number): ReturnType<NonNullable<Models['interpret']>>;
}

async function open(answers: ModelAnswers, more: Partial<ModelsOptions> = {}, at?: string): Promise<Opened> {
  const folder = at ?? mkdtempSync(join(tmpdir(), 'models-'));
  const server = await modelServer(answers);
  const store = await openSqlite({ file: join(folder, `${close.length}.db`), specs: [modelDays], now: Date.now, log: quiet });
  const url = `${server.url}/v1`;
  const models = await openModels({
    ...(answers.vector && { embeddings: { url, model: 'e5' } }),
    ...(answers.chat && { chat: { url, model: 'm', waitMs: 2_000, choose: true, reword: false } }),
    assist: false,
    prices: { embeddings: 100, chatIn: 1_000, chatOut: 4_000 },
    caps: { conversation: 100, day: 1_000 },
    store,
    dataDir: folder,
    zone: 'UTC',
    advance,
    clock: realClock(),
    log: quiet,
    ...more,
  });
  close.push(
    () => rmSync(folder, { recursive: true, force: true }),
    () => server.close(),
    () => store.close(),
    () => models.stop(),
  );
  models.learn(askedOf(set));
  await models.vectors?.settled();
  return {
    models,
    server,
    folder,
    ask: (text, session = newSession(), spent = 0) => models.interpret!({ flows: set, session, event: message(text), facts, spent }),
  };
}

const choice = (said: object): ModelAnswers => ({ chat: () => ({ do: 'none', numbers: [], value: null, slots: [], ...said }) });
/** Number of a candidate in the request, by one of its phrases. */
const numberOf = (data: string, phrase: string): number =>
  (JSON.parse(data).candidates as { number: number; asks: string[] }[]).find(({ asks }) => asks.includes(phrase))?.number ?? 0;

describe('vectors', () => {
  it('answer more of what the words leave in doubt, and none of it wrongly', async () => {
    const { ask } = await open({ vector });
    const right = { words: 0, vectors: 0 };
    for (const [text, id] of inDoubt) {
      if (played(set, text).trace.notes.includes(`faq:${id}`)) right.words += 1;
      const { trace } = played(set, text, await ask(text));
      if (trace.notes.includes(`faq:${id}`)) right.vectors += 1;
      expect(
        trace.notes.filter((note) => note.startsWith('faq:') && note !== `faq:${id}`),
        text,
      ).toEqual([]);
    }
    expect(right.vectors).toBeGreaterThan(right.words);
  });

  it('are not asked where the words are sure, and once for each text', async () => {
    const { ask, server } = await open({ vector });
    const before = server.asked.embeddings;
    expect(await ask('how long does delivery take')).toBeUndefined();
    expect(server.asked.embeddings).toBe(before);
    for (let n = 0; n < 2; n++) await ask('what is the usual transit time for parcels');
    expect(server.asked.embeddings).toBe(before + 1);
  });

  it('of phrases are kept in a file over a start, and those of another model are none', async () => {
    const { models, folder, server } = await open({ vector });
    await models.stop();
    const before = server.asked.embeddings;
    const again = async (model: string): Promise<number> => {
      const { models: next } = await open({}, { embeddings: { url: `${server.url}/v1`, model } }, folder);
      expect(next.vectors?.ready).toBe(true);
      return server.asked.embeddings - before;
    };
    expect(await again('e5')).toBe(0);
    expect(await again('e6')).toBe(2);
  });

  it('that come too late are not waited for, and a dead server rests', async () => {
    let hangs = false;
    const { ask, server } = await open({ vector, fault: () => hangs });
    hangs = true;
    const before = performance.now();
    for (const text of ['what is the usual transit time for parcels', 'is laundry at forty degrees okay', '甩干会不会坏'])
      expect((await ask(text))?.without).toEqual(['vectors:late']);
    expect(performance.now() - before).toBeLessThan(8_000);
    const asked = server.bodies.length;
    expect((await ask('我人在奥斯陆'))?.without).toEqual(['vectors:busy']);
    expect(server.bodies.length).toBe(asked);
  });
});

describe('a chat model chooses', () => {
  it('an entry', async () => {
    const { ask } = await open({ chat: ({ data }) => ({ do: 'answer', numbers: [numberOf(data, 'how can I pay')], value: null, slots: [] }) });
    const meaning = await ask('zorp blimp quux fendle');
    expect(meaning).toMatchObject({ choice: { do: 'answer', id: 'pay' }, used: { calls: 1, in: 400, out: 20, cost: 480_000 } });
    expect(played(set, 'zorp blimp quux fendle', meaning).said).toEqual(['We take cards and PayPal.']);
  });

  it('at a cost also where the server does not say it', async () => {
    const { ask } = await open({ usage: false, ...choice({ do: 'none' }) });
    const { used } = (await ask('zorp blimp quux fendle')) ?? {};
    expect(used?.in).toBeGreaterThan(100);
    expect(used?.cost).toBeGreaterThan(100_000);
  });

  it('a flow, with words that answer it', async () => {
    const { ask } = await open({
      chat: ({ data }) => ({ do: 'start', numbers: [numberOf(data, 'which size fits me')], value: null, slots: ['looose ones', 'slim'] }),
    });
    const text = 'zorp blimp quux looose ones fendle';
    const meaning = await ask(text);
    expect(meaning?.choice).toEqual({ do: 'start', id: 'flow:sizes', slots: ['looose ones'] });
    const started = played(set, text, meaning);
    expect(started.said).toEqual(['How tall are you in cm?']);
    expect(started.session.front?.stack[0]?.said?.map((kept) => kept.text)).toEqual([text, 'looose ones']);
  });

  it('a flow that may act is only offered', async () => {
    const { ask } = await open({ chat: ({ data }) => ({ do: 'start', numbers: [numberOf(data, 'I want a refund')], value: null, slots: [] }) });
    const result = played(set, 'zorp blimp quux', await ask('zorp blimp quux'));
    expect(result.calls).toEqual([]);
    expect(result.labels[0]).toBe('A refund');
  });

  it.each([
    ['a number that was not offered', { do: 'answer', numbers: [99] }],
    ['a flow as an entry', { do: 'answer', numbers: [5] }],
    ['two at once', { do: 'answer', numbers: [1, 2] }],
    ['an answer to no question', { do: 'reply', value: 'zorp' }],
    ['a cancellation of nothing', { do: 'cancel' }],
    ['a command that there is none of', { do: 'refund' }],
    ['more than the schema', { do: 'answer', numbers: [1], text: 'hello' }],
  ])('%s is dropped', async (_, said) => {
    const { ask } = await open(choice(said));
    const meaning = await ask('zorp blimp quux');
    expect(meaning?.choice).toBeUndefined();
    expect(played(set, 'zorp blimp quux', meaning).said).toEqual(played(set, 'zorp blimp quux').said);
  });

  const asked = (): Session => played(set, 'which size fits me', undefined).session;
  it('the answer to the open question, in the customer’s own words or a button', async () => {
    const fit = played(set, '172', undefined, asked()).session;
    const { ask } = await open(choice({ do: 'reply', value: 'Loose' }));
    const meaning = await ask('kinda baggyish blimp', fit);
    expect(meaning?.choice).toMatchObject({ do: 'reply', value: 'Loose' });
    expect(played(set, 'kinda baggyish blimp', meaning, fit).said).toEqual(['172 loose']);
    // Not to another question.
    expect(played(set, 'kinda baggyish blimp', meaning, asked()).said).not.toContain('172 loose');
  });

  it('a correction asks again, a cancellation asks first', async () => {
    const fit = played(set, '172', undefined, asked()).session;
    const correct = await open(choice({ do: 'correct', value: 'height' }));
    expect(played(set, 'blimp zorp', await correct.ask('blimp zorp', fit), fit).said.join(' ')).toContain('How tall');
    const cancel = await open(choice({ do: 'cancel' }));
    const result = played(set, 'blimp zorp', await cancel.ask('blimp zorp', fit), fit);
    expect(result.session.aside?.kind).toBe('cancel');
    expect(result.session.front).toBeDefined();
  });

  it('is not asked where a cap is reached', async () => {
    const { ask, server, models } = await open(choice({}), { caps: { conversation: 1, day: 2 } });
    expect((await ask('zorp blimp', newSession(), 1_000_000))?.without).toEqual(['cap:conversation']);
    for (let n = 0; n < 5; n++) await ask(`zorp blimp ${'x'.repeat(n + 3)}`);
    expect((await ask('zorp blimp last'))?.without).toEqual(['cap:day']);
    expect(server.asked.chat).toBe(5);
    expect(await models.spending.days(5)).toMatchObject([{ tasks: { choice: { calls: 5, in: 2_000, out: 100, cost: 2_400_000 } } }]);
  });
});

describe('a rewording', () => {
  const rewording = (text: string) => ({ chat: { url: '', model: 'm', waitMs: 2_000, choose: false, reword: true }, text });
  it.each([
    ['is sent where every fact is kept', 'It takes 3 to 5 working days until DHL brings it.', 'It takes 3 to 5 working days until DHL brings it.'],
    ['is dropped where one is not', 'It takes 2 working days with DHL, free.', 'Delivery takes 3 to 5 working days with DHL.'],
  ])('%s', async (_, text, said) => {
    const server = await modelServer({ chat: () => ({ text }) });
    close.push(() => server.close());
    const { ask } = await open({ chat: () => ({}) }, { chat: { ...rewording(text).chat, url: `${server.url}/v1` } });
    const meaning = await ask('how long does delivery take');
    expect(played(set, 'how long does delivery take', meaning).said).toEqual([said]);
  });
});
