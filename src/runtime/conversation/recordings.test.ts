import { afterEach, describe, expect, test } from 'vitest';
import { type Desk, type DeskOptions, openDesk, rounds } from '../../../tests/runtime/desk.ts';
import { ManualClock } from '../../../tests/runtime/manual-clock.ts';
import { saidBy } from '../../../tests/runtime/scripted-engine.ts';
import type { InboundEvent, Part } from '../../message.ts';
import { budget, createListener } from '../../speech/listener.ts';
import type { NotRecognised, Recognised, Recogniser } from '../../speech/recogniser.ts';
import type { Listen } from '../deps/runtime-options.ts';

let desk: Desk;
afterEach(() => desk.close());

const voice = (user: string, id: string, parts: Part[] = [{ type: 'audio', media: { ref: `r-${id}` }, voice: true }]): InboundEvent => ({
  type: 'message',
  id,
  from: { channel: 'test', account: 'main', user },
  at: 0,
  parts,
});

/** A recogniser whose answers the test gives by hand. */
function byHand() {
  const asked: { answer(result: Recognised | NotRecognised): void; lang: string; signal: AbortSignal }[] = [];
  const recogniser: Recogniser = {
    kind: 'hand',
    recognise: (_, lang, signal) =>
      new Promise((answer) => {
        asked.push({ answer, lang, signal });
        signal.addEventListener('abort', () => answer({ ok: false, why: 'late', detail: '' }));
      }),
  };
  return { recogniser, asked };
}

const kept = new Set<string>();
function listening(
  recogniser: Recogniser | undefined,
  clock: ManualClock,
  fetch: () => Promise<{ bytes: Buffer; mime: string }> = async () => ({ bytes: Buffer.from('voice'), mime: 'audio/ogg' }),
): Listen {
  const { listen } = createListener({
    recogniser,
    decode: async () => ({ ok: true, recording: { samples: new Int16Array(16_000), seconds: 1 } }),
    fetch,
    keep: async ({ bytes }) => {
      kept.add(bytes.toString());
      return 'kept-1';
    },
    sure: 0.6,
    atOnce: 2,
    clock,
    log: { info() {}, warn() {} },
  });
  return listen;
}

async function open(recogniser: Recogniser | undefined, more: DeskOptions & { fetch?: () => Promise<{ bytes: Buffer; mime: string }> } = {}): Promise<void> {
  const clock = new ManualClock();
  const { fetch, ...options } = more;
  desk = await openDesk(
    { script: (event) => ({ steps: [`re ${saidBy(event) || 'nothing'}`] }), listen: listening(recogniser, clock, fetch), ...options },
    undefined,
    clock,
  );
}

