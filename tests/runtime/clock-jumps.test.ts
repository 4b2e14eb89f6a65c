/** Everything in the program that keeps a time, and a wall clock that is set while it does. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createHub } from '../../channels/webchat/hub.ts';
import { createState } from '../../channels/whatsapp-cloud/state.ts';
import { freshGuard, begun as guardBegun, refusal as guardRefusal, watched as guardWatched } from '../../channels/whatsapp-web/guard.ts';
import { optionsSchema } from '../../channels/whatsapp-web/options.ts';
import { Pacer } from '../../src/runtime/pacer.ts';
import { Pauses } from '../../src/runtime/pauses.ts';
import { createAddressLimit } from '../../src/server/address-limit.ts';
import { createChatSigner } from '../../src/server/chat-token.ts';
import { createRateLimit } from '../../src/server/rate-limit.ts';
import { beginTry, contactRule } from '../../src/shop/guess-guard.ts';
import { makeLinkCode, useLinkCode } from '../../src/shop/link-codes.ts';
import type { Store } from '../../src/store/store.ts';
import { type AccessToken, createAccessToken } from '../../src/wechat/access-token.ts';
import { testMemory } from '../channel-context.ts';
import { openTestStore } from '../shop/test-shop.ts';
import { ManualClock } from './manual-clock.ts';

const hour = 3_600_000;
const day = 24 * hour;
const jumps: [string, number[]][] = [
  ['an hour back', [-hour]],
  ['two days ahead', [2 * day]],
  ['two days ahead and back', [2 * day, -2 * day]],
];

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
  await close();
});

const rate = { account: 1, conversation: 1, burst: 1 };
const pause = { scope: 'account', code: 'spam_limited' } as const;

function tokens(issue: () => { ok: boolean }): AccessToken {
  return createAccessToken({
    memory: testMemory(clock.now),
    key: 'token',
    now: clock.now,
    issue: async () =>
      issue().ok ? { ok: true, value: { token: `t${clock.monotonic()}`, ttlMs: 2 * hour } } : { ok: false, error: { kind: 'unreachable', detail: 'x' } },
  });
}

const keepers: Record<string, () => Keeper> = {
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
        return 1_000;
      },
      holds: () => waiting,
    };
  },
  'the pause that a provider asked of an account': () => {
    const pauses = new Pauses(clock);
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
    let guard = freshGuard;
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
  test.each(jumps)('lasts no longer when the clock is set %s', async (_name, set) => {
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

test.each(jumps)('a visitor stays who they are when the clock is set %s', (_, set) => {
  const signer = createChatSigner({ secret: Buffer.alloc(32, 1), now: clock.now });
  const before = signer.sign('v-1');
  for (const by of set) {
    const token = signer.sign('v-2');
    clock.jump(by);
    expect([signer.verify(before)?.user, signer.verify(token)?.user]).toEqual(['v-1', 'v-2']);
  }
});
