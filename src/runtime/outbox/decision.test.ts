import { describe, expect, it } from 'vitest';
import type { SendFailure } from '../../channel.ts';
import type { MessageClass } from '../../message.ts';
import type { OutboxItem } from '../../store/collections.ts';
import type { AccountHold } from '../pace/account-holds.ts';
import { decide, decideAfterFailure, type FailedTry, type Situation } from './decision.ts';

const now = Date.UTC(2026, 10, 23, 4);
const hour = 3_600_000;
const capabilities = { window: null, proactive: true, idempotentSend: false };
const windowed = { ...capabilities, window: { ms: 24 * hour } };
const hold: AccountHold = { scope: 'account', code: 'rate_limited', until: now + 60_000 };
const agreed = { consent: { marketing: true }, promos: [], zone: 'Asia/Shanghai' } as unknown as NonNullable<Situation['contact']>;

const itemOf = (kind: MessageClass, set: Partial<OutboxItem> = {}, key = 'k:1'): OutboxItem => ({
  message: {
    key,
    to: { channel: 'telegram', account: 'main', user: '1' },
    class: kind,
    parts: [{ type: 'text', text: 'Hello' }],
    lang: 'en',
  } as OutboxItem['message'],
  state: 'queued',
  done: 0,
  refs: [],
  tries: 0,
  at: now,
  since: now,
  ...set,
});

const calm = (kind: MessageClass = 'reply', item: Partial<OutboxItem> = {}, key?: string): Situation => ({
  item: itemOf(kind, item, key),
  arrived: false,
  steady: true,
  maxAge: 24 * hour,
  capabilities,
  instance: 'me',
  conversation: { reachable: true, lastInAt: now - hour, sentSince: 0 },
  contact: kind === 'promo' ? agreed : null,
  policy: { caps: [{ count: 1, ms: 24 * hour }], zone: 'UTC', quiet: { from: 21 * 60, to: 9 * 60, classes: ['promo'] } },
  template: false,
  hold: undefined,
  now,
});

const old = now - 25 * hour;
const anothers = { state: 'sending', boot: 'other' } as const;
const closed = { reachable: true, lastInAt: now - 25 * hour, sentSince: 0 };

