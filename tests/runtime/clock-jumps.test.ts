/** Everything in the program that keeps a time, and a wall clock that is set while it does. */
import { mkdtempSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createHub } from '../../channels/webchat/hub.ts';
import { createState } from '../../channels/whatsapp-cloud/account-state.ts';
import { optionsSchema } from '../../channels/whatsapp-web/options.ts';
import { begun as guardBegun, refusal as guardRefusal, watched as guardWatched, initialLimits } from '../../channels/whatsapp-web/send-limits.ts';
import { createChannelMemory } from '../../src/channel-host/channel-memory.ts';
import { foreignLockLife, lockFolder } from '../../src/channel-host/supervision/lock.ts';
import { type AccessToken, createAccessToken } from '../../src/channel-kit/wechat/access-token.ts';
import { localLeases } from '../../src/cluster/leases.ts';
import { parseFlow } from '../../src/compiler/flow.ts';
import { advance } from '../../src/engine/advance.ts';
import type { Facts } from '../../src/engine/model/engine-turn.ts';
import { newSession } from '../../src/engine/model/session.ts';
import type { FlowSet } from '../../src/flow-tree/flow-tree.ts';
import { gate } from '../../src/marketing/gate.ts';
import { opening, windowMs } from '../../src/runtime/base/account-rate.ts';
import { isAhead, setBack } from '../../src/runtime/conversation/set-back.ts';
import { AccountHolds } from '../../src/runtime/pace/account-holds.ts';
import { Pacer } from '../../src/runtime/pace/pacer.ts';
import { newConversation } from '../../src/runtime/rows/conversations.ts';
import { createChatSigner } from '../../src/server/chat/chat-token.ts';
import { createAddressLimit } from '../../src/server/limits/address-limit.ts';
import { createRateLimit, retryAfter } from '../../src/server/limits/rate-limit.ts';
import { beginTry, contactRule } from '../../src/shop/proof/attempt-count.ts';
import { makeLinkCode, useLinkCode } from '../../src/shop/proof/link-codes.ts';
import type { Store } from '../../src/store/store.ts';
import { testMemory } from '../channel-context.ts';
import { openTestStore } from '../shop/test-shop.ts';
import { type Desk, openDesk } from './desk.ts';
import { ManualClock } from './manual-clock.ts';
import { noFlows, type Script, saidBy } from './scripted-engine.ts';

const hour = 3_600_000;
const day = 24 * hour;
/** What the clock is set by before a hold begins, and after. The last row is the program that was stopped in between, for what is kept in the store. */
const jumps: [string, { before?: number; set: number[] }][] = [
  ['an hour back', { set: [-hour] }],
  ['two days ahead', { set: [2 * day] }],
  ['two days ahead and back', { set: [2 * day, -2 * day] }],
  ['two days back, after it began two days ahead', { before: 2 * day, set: [-2 * day] }],
];

/*
 * What keeps a time and stands elsewhere: leases and membership (src/cluster/leases.test.ts); timers, held messages, pauses of what is told to a
 * provider (src/runtime/conversation/set-back.test.ts); retention (src/store/retention.test.ts); failures and back-off of supervised accounts, polling of Telegram,
 * calls, polls, streams and time limits of requests run on `performance.now` or timeouts, which nobody sets. Coupons, orders and carts carry dates:
 * they are as right as the clock is, and keep their date whatever it is set to. Opening and quiet hours are asked of the clock each time.
 */

const after = <T>(_done: unknown, answer: T): T => answer;

/** What keeps a time: `begin` starts a hold and tells how long it lasts, ms; `holds` tells whether it does. */
interface Keeper {
  begin(): Promise<number> | number;
  holds(): Promise<boolean> | boolean;
  /** What was begun ends early when the clock goes ahead: it is kept in the store with its end, or lets more through for once. */
  endsAhead?: true;
  /** It may end early when the clock goes back: it is asked for anew then, which costs little. */
  endsBack?: true;
}

let store: Store;
let closing: (() => Promise<void>) | undefined;
let close: () => Promise<void>;
let clock: ManualClock;
const settle = async (): Promise<void> => {
  for (let n = 0; n < 20; n++) await Promise.resolve();
};

beforeEach(async () => {
  ({ store, close } = await openTestStore());
  clock = new ManualClock();
  vi.spyOn(performance, 'now').mockImplementation(() => clock.monotonic());
});
afterEach(async () => {
  vi.restoreAllMocks();
  await closing?.();
  closing = undefined;
  await close();
});

const rate = { account: 1, conversation: 1, burst: 1 };
const pause = { scope: 'account', code: 'spam_limited' } as const;

const shop = { name: 'S', currency: 'CNY', zone: 'Asia/Shanghai', langs: ['en'], open: true, opens_at: 0, categories: [] };
const factsBase = { conversation: 'web:main:1', contact: { id: 'c', tags: [], vars: {} }, channel: { name: 'web', page: 9 }, shop, seed: '' };

