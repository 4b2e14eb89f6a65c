import { afterEach, expect, test } from 'vitest';
import { type Desk, openDesk, rounds } from '../../../tests/runtime/desk.ts';
import { type Script, saidBy } from '../../../tests/runtime/scripted-engine.ts';
import type { Call, CallContext } from '../../call.ts';
import type { CallOutcome } from '../../engine/model/engine-turn.ts';
import type { Session } from '../../engine/model/session.ts';
import { StoreUnavailable } from '../../store/store.ts';

let desk: Desk;
afterEach(() => desk.close());
const ann = 'test:main:ann';

function callNamed(name: string, mode: Call['mode'], run: (context: CallContext) => Promise<CallOutcome>): Call {
  return { name, mode, params: [], outcomes: [], about: { en: '', zh: '' }, run: (_args, context) => run(context) };
}

/** Any word is a call of that name, as a step of the front run; its answer is said. */
const caller: Script = (event, session, facts) => {
  const text = saidBy(event);
  const waiting = session.front?.waiting;
  if (event.type === 'result') {
    const { outcome } = event;
    return { steps: [`${outcome.ok ? String(outcome.value) : outcome.code}`], session: waiting?.call === event.call ? { front: undefined } : {} };
  }
  if (event.type === 'slow') return { steps: ['one moment'] };
  if (text === undefined) return { steps: [] };
  if (!text.startsWith('/')) return { steps: [`re ${text}`] };
  const mode = text.startsWith('/do') ? 'does' : 'reads';
  const id = `${facts.conversation}:${session.turn + 1}:0`;
  const front: Session['front'] = {
    id: 'r1',
    stack: [],
    trail: [],
    kind: 'service',
    startedAt: 0,
    touchedAt: 0,
    waiting: { kind: 'call', at: '0', since: 0, call: id },
  };
  return { steps: [{ type: 'call', run: 'r1', name: text.slice(1), args: {}, mode, timeoutMs: 8000, busy: 'one moment' }], session: { front } };
};

test('a lookup that answers at once costs no second write, and its reply comes before those to later messages', async () => {
  desk = await openDesk({ script: caller, calls: [callNamed('look', 'reads', async () => ({ ok: true, value: 'found' }))] });
  await desk.write('ann', '/look');
  await desk.write('ann', 'next');
  await desk.runtime.idle();
  expect(desk.channel.textsOf(ann)).toEqual(['found', 're next']);
});

test('a slow lookup: the customer is told once, their messages wait, replies come in order, others are not held up', async () => {
  let answer: (outcome: CallOutcome) => void = () => {};
  desk = await openDesk({
    script: caller,
    calls: [
      callNamed(
        'look',
        'reads',
        () =>
          new Promise((resolve) => {
            answer = resolve;
          }),
      ),
    ],
  });
  await desk.write('ann', '/look');
  await rounds();
  await desk.passBusy(300);
  await desk.write('ann', 'still there?');
  await desk.write('bob', 'hi');
  await desk.passBusy(1500);
  expect(desk.channel.textsOf('test:main:bob')).toEqual(['re hi']);
  expect(desk.channel.textsOf(ann)).toEqual(['one moment']);
  expect((await desk.row('ann')).calls).toHaveLength(1);
  answer({ ok: true, value: 'found' });
  await desk.runtime.idle();
  expect(desk.channel.textsOf(ann)).toEqual(['one moment', 'found', 're still there?']);
  expect((await desk.row('ann')).calls).toEqual([]);
});

test('a call that does something is made once, after its turn is stored, with the effect id as key', async () => {
  const keys: string[] = [];
  const call = callNamed('do.it', 'does', async ({ key }) => {
    keys.push(key);
    expect((await desk.row('ann')).calls).toMatchObject([{ id: key }]);
    return { ok: true, value: 'done' };
  });
  desk = await openDesk({ script: caller, calls: [call] });
  await desk.write('ann', '/do.it');
  await desk.write('ann', 'next');
  await desk.runtime.idle();
  expect(keys).toEqual([`${ann}:1:0`]);
  expect(desk.channel.textsOf(ann)).toEqual(['done', 're next']);
});

test('after a crash the call is made again with the same key, and the messages behind it are answered', async () => {
  const keys: string[] = [];
  const hanging = callNamed('do.it', 'does', ({ key }) => {
    keys.push(key);
    return new Promise(() => {});
  });
  desk = await openDesk({ script: caller, calls: [hanging] });
  await desk.write('ann', '/do.it');
  await desk.write('ann', 'next');
  await rounds();
  const works = callNamed('do.it', 'does', async ({ key }) => {
    keys.push(key);
    return { ok: true, value: 'done' };
  });
  desk = await desk.restart({ calls: [works] });
  await desk.runtime.idle();
  expect(keys).toEqual([`${ann}:1:0`, `${ann}:1:0`]);
  expect(desk.channel.textsOf(ann)).toEqual(['done', 're next']);
});

test('a call that hangs, throws or does not exist becomes an outcome', async () => {
  let aborted = false;
  const hangs = callNamed(
    'do.hang',
    'does',
    ({ signal }) =>
      new Promise(() =>
        signal.addEventListener('abort', () => {
          aborted = true;
        }),
      ),
  );
  const throws = callNamed('do.throw', 'does', async () => {
    throw new Error('a bug');
  });
  desk = await openDesk({ script: caller, calls: [hangs, throws] });
  await desk.write('ann', '/do.throw');
  await desk.runtime.idle();
  await desk.write('ann', '/do.nothing');
  await desk.runtime.idle();
  await desk.write('ann', '/do.hang');
  await rounds();
  await desk.passBusy(8000);
  await desk.runtime.idle();
  expect(desk.channel.textsOf(ann)).toEqual(['failed', 'unavailable', 'one moment', 'timeout']);
  expect(aborted).toBe(true);
});

test.each(['/look', '/do.it'])('%s while the store is away is made again when it is back: its answer comes, not an excuse', async (word) => {
  const keys: string[] = [];
  const run = async ({ key }: CallContext): Promise<CallOutcome> => {
    keys.push(key);
    if (keys.length < 3) throw new StoreUnavailable('away');
    return { ok: true, value: 'found' };
  };
  desk = await openDesk({ script: caller, calls: [callNamed('look', 'reads', run), callNamed('do.it', 'does', run)] });
  await desk.write('ann', word);
  await desk.write('ann', 'next');
  for (let n = 0; n < 2; n++) {
    await rounds();
    await desk.passBusy(1_000);
  }
  await desk.runtime.idle();
  expect(desk.channel.textsOf(ann)).toEqual(['found', 're next']);
  expect(new Set(keys).size).toBe(1);
});

test('an engine that throws: the customer is told in their language, and the next message is answered', async () => {
  const script: Script = (event) => {
    if (saidBy(event) === 'boom') throw new Error('a bug');
    return { steps: ['fine'], session: { lang: 'zh' } };
  };
  desk = await openDesk({ script });
  for (const text of ['boom', 'ok', 'boom', 'ok']) await desk.write('ann', text);
  await desk.runtime.idle();
  expect(desk.channel.textsOf(ann)).toEqual([
    'Sorry, something went wrong on our side. Please try again in a moment.',
    'fine',
    '抱歉，我们这边出了点问题，请稍后再试一次。',
    'fine',
  ]);
  expect(desk.faults).toEqual(['turn', 'turn']);
});
