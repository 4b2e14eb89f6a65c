/** The ten things that merchants complain of with the broadcasts of other products, each against the real runtime, on both stores. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parse } from 'csv-parse/sync';
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest';
import { allCollections, openStore } from '../../src/app/open-store.ts';
import type { ProviderRequest, SendResult } from '../../src/channel.ts';
import { Broadcasts } from '../../src/marketing/broadcast/broadcasts.ts';
import type { Content } from '../../src/marketing/broadcast/content.ts';
import { planPageSize } from '../../src/marketing/broadcast/plan.ts';
import { Releaser } from '../../src/marketing/broadcast/releaser.ts';
import { recipients } from '../../src/marketing/broadcast/rows.ts';
import { RunningBroadcasts } from '../../src/marketing/broadcast/running.ts';
import { span, wallClock } from '../../src/marketing/broadcast/schedule.ts';
import { compileDraft, type ShopOfContent } from '../../src/marketing/content/compile.ts';
import { notSentCsv } from '../../src/marketing/report/recipient-lists.ts';
import { reportOf } from '../../src/marketing/report/report.ts';
import { wallTime } from '../../src/marketing/zone-time.ts';
import type { Address } from '../../src/message.ts';
import { newContact } from '../../src/runtime/rows/contact-change.ts';
import { newConversation } from '../../src/runtime/rows/conversations.ts';
import { type ContactRow, contacts, conversations, notices } from '../../src/store/collections.ts';
import { openMongo } from '../../src/store/mongo/mongo.ts';
import { openSqlite } from '../../src/store/sqlite/sqlite.ts';
import type { Op, Store } from '../../src/store/store.ts';
import { prepareLanguages } from '../../src/understanding/index.ts';
import { freshFolder, type Program, startProgram } from '../e2e/program.ts';
import { quiet } from '../runtime/desk.ts';
import { ManualClock } from '../runtime/manual-clock.ts';
import { RecordingChannel } from '../runtime/recording-channel.ts';
import { noMongo, startMongo } from '../servers/mongo.ts';
import { startBotApi } from '../telegram/bot-api-server.ts';
import { type CastDesk, type CastOptions, hello, openCast } from './broadcast-desk.ts';

await prepareLanguages(['en', 'zh']);
const server = await startMongo();
afterAll(() => server?.stop());

const minute = 60_000;
const hour = 60 * minute;
/** How long a store may take by the real clock, ms. */
const patienceMs = 60_000;
const noReceipts: ReadonlySet<string> = new Set();

/** A provider that notes when each message came, and that may take a message and never say so. */
class Provider extends RecordingChannel {
  readonly times: number[] = [];
  isSilent = false;
  clock: ManualClock | undefined;

  override async send(request: ProviderRequest, to: Address, key: string): Promise<SendResult> {
    const before = this.sent.length;
    const result = await super.send(request, to, key);
    if (this.sent.length > before) this.times.push(this.clock?.now() ?? 0);
    return this.isSilent ? new Promise(() => {}) : result;
  }

  /** How often each person got it. */
  get most(): number {
    const counts = new Map<string, number>();
    for (const { conversation } of this.sent) counts.set(conversation, (counts.get(conversation) ?? 0) + 1);
    return Math.max(0, ...counts.values());
  }
  get people(): Set<string> {
    return new Set(this.sent.map(({ conversation }) => conversation));
  }
}