function tokens(issue: () => { ok: boolean }): AccessToken {
  return createAccessToken({
    memory: testMemory(clock.now),
    key: 'token',
    now: clock.now,
    log: { warn: () => undefined },
    issue: async () =>
      issue().ok ? { ok: true, value: { token: `t${clock.monotonic()}`, expiresIn: 7_200 } } : { ok: false, error: { kind: 'unreachable', detail: 'x' } },
  });
}

const flow = parseFlow('flow: hi\nstart:\n  - keyword: hi\n    at_most: 1 in 1d\nsteps:\n  - say: Once7\n', 'hi.yaml');
if (Array.isArray(flow)) throw new Error(JSON.stringify(flow));
const flows: FlowSet = { ...noFlows, live: new Map([[flow.name, flow]]) };

const keepers: Record<string, () => Keeper> = {
  'how often a flow may start': () => {
    let session = newSession();
    const say = (): boolean => {
      const facts: Facts = { ...factsBase, now: clock.now() };
      const result = advance(flows, session, { type: 'message', id: `m${clock.now()}`, parts: [{ type: 'text', text: 'hi' }] }, facts);
      session = result.session;
      return result.effects.some((effect) => effect.type === 'send' && JSON.stringify(effect.parts).includes('Once7'));
    };
    return { begin: () => after(say(), day), holds: () => !say(), endsAhead: true };
  },
  'the reply window': () => {
    let row = newConversation('t:main:ann', clock.now());
    return {
      begin: () => {
        row = { ...row, lastInAt: clock.now() };
        return day;
      },
      holds: () => {
        if (isAhead(row, clock.now())) row = setBack(row, clock.now());
        const candidate = { class: 'reply', template: false, person: false } as const;
        return 'go' in gate(candidate, null, { caps: [], zone: 'UTC' }, row, { window: { ms: day }, proactive: true }, clock.now());
      },
      endsAhead: true,
    };
  },
  'the frequency cap of promotions': () => {
    let desk: Desk;
    const script: Script = (event) => ({ steps: [{ type: 'send', parts: [{ type: 'text', text: saidBy(event) ?? '' }], class: 'promo', lang: 'en' }] });
    const sends = async (): Promise<boolean> => {
      const had = desk.channel.sent.length;
      await desk.write('ann', 'sale');
      await desk.runtime.idle();
      return desk.channel.sent.length > had;
    };
    return {
      begin: async () => {
        desk = await openDesk({ script, policy: { caps: [{ count: 1, ms: 2 * hour }], zone: 'UTC' } }, undefined, clock);
        closing = () => desk.close();
        await desk.write('ann', 'hi');
        await desk.runtime.idle();
        await desk.runtime.contacts.update('test:main:ann', (one) => ({ ...one, consent: { marketing: true } }));
        return after(expect(await sends()).toBe(true), 2 * hour);
      },
      holds: async () => !(await sends()),
      endsAhead: true,
    };
  },
  'what a channel keeps for a time': () => {
    const memory = createChannelMemory({ store, leases: localLeases(), account: 't:main', secrets: ['s'], now: clock.now });
    return {
      begin: async () => after(await memory.set('k', 'v', 60_000), 60_000),
      holds: async () => (await memory.get('k')) !== null,
      endsAhead: true,
      endsBack: true,
    };
  },
  "another machine's lock of an account's folder": () => {
    const folder = mkdtempSync(join(tmpdir(), 'lock-'));
    const file = join(folder, 'lock.json');
    return {
      begin: () => {
        writeFileSync(file, JSON.stringify({ host: 'another', holder: { pid: 1, started: 'x' }, owned: [] }));
        utimesSync(file, clock.now() / 1_000, clock.now() / 1_000);
        return 2 * foreignLockLife;
      },
      holds: () => !lockFolder(folder, clock.now()).ok,
      endsAhead: true,
    };
  },
  'the rate of a visitor': () => {
    const limit = createRateLimit({ burst: 1, perSecond: 0.1 }, clock.now);
    return { begin: () => after(limit.take('a'), limit.wait('a')), holds: () => limit.wait('a') > 0, endsAhead: true };
  },
  'the rate of an address': () => {
    const limit = createAddressLimit({ burst: 1, perSecond: 0.1 }, clock.now);
    return { begin: () => after(limit.take('2001:db8::1'), limit.wait('2001:db8::1')), holds: () => limit.wait('2001:db8::1') > 0, endsAhead: true };
  },
  'the pace of an account': () => {
    const pacer = new Pacer(clock);
    let waiting = true;
    return {
      begin: async () => {
        pacer.turn('t:main', 'a', 'reply', rate);
        void pacer.turn('t:main', 'b', 'reply', rate)?.then(() => {
          waiting = false;
        });
        return windowMs + opening.ms;
      },
      holds: () => waiting,
    };
  },
  'the pause that a provider asked of an account': () => {
    const pauses = new AccountHolds(clock);
    return {
      begin: () => after(pauses.begin('t:main', { ...pause, until: clock.now() + 60_000 }), 60_000),
      holds: () => {
        const found = pauses.of('t:main', 'reply');
        // What is held until then is stored with this time.
        if (found) expect(found.until - clock.now()).toBeLessThanOrEqual(60_000);
        return found !== undefined;
      },
    };
  },
  'the failure to get an access token': () => {
    let asked = 0;
    const token = tokens(() => ({ ok: asked++ < 0 }));
    return {
      begin: async () => after(await token.get(), 5_000),
      holds: async () => {
        const before = asked;
        await token.get();
        return asked === before;
      },
      endsAhead: true,
      endsBack: true,
    };
  },
  'an access token': () => {
    const token = tokens(() => ({ ok: true }));
    let first = '';
    return {
      begin: async () => {
        const got = await token.get();
        first = got.ok ? got.value : '';
        return 2 * hour - 5 * 60_000;
      },
      holds: async () => {
        const got = await token.get();
        return got.ok && got.value === first;
      },
      endsAhead: true,
      endsBack: true,
    };
  },
  'the pause of who guesses at orders': () => ({
    begin: async () => {
      for (let n = 0; n < contactRule.free; n++) await beginTry(store, 'c', contactRule, clock.now());
      await beginTry(store, 'c', contactRule, clock.now());
      return beginTry(store, 'c', contactRule, clock.now());
    },
    holds: async () => (await beginTry(store, 'c', contactRule, clock.now())) > 0,
    endsAhead: true,
  }),
  'a code that links two addresses': () => {
    let code = '';
    let user = 0;
    return {
      begin: async () => {
        ({ code } = await makeLinkCode(store, 'owner', clock.now(), () => new Uint8Array(32).fill(user + 7)));
        return 600_000;
      },
      // Asked by its owner, it says `same` as long as it is good, and is not used up.
      holds: async () => {
        user += 1;
        const used = await useLinkCode(store, code, { contact: 'owner' }, `k${user}`, clock.now());
        return !used.ok && used.code === 'same';
      },
      endsAhead: true,
      endsBack: true,
    };
  },
  'a line handed to a browser': () => {
    const hub = createHub({ now: () => performance.now(), boot: 'b' });
    return {
      begin: () => after(hub.deliver('v', { id: 'm', from: 'shop', at: clock.now(), parts: [] }), 60_000),
      holds: async () => {
        hub.refresh();
        return (await hub.poll('v', undefined, 0, new AbortController().signal)).messages.length > 0;
      },
    };
  },
  'the pace of an unofficial account': () => {
    const options = optionsSchema.parse({ proactive: true, pace: 10 });
    const ask = () => ({ kind: 'promo' as const, lastWrote: 1, now: clock.now() });
    let guard = initialLimits;
    return {
      begin: () => {
        guard = guardBegun(guardWatched(guard, clock.now()), ask(), options, 0);
        return 10_000;
      },
      holds: () => {
        guard = guardWatched(guard, clock.now());
        return guardRefusal(guard, ask(), options) !== null;
      },
      endsAhead: true,
    };
  },
  'what a provider said of the health of an account': () => {
    const state = createState(() => performance.now());
    state.set({ state: 'ready' });
    return { begin: () => after(state.heard({ state: 'degraded', detail: 'x' }), 24 * hour), holds: () => state.health().state === 'degraded' };
  },
};