describe('before a try', () => {
  it.each<[string, Situation, ReturnType<typeof decide>['decision'], boolean?]>([
    ['a reply goes out', calm(), { do: 'send', asTemplate: false }],
    ['a promotion to somebody who agreed goes out', calm('promo'), { do: 'send', asTemplate: false }],
    ['what arrived leaves the outbox', { ...calm(), arrived: true }, { do: 'drop' }],
    ['what arrived leaves it also when it is old', { ...calm('reply', { since: old }), arrived: true }, { do: 'drop' }],
    ['what is too old is given up', calm('reply', { since: old }), { do: 'fail', code: 'gave_up' }],
    ['what waited for the window too long says so', calm('reply', { since: old, reason: 'window_closed' }), { do: 'fail', code: 'window_closed' }],
    ['after a jump of the clock nothing is given up', { ...calm('reply', { since: old }), steady: false }, { do: 'send', asTemplate: false }],
    ['just at the age it still goes out', calm('reply', { since: now - 24 * hour }), { do: 'send', asTemplate: false }],
    ['without an age it goes out', calm('reply', { since: undefined }), { do: 'send', asTemplate: false }],
    ['a channel that does not run is waited for', { ...calm(), capabilities: undefined }, { do: 'hold', until: now + 5_000, reason: 'not_running' }],
    ['a promotion in doubt is not sent twice', calm('promo', anothers), { do: 'give-up-in-doubt' }, true],
    ['a reply in doubt is sent again', calm('reply', anothers), { do: 'send', asTemplate: false }, true],
    ['a service message in doubt is sent again', calm('service', anothers), { do: 'send', asTemplate: false }, true],
    ['a try of this process is in no doubt', calm('promo', { state: 'sending', boot: 'me' }), { do: 'send', asTemplate: false }],
    [
      'where a key that comes twice is dropped nothing is in doubt',
      { ...calm('promo', anothers), capabilities: { ...capabilities, idempotentSend: true } },
      { do: 'send', asTemplate: false },
    ],
    [
      'a channel that does not say is in doubt',
      { ...calm('promo', anothers), capabilities: { window: null, proactive: true } as unknown as typeof capabilities },
      { do: 'give-up-in-doubt' },
      true,
    ],
    ['who blocked the shop gets nothing', { ...calm(), conversation: { ...closed, reachable: false } }, { do: 'fail', code: 'unreachable' }],
    ['without consent no promotion', { ...calm('promo'), contact: null }, { do: 'fail', code: 'no_consent' }],
    [
      'no promotion to who opted out',
      { ...calm('promo'), contact: { ...agreed, consent: { ...agreed.consent, marketing: false } } as typeof agreed },
      { do: 'fail', code: 'opted_out' },
    ],
    ['not more promotions than the policy allows', { ...calm('promo'), contact: { ...agreed, promos: [now - hour] } }, { do: 'fail', code: 'frequency_cap' }],
    [
      'a promotion waits for the morning',
      { ...calm('promo'), now: Date.UTC(2026, 10, 23, 14), item: itemOf('promo', { since: undefined }) },
      { do: 'hold', until: Date.UTC(2026, 10, 24, 1), reason: 'quiet_hours' },
    ],
    ['a reply does not', { ...calm('reply', { since: undefined }), now: Date.UTC(2026, 10, 23, 14) }, { do: 'send', asTemplate: false }],
    ['a closed window is told', { ...calm(), capabilities: windowed, conversation: closed }, { do: 'window-closed' }],
    ['its template goes out in a closed window', { ...calm(), capabilities: windowed, conversation: closed, template: true }, { do: 'send', asTemplate: true }],
    ['in an open window the words go out', { ...calm(), capabilities: windowed, template: true }, { do: 'send', asTemplate: false }],
    [
      'the provider knows better that it is closed',
      { ...calm('reply', { asTemplate: true }), capabilities: windowed, template: true },
      { do: 'send', asTemplate: true },
    ],
    [
      'the last place in the window is a person’s',
      { ...calm(), capabilities: { ...windowed, window: { ms: 24 * hour, messages: 5 } }, conversation: { ...closed, lastInAt: now, sentSince: 4 } },
      { do: 'window-closed' },
    ],
    [
      'a person takes it',
      {
        ...calm('reply', {}, 'a:1'),
        capabilities: { ...windowed, window: { ms: 24 * hour, messages: 5 } },
        conversation: { ...closed, lastInAt: now, sentSince: 4 },
      },
      { do: 'send', asTemplate: false },
    ],
    ['an account that rests keeps it back', { ...calm(), hold }, { do: 'keep-back', hold }],
    ['what is refused anyway is not kept back', { ...calm('promo'), contact: null, hold }, { do: 'fail', code: 'no_consent' }],
    ['in doubt and kept back it stays marked', { ...calm('reply', anothers), hold }, { do: 'keep-back', hold }, true],
  ])('%s', (_, situation, decision, doubled = false) => {
    expect(decide(situation)).toEqual({ decision, doubled });
  });
});

const tryOf = (failure: SendFailure, set: Partial<FailedTry> = {}): FailedTry => ({
  item: itemOf('reply'),
  failure,
  hold: undefined,
  repeatable: false,
  servedAt: undefined,
  mostTries: 10,
  random: 0.5,
  now,
  ...set,
});