describe.each(['sqlite', 'mongo'] as const)('on %s', (name) => {
  if (name === 'mongo' && !server) {
    test.skip(noMongo, () => {});
    return;
  }
  let folder: string;
  let place: string;
  let places = 0;
  let clock: ManualClock;
  let channel: Provider;
  let desk: CastDesk;
  let isOpen = false;

  const openShopStore = (): Promise<Store> =>
    name === 'sqlite'
      ? openSqlite({ file: join(folder, 'shop.db'), specs: allCollections, now: clock.now, log: quiet })
      : openMongo({ url: place, specs: allCollections, now: clock.now, log: quiet });
  const open = async (options: CastOptions = {}): Promise<void> => {
    channel.clock = clock;
    desk = await openCast({ channel, ...options, store: await openShopStore() }, { folder: mkdtempSync(join(tmpdir(), 'complaint-desk-')), clock });
    isOpen = true;
  };
  /** Ends the process without a word, as a kill does. */
  const kill = async (): Promise<void> => {
    isOpen = false;
    await desk.close();
  };
  const started = async (from?: number): Promise<string> => {
    const { _id } = await desk.broadcasts.create('Sale', {});
    expect(await desk.broadcasts.start(_id, from === undefined ? undefined : { from, to: from })).toMatchObject({ ok: true });
    return _id;
  };
  /** Lets broadcasts work until `what` is so: a store on a network answers when it does, whatever the turned clock says. */
  const workUntil = async (what: () => Promise<unknown>, expected: object): Promise<void> => {
    for (const until = performance.now() + patienceMs; ; ) {
      await desk.work(250);
      const found = await what();
      try {
        expect(found).toMatchObject(expected);
        return;
      } catch (error) {
        if (performance.now() < until) continue;
        const open = await desk.store.collection(recipients).find({ where: { _id: { gt: '' } }, sort: { by: '_id' }, limit: 1000 });
        const waiting = open.filter(({ state }) => state === 'waiting' || state === 'released');
        throw waiting.length > 0 ? new Error(`these are left: ${JSON.stringify(waiting)}`, { cause: error }) : error;
      }
    }
  };
  const report = async (id: string) => {
    const row = await desk.broadcasts.get(id);
    if (!row) throw new Error(`no broadcast ${id}`);
    return reportOf(desk.store, row, noReceipts);
  };

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'complaint-'));
    places += 1;
    place = `${server?.url}/zhanggui_complaint_${process.pid}_${places}`;
    clock = new ManualClock();
    channel = new Provider('test', { rate: { account: 20, conversation: 10, burst: 10 } });
  });
  afterEach(async () => {
    if (isOpen) await kill();
    rmSync(folder, { recursive: true, force: true });
  });

  test('several copies after a restart', { timeout: 240_000 }, async () => {
    await open();
    await desk.people(120);
    const id = await started();
    for (let n = 0; n < 4; n++) {
      await desk.work(1_000);
      // The last ones arrive, and the process dies before it hears of it.
      channel.isSilent = true;
      await desk.work(500);
      await kill();
      channel.isSilent = false;
      await open();
    }
    await desk.work(20_000);
    const { state, sent, unknown, pending } = await report(id);
    expect(channel.most).toBe(1);
    expect({ state, pending, all: sent + unknown }).toEqual({ state: 'completed', pending: 0, all: 120 });
    expect(unknown).toBeGreaterThan(0);
    expect(channel.people.size).toBeGreaterThanOrEqual(sent);
  });

  test('a pause that sends again', { timeout: 240_000 }, async () => {
    await open();
    await desk.people(100);
    const id = await started();
    for (let n = 0; n < 3; n++) {
      await desk.work(1_000);
      await desk.broadcasts.pause(id);
      await desk.work(2_000);
      if (n === 1) {
        await kill();
        await open();
        await desk.work(2_000);
      }
      await desk.broadcasts.resume(id);
    }
    await workUntil(() => desk.states(id), { sent: 100 });
    await desk.work(1_000);
    expect(await desk.broadcasts.resume(id)).toMatchObject({ ok: false });
    expect(await desk.states(id)).toEqual({ sent: 100 });
    expect([channel.most, channel.sent.length]).toEqual([1, 100]);
  });

  test('recipients skipped by a kill', { timeout: 240_000 }, async () => {
    channel = new Provider('test', { rate: { account: 400, conversation: 10, burst: 10 } });
    const dies: Partial<Content> = {
      async members(rows, now) {
        if (rows[0]?._id !== 'test:main:p00000') throw new Error('the process dies');
        return hello.members(rows, now);
      },
    };
    await open({ content: dies });
    await desk.people(1_203);
    const id = await started();
    await expect.poll(async () => (await desk.recipientsOf(id)).length, { timeout: 60_000 }).toBe(planPageSize);
    await kill();
    await open();
    await desk.work(1_000);
    await kill();
    await open();
    await workUntil(() => report(id), { planned: 1_203, pending: 0 });
    // Nobody is skipped: each is sent or, where the turn had come when the process died, in doubt.
    const { sent = 0, unknown = 0, ...others } = await desk.states(id);
    expect([sent + unknown, others, channel.most]).toEqual([1_203, {}, 1]);
    // At most what goes out in the one turned second before the second kill: a store on a network may have marked none of them yet.
    expect(unknown).toBeLessThanOrEqual(400);
    expect(channel.people.size).toBeGreaterThanOrEqual(sent);
  });

  test('"finished" though not all were sent', { timeout: 240_000 }, async () => {
    const quietHours = { from: 21 * 60, to: 9 * 60, classes: ['promo'] as const };
    await open({ policy: { caps: [], zone: 'Asia/Shanghai', quiet: quietHours } });
    // It is ten in the morning in Shanghai and nine at night in New York.
    await desk.people(30, (n) => (n % 3 === 0 ? { zone: 'America/New_York' } : {}));
    channel.fail('test:main:p00001', { kind: 'blocked' });
    const id = await started();
    await workUntil(() => report(id), { state: 'sending', planned: 30, sent: 19, pending: 10, failed: { blocked: 1 } });
    expect(await desk.store.collection(notices).count({})).toBe(0);
    clock.stall(13 * hour);
    await workUntil(() => report(id), { state: 'completed', planned: 30, sent: 29, pending: 0, failed: { blocked: 1 } });
    expect((await desk.store.collection(notices).find({ limit: 5 })).map(({ text }) => text)).toEqual([expect.stringContaining('is completed')]);
  });

  test('who was not sent', { timeout: 240_000 }, async () => {
    const draft = { name: 'Sale', where: 'everyone', content: { text: 'Hi {{ name }}' } };
    const shop = await withDraft(draft);
    const evil = '=HYPERLINK("http://evil.example","x")';
    await desk.people(8, (n): Partial<ContactRow> => {
      if (n === 1) return { consent: {}, name: evil };
      if (n === 2) return { consent: { marketing: false }, name: '+1-2, "q"\n小满' };
      if (n === 3) return { name: undefined };
      if (n === 4) return { addresses: ['gone:main:4'] };
      return {};
    });
    channel.fail('test:main:p00005', { kind: 'blocked' });
    channel.fail('test:main:p00006', { kind: 'reset_after_accept' });
    const { _id: id } = await desk.broadcasts.create('Sale', draft);
    await desk.broadcasts.start(id);
    await workUntil(() => report(id), { pending: 0 });
    for (const lang of ['en', 'zh'] as const) {
      let csv = '';
      for await (const lines of notSentCsv(shop.store, id, lang)) csv += lines;
      expect(csv.startsWith('\uFEFF')).toBe(true);
      const [excluded, failed, unknown] = lang === 'zh' ? ['不发送', '失败', '不确定'] : ['excluded', 'failed', 'unknown'];
      const [, ...rows] = parse(csv, { bom: true }) as string[][];
      expect(rows.map(([contact, , , state, reason, , detail]) => [contact?.slice(-1), state, reason, detail]).sort()).toEqual([
        ['1', excluded, 'no_consent', ''],
        ['2', excluded, 'opted_out', ''],
        ['3', excluded, 'missing_variable', 'name'],
        ['4', excluded, 'no_channel', ''],
        ['5', failed, 'blocked', ''],
        ['6', unknown, 'in_doubt', ''],
      ]);
      expect(rows.every(([, , , , , why = '']) => (lang === 'zh' ? /\p{Script=Han}/u : /^[A-Z][\x20-\u2019]+$/).test(why))).toBe(true);
      const names = rows.map(([, own]) => own);
      expect(names).toContain(`'${evil}`);
      expect(names).toContain(`'+1-2, "q"\n小满`);
    }
  });

  test('a scheduled campaign that never starts', { timeout: 240_000 }, async () => {
    await open();
    await desk.people(20);
    const due = clock.now() + hour;
    const id = await started(due);
    await desk.work(1_000);
    await kill();
    // The program is off when its time comes.
    clock.stall(hour + 10 * minute);
    await open();
    expect(channel.sent).toHaveLength(0);
    await workUntil(() => report(id), { state: 'completed', sent: 20 });
    // Of two processes both look, and it begins once.
    const second = await started(clock.now() + hour);
    const other = anotherReleaser();
    clock.stall(hour);
    for (const until = performance.now() + patienceMs; performance.now() < until && (await report(second)).state !== 'completed'; ) {
      await Promise.all([desk.releaser.step(), other.step()]);
      await desk.passBusy(250);
    }
    expect(await report(second)).toMatchObject({ state: 'completed', sent: 20 });
    expect(channel.sent).toHaveLength(40);
    // Hours late it does not begin by itself, and the merchant is told.
    const third = await started(clock.now() + hour);
    clock.stall(3 * hour);
    await desk.work(1_000);
    expect(await desk.broadcasts.get(third)).toMatchObject({ state: 'paused', why: 'missed' });
    expect((await desk.store.collection(notices).find({ limit: 50 })).map(({ text }) => text)).toContainEqual(expect.stringContaining('did not run'));
    await desk.broadcasts.resume(third);
    await workUntil(() => report(third), { state: 'completed' });
    expect(channel.sent).toHaveLength(60);
  });

  test('variables not filled', { timeout: 240_000 }, async () => {
    const text = { en: 'Hi {{ name }}, size {{ contact.size }}?', zh: '{{ name }}，{{ contact.size }} 码有货' };
    const draft = { name: 'Sale', where: 'everyone', content: { text } };
    await withDraft(draft);
    const sets: Partial<ContactRow>[] = [
      { vars: { size: 'M' } },
      { vars: { size: 'M' }, name: '' },
      { vars: { size: 'M' }, name: '   ' },
      { vars: {} },
      { vars: { size: '' } },
      { vars: { size: 0 }, lang: 'zh' },
      { vars: { size: 'L' }, name: '{{ shop.name }}' },
      { vars: { size: 'L' }, name: '小满', lang: 'zh' },
    ];
    await desk.people(sets.length, (n) => sets[n] ?? {});
    const { _id: id } = await desk.broadcasts.create('Sale', draft);
    await desk.broadcasts.start(id);
    await desk.work(4_000);
    expect(channel.sent.map((one) => one.text).sort()).toEqual(['Hi P0, size M?', 'Hi {{ shop.name }}, size L?', 'P5，0 码有货', '小满，L 码有货'].sort());
    expect((await report(id)).excluded).toEqual({ missing_variable: 4 });
  });

  test('throttled sends doubled', { timeout: 240_000 }, async () => {
    await open();
    await desk.people(60);
    for (let n = 0; n < 60; n += 2) {
      const person = `test:main:p${String(n).padStart(5, '0')}`;
      channel.fail(
        person,
        { kind: 'rate_limited', retryAfterMs: 2_000 },
        ...(n % 4 === 0 ? [{ kind: 'refused' } as const, { kind: 'rate_limited', retryAfterMs: 500 } as const] : []),
      );
    }
    const id = await started();
    await desk.work(5_000);
    await kill();
    await open();
    await desk.work(180_000);
    const { sent, unknown, ...rest } = await report(id);
    expect(rest).toMatchObject({ state: 'completed', pending: 0, failed: {} });
    // Those whose turn had come when the process died are in doubt, and nobody else.
    expect([sent + unknown, channel.most]).toEqual([60, 1]);
    expect(unknown).toBeLessThanOrEqual(8);
    expect(channel.people.size).toBeGreaterThanOrEqual(sent);
  });

  test('a pause that goes on sending', { timeout: 240_000 }, async () => {
    const api = await startBotApi();
    const programs: Program[] = [];
    const shop = freshFolder();
    try {
      const dataDir = join(shop.path, 'data');
      mkdirSync(dataDir, { recursive: true });
      const mongodbUrl = name === 'mongo' ? place : undefined;
      const store = await openStore({ dataDir, ...(mongodbUrl !== undefined && { mongodbUrl }), now: Date.now, log: quiet });
      const now = Date.now();
      const ops = Array.from({ length: 600 }, (_, n): Op[] => {
        const id = `telegram:main:${1000 + n}`;
        const contact = { ...newContact(id, now), name: `P${n}`, consent: { marketing: true } };
        const conversation = { ...newConversation(id, now), v: 1, lastInAt: now };
        return [
          { op: 'insert', in: contacts.name, row: contact },
          { op: 'insert', in: conversations.name, row: conversation },
        ];
      });
      await store.write(ops.flat());
      await store.close();
      const config = join(shop.path, 'config.yaml');
      writeFileSync(config, 'promotions: { quiet_from: "00:00", quiet_until: "00:00" }\n');
      const program = await startProgram(dataDir, {
        CONFIG_FILE: config,
        TELEGRAM_BOT_TOKEN: api.token,
        TELEGRAM_API_ROOT: api.url,
        ...(mongodbUrl !== undefined && { MONGODB_URL: mongodbUrl }),
      });
      programs.push(program);
      const { body } = await program.api('/broadcasts', { method: 'POST', body: { name: 'Sale', where: 'everyone', content: { text: 'Sale, {{ name }}' } } });
      const { id } = body as { id: string };
      await program.api(`/broadcasts/${id}/start`, { method: 'POST', body: {} });
      for (const action of ['pause', 'stop']) {
        const before = api.messages.length;
        await expect.poll(() => api.messages.length, { timeout: 100_000, interval: 20 }).toBeGreaterThan(before + 30);
        const asked = Date.now();
        expect((await program.api(`/broadcasts/${id}/${action}`, { method: 'POST', body: {} })).status).toBe(200);
        await pause(3_000);
        expect((api.messages.at(-1)?.at ?? 0) - asked).toBeLessThan(1_000);
        if (action === 'pause') await program.api(`/broadcasts/${id}/resume`, { method: 'POST', body: {} });
      }
      expect(api.messages.length).toBeLessThan(600);
      expect(new Set(api.messages.map((one) => one.body.chat_id)).size).toBe(api.messages.length);
    } finally {
      for (const program of programs) await program.end('SIGKILL');
      await api.close();
      shop.clean();
    }
  });

  // Of each: the day, the shop's zone, and zones of customers. Clocks go ahead in London on 29 March, back in New York on 1 November, by half an hour on Lord Howe on 4 October.
  test.each<[day: string, shopZone: string, mode: 'shop' | 'customer', zones: (string | undefined)[]]>([
    ['2026-12-01', 'Asia/Shanghai', 'shop', [undefined, 'America/New_York']],
    [
      '2026-12-01',
      'Asia/Shanghai',
      'customer',
      ['Asia/Shanghai', 'Europe/London', 'America/New_York', 'Pacific/Kiritimati', 'Pacific/Pago_Pago', undefined, 'Mars/Olympus'],
    ],
    ['2027-03-28', 'Europe/London', 'customer', ['Europe/London', 'Africa/Abidjan', 'Asia/Kathmandu', undefined]],
    ['2027-11-07', 'America/New_York', 'customer', ['America/New_York', 'America/Phoenix', 'America/St_Johns', undefined]],
    ['2027-10-03', 'Australia/Lord_Howe', 'shop', ['Asia/Shanghai', undefined]],
  ])('08:00 that goes out at 15:00: %s, shop in %s, time of the %s', { timeout: 240_000 }, async (day, shopZone, mode, zones) => {
    const at = wallClock(`${day} 08:00`);
    if (!at) throw new Error('no time');
    const { from, to } = span(at, mode, shopZone);
    clock = new ManualClock(from - hour);
    await open({ policy: { caps: [], zone: shopZone }, settings: { at, zone: mode, shopZone } });
    await desk.people(zones.length, (n) => (zones[n] === undefined ? {} : { zone: zones[n] }));
    const { _id: id } = await desk.broadcasts.create('Sale', {});
    expect(await desk.broadcasts.start(id, { from, to })).toMatchObject({ ok: true });
    clock.stall(hour);
    await desk.work(1_000);
    // To just before each moment at which somebody is due, and on over it.
    for (let n = 0; n < zones.length; n++) {
      const [next] = (await desk.recipientsOf(id)).filter(({ state }) => state === 'waiting').sort((a, b) => a.at - b.at);
      if (next && next.at - 1_000 > clock.now()) clock.stall(next.at - 1_000 - clock.now());
      await desk.work(3_000);
      // A store on a network may take longer than the turned clock: the next moment comes when whoever is due has it.
      const late = async () => ({ late: (await desk.recipientsOf(id)).filter(({ at: due, state }) => due <= clock.now() && state !== 'sent').length });
      await workUntil(late, { late: 0 });
    }
    await workUntil(() => report(id), { planned: zones.length, excluded: {}, failed: {}, unknown: 0, pending: 0, sent: zones.length });
    for (const [n, { conversation }] of channel.sent.entries()) {
      const own = zones[Number(conversation.slice(-2))];
      const zone = mode === 'customer' && own !== undefined && own !== 'Mars/Olympus' ? own : shopZone;
      const { year, month, date, minute: of } = wallTime(channel.times[n] ?? 0, zone);
      expect({ conversation, day: `${year}-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}` }).toEqual({ conversation, day });
      expect(of).toBeGreaterThanOrEqual(8 * 60);
      expect(of).toBeLessThanOrEqual(8 * 60 + 1);
    }
  });

  /** Opens a desk whose broadcasts say what the draft says, compiled as in the program. */
  async function withDraft(draft: object): Promise<ShopOfContent> {
    let shop: ShopOfContent | undefined;
    const content: Content = {
      members: async (page, now) => (await compiled()).members(page, now),
      said: (recipient, to) => ready?.said(recipient, to) ?? { parts: [], lang: 'en' },
      hasTemplate: () => false,
    };
    let ready: Content | undefined;
    const compiled = async (): Promise<Content> => {
      if (ready || !shop) return ready ?? hello;
      const found = await compileDraft(draft, shop);
      if (!found.ok) throw new Error(JSON.stringify(found.problems));
      ready = found.content;
      return ready;
    };
    await open({ content });
    shop = { store: desk.store, currency: 'USD', zone: 'Asia/Shanghai', langs: ['en', 'zh'], name: { en: 'Tea' }, templates: {}, flows: () => new Map() };
    return shop;
  }

  /** The releaser of another process on the same store. */
  function anotherReleaser(): Releaser {
    const running = new RunningBroadcasts();
    const broadcasts = new Broadcasts({ store: desk.store, running, now: clock.now, newId: () => 'other', changed: () => {} });
    return new Releaser({
      store: desk.store,
      running,
      broadcasts,
      channels: new Map([['test:main', channel]]),
      policy: { caps: [], zone: 'Asia/Shanghai' },
      clock,
      log: quiet,
      lang: 'en',
      open: async () => ({ content: hello, settings: { zone: 'shop', shopZone: 'Asia/Shanghai', holdOut: 0 } }),
      enterAll: (entries, ops) => desk.runtime.enterAll(entries, ops),
      orderedAt: async () => undefined,
      heldBack: () => [],
      notify: () => {},
    });
  }
});