describe.each(Object.entries(keepers))('%s', (_, make) => {
  test.each(jumps)('lasts no longer when the clock is set %s', async (_name, { before = 0, set }) => {
    clock.jump(before);
    const keeper = make();
    const lasts = await keeper.begin();
    expect(lasts).toBeGreaterThan(0);
    expect(await keeper.holds()).toBe(true);
    for (const by of set) {
      clock.jump(by);
      const early = (by > 0 && keeper.endsAhead) || (set.length > 1 && keeper.endsAhead) || (by < 0 && keeper.endsBack);
      if (!early) expect(await keeper.holds()).toBe(true);
      else if (keeper.endsBack) await keeper.holds();
    }
    await clock.turn(lasts + 1, settle);
    expect(await keeper.holds()).toBe(false);
  });
});

test.each(jumps)('a visitor stays who they are when the clock is set %s', (_, { before: ahead = 0, set }) => {
  clock.jump(ahead);
  const signer = createChatSigner({ secret: Buffer.alloc(32, 1), now: clock.now });
  const before = signer.sign('v-1');
  for (const by of set) {
    const token = signer.sign('v-2');
    clock.jump(by);
    expect([signer.verify(before)?.user, signer.verify(token)?.user]).toEqual(['v-1', 'v-2']);
  }
});

test('no wait that is asked of anybody is longer than five minutes', () => {
  expect([Number.NaN, -1, 0, 1, 2_500, 3_572_000, 172_771_000, Number.POSITIVE_INFINITY].map(retryAfter)).toEqual([
    '1',
    '1',
    '1',
    '1',
    '3',
    '300',
    '300',
    '300',
  ]);
});