describe('after a try that failed', () => {
  it.each<[string, FailedTry, object]>([
    ['an account that rests keeps it back', tryOf({ code: 'rate_limited' }, { hold }), { do: 'keep-back', hold }],
    ['the window is closed', tryOf({ code: 'window_closed', detail: '131047' }), { do: 'window-closed', detail: '131047' }],
    ['a refusal is final', tryOf({ code: 'rejected', detail: 'bad text' }), { do: 'fail', code: 'rejected', detail: 'bad text' }],
    ['a blocked shop is final', tryOf({ code: 'blocked' }), { do: 'fail', code: 'blocked' }],
    ['a promotion in doubt is given up', tryOf({ code: 'timeout' }, { item: itemOf('promo') }), { do: 'give-up-in-doubt' }],
    [
      'a promotion that was not taken is tried again',
      tryOf({ code: 'network', notTaken: true }, { item: itemOf('promo') }),
      { do: 'retry', reason: 'network', waitMs: 1_000 },
    ],
    [
      'a promotion with a key that may come twice is tried again',
      tryOf({ code: 'timeout' }, { item: itemOf('promo'), repeatable: true }),
      { do: 'retry', reason: 'timeout', waitMs: 1_000 },
    ],
    ['a reply in doubt is tried again', tryOf({ code: 'timeout' }), { do: 'retry', until: now + 1_000, waitMs: 1_000, reason: 'timeout' }],
    ['the pause doubles', tryOf({ code: 'provider' }, { item: itemOf('reply', { failed: { times: 3, at: now - hour } }) }), { do: 'retry', waitMs: 8_000 }],
    ['up to the longest', tryOf({ code: 'provider' }, { item: itemOf('reply', { failed: { times: 30, at: now - hour } }) }), { do: 'retry', waitMs: 40_000 }],
    ['varied by half: the shortest', tryOf({ code: 'provider' }, { random: 0 }), { do: 'retry', waitMs: 500 }],
    ['varied by half: the longest', tryOf({ code: 'provider' }, { random: 1 }), { do: 'retry', waitMs: 1_500 }],
    ['the provider’s own time is kept', tryOf({ code: 'rate_limited', retryAfterMs: 7_000 }), { do: 'retry', waitMs: 7_000, askedMs: 7_000 }],
    ['a channel that does not run has a pause of its own', tryOf({ code: 'not_running' }), { do: 'retry', waitMs: 5_000 }],
    [
      'the last try in doubt is given up',
      tryOf({ code: 'timeout', detail: 'slow' }, { item: itemOf('reply', { tries: 9 }) }),
      { do: 'fail', code: 'gave_up', detail: 'slow' },
    ],
    [
      'where it serves others the last try is given up',
      tryOf({ code: 'provider' }, { item: itemOf('reply', { tries: 9, failed: { times: 9, at: now - hour } }), servedAt: now - 1 }),
      { do: 'fail', code: 'gave_up' },
    ],
    [
      'where it serves nobody it is tried on',
      tryOf({ code: 'provider' }, { item: itemOf('reply', { tries: 9, failed: { times: 9, at: now - hour } }), servedAt: now - 2 * hour }),
      { do: 'retry' },
    ],
    [
      'what it took at that very moment it took before',
      tryOf({ code: 'provider' }, { item: itemOf('reply', { tries: 9, failed: { times: 9, at: now - hour } }), servedAt: now - hour }),
      { do: 'retry' },
    ],
    [
      'an account that is asked to wait counts no try, though it serves others',
      tryOf({ code: 'rate_limited' }, { item: itemOf('reply', { tries: 9, failed: { times: 9, at: now - hour } }), servedAt: now - 1 }),
      { do: 'retry' },
    ],
  ])('%s', (_, failed, decision) => {
    expect(decideAfterFailure(failed)).toMatchObject(decision);
  });

  it('counts what may have arrived, and marks it', () => {
    expect(decideAfterFailure(tryOf({ code: 'timeout' }))).toMatchObject({ item: { tries: 1, doubled: true, failed: { times: 1, at: now } } });
    const next = decideAfterFailure(tryOf({ code: 'network', notTaken: true }));
    expect(next).toMatchObject({ item: { tries: 0, failed: { times: 1, at: now } } });
    expect('item' in next && next.item.doubled).toBe(undefined);
  });
});