describe('a recording waits for its words', () => {
  test('its words are the message, and people have both', async () => {
    const { recogniser, asked } = byHand();
    await open(recogniser);
    await desk.runtime.receive([voice('ann', 'v1')]);
    await rounds();
    asked[0]?.answer({ ok: true, text: ' where  is my parcel ', confidence: 0.9, lang: 'en' });
    await desk.runtime.idle();
    expect(desk.channel.textsOf('test:main:ann')).toEqual(['re where is my parcel']);
    const [message] = await desk.messages('ann');
    expect(message?.parts).toEqual([
      {
        type: 'audio',
        voice: true,
        media: { ref: 'r-v1', stored: 'kept-1', bytes: 5 },
        transcript: { text: 'where is my parcel', confidence: 0.9, lang: 'en', by: 'hand' },
      },
    ]);
  });

  test('what the customer writes behind it comes behind it; others are not held up', async () => {
    const { recogniser, asked } = byHand();
    await open(recogniser);
    await desk.runtime.receive([voice('ann', 'v1')]);
    await rounds();
    await desk.write('ann', 'second');
    await desk.write('bob', 'hello');
    await rounds();
    expect(desk.channel.textsOf('test:main:bob')).toEqual(['re hello']);
    expect(desk.channel.textsOf('test:main:ann')).toEqual([]);
    asked[0]?.answer({ ok: true, text: 'first' });
    await desk.runtime.idle();
    expect(desk.channel.textsOf('test:main:ann')).toEqual(['re first', 're second']);
  });

  test('a hang costs 8 s, not more', async () => {
    const { recogniser, asked } = byHand();
    await open(recogniser);
    await desk.runtime.receive([voice('ann', 'v1')]);
    await desk.write('ann', 'second');
    await desk.passBusy(budget - 1);
    expect(desk.channel.textsOf('test:main:ann')).toEqual([]);
    await desk.passBusy(1);
    await desk.runtime.idle();
    expect(asked[0]?.signal.aborted).toBe(true);
    expect(desk.channel.textsOf('test:main:ann')).toEqual(['re nothing', 're second']);
    expect((await desk.messages('ann'))[0]?.parts).toMatchObject([{ unheard: 'late', media: { stored: 'kept-1' } }]);
  });

  test('a download that hangs costs the same', async () => {
    await open(byHand().recogniser, { fetch: () => new Promise(() => {}) });
    await desk.runtime.receive([voice('ann', 'v1')]);
    await desk.passBusy(budget);
    await desk.runtime.idle();
    expect(desk.channel.textsOf('test:main:ann')).toEqual(['re nothing']);
  });

  test('after a kill it is not recognised again once its words are stored', async () => {
    const first = byHand();
    await open(first.recogniser, { channel: undefined });
    await desk.runtime.receive([voice('ann', 'v1')]);
    await rounds();
    const store = desk.store;
    const { write } = store;
    // The words are stored, and the process dies before the turn is.
    let died = false;
    store.write = async (ops, guard) => {
      if (died) throw new Error('killed');
      const done = await write.call(store, ops, guard);
      if (ops.some((op) => op.op === 'patch' && op.in === 'inbox' && 'event' in op.set)) died = true;
      return done;
    };
    first.asked[0]?.answer({ ok: true, text: 'first' });
    await rounds();
    expect(died).toBe(true);
    const second = byHand();
    const { clock } = desk;
    desk = await desk.restart({ listen: listening(second.recogniser, clock) });
    await desk.runtime.idle();
    expect(second.asked).toEqual([]);
    expect(desk.channel.textsOf('test:main:ann')).toEqual(['re first']);
  });

  test('after a kill before that it is recognised again, and answered once', async () => {
    const first = byHand();
    await open(first.recogniser);
    await desk.runtime.receive([voice('ann', 'v1')]);
    await rounds();
    const second = byHand();
    const { clock } = desk;
    desk = await desk.restart({ listen: listening(second.recogniser, clock) });
    await rounds();
    await desk.runtime.receive([voice('ann', 'v1')]);
    second.asked[0]?.answer({ ok: true, text: 'first' });
    await desk.runtime.idle();
    expect(desk.channel.textsOf('test:main:ann')).toEqual(['re first']);
  });

  const outcomes: [what: string, result: Recognised | NotRecognised, part: object, said: string][] = [
    ['no words', { ok: true, text: '[BLANK_AUDIO]' }, { unheard: 'nothing' }, 're nothing'],
    ['refused', { ok: false, why: 'refused', detail: 'HTTP 401' }, { unheard: 'refused' }, 're nothing'],
    ['hardly sure', { ok: true, text: 'parcel', confidence: 0.31 }, { transcript: { unsure: true, confidence: 0.31 } }, 're parcel'],
    ['Han with spaces', { ok: true, text: '我 的 包裹 iPhone 呢' }, { transcript: { text: '我的包裹 iPhone 呢' } }, 're 我的包裹 iPhone 呢'],
  ];
  for (const [what, result, part, said] of outcomes)
    test(what, async () => {
      const { recogniser, asked } = byHand();
      await open(recogniser);
      await desk.runtime.receive([voice('ann', 'v1')]);
      await rounds();
      asked[0]?.answer(result);
      await desk.runtime.idle();
      expect(desk.channel.textsOf('test:main:ann')).toEqual([said]);
      expect((await desk.messages('ann'))[0]?.parts).toMatchObject([part]);
    });

  test('without a recogniser it is kept for people all the same', async () => {
    await open(undefined);
    await desk.runtime.receive([voice('ann', 'v1')]);
    await desk.runtime.idle();
    expect((await desk.messages('ann'))[0]?.parts).toMatchObject([{ unheard: 'off', media: { stored: 'kept-1' } }]);
  });

  test('words that the channel brought along are used, and nobody is asked', async () => {
    const { recogniser, asked } = byHand();
    await open(recogniser);
    await desk.runtime.receive([voice('ann', 'v1', [{ type: 'audio', media: { ref: 'r' }, transcript: { text: '发票', by: 'wechat' } }])]);
    await desk.runtime.idle();
    expect(asked).toEqual([]);
    expect(desk.channel.textsOf('test:main:ann')).toEqual(['re 发票']);
    expect((await desk.messages('ann'))[0]?.parts).toMatchObject([{ media: { stored: 'kept-1' } }]);
  });

  test('a file that the channel does not give out', async () => {
    await open(byHand().recogniser, { fetch: () => Promise.reject(new Error('40007')) });
    await desk.runtime.receive([voice('ann', 'v1')]);
    await desk.runtime.idle();
    expect((await desk.messages('ann'))[0]?.parts).toMatchObject([{ unheard: 'lost' }]);
  });

  test('a recogniser that fails is left alone after three, then tried by one', async () => {
    let calls = 0;
    const dead: Recogniser = {
      kind: 'dead',
      recognise: async () => {
        calls += 1;
        return { ok: false, why: 'failed', detail: 'HTTP 500' };
      },
    };
    await open(dead);
    for (let n = 0; n < 10; n++) {
      await desk.runtime.receive([voice('ann', `v${n}`)]);
      await desk.runtime.idle();
    }
    expect(calls).toBe(3);
    await desk.pass(30_000);
    for (let n = 10; n < 14; n++) {
      await desk.runtime.receive([voice('ann', `v${n}`)]);
      await desk.runtime.idle();
    }
    expect(calls).toBe(4);
    expect(desk.channel.textsOf('test:main:ann')).toHaveLength(14);
  });

  test('a pause that was asked for is kept', async () => {
    let calls = 0;
    await open({
      kind: 'busy',
      recognise: async () => {
        calls += 1;
        return calls === 1 ? { ok: false, why: 'busy', detail: 'HTTP 429', retryAfterMs: 90_000 } : { ok: true, text: 'heard' };
      },
    });
    for (const [n, ms] of [0, 60_000, 31_000].entries()) {
      await desk.pass(ms);
      await desk.runtime.receive([voice('ann', `v${n}`)]);
      await desk.runtime.idle();
    }
    expect(calls).toBe(2);
    expect(desk.channel.textsOf('test:main:ann')).toEqual(['re nothing', 're nothing', 're heard']);
  });

  test('no more at once than the recogniser may have; the others wait in line', async () => {
    const { recogniser, asked } = byHand();
    await open(recogniser);
    for (let n = 0; n < 4; n++) await desk.runtime.receive([voice(`c${n}`, `v${n}`)]);
    await rounds();
    expect(asked).toHaveLength(2);
    for (let n = 0; n < 4; n++) {
      asked[n]?.answer({ ok: true, text: 'hi' });
      await rounds();
    }
    await desk.runtime.idle();
    expect(asked).toHaveLength(4);
    expect([0, 1, 2, 3].map((n) => desk.channel.textsOf(`test:main:c${n}`))).toEqual([['re hi'], ['re hi'], ['re hi'], ['re hi']]);
  });
});
