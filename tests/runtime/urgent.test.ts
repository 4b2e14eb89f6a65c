import { afterEach, expect, test } from 'vitest';
import type { Call } from '../../src/call.ts';
import type { Run } from '../../src/engine/model/session.ts';
import { contacts } from '../../src/store/collections.ts';
import { type Desk, openDesk, rounds } from './desk.ts';
import { type Script, saidBy } from './scripted-engine.ts';

let desk: Desk;
afterEach(() => desk.close());
const ann = 'test:main:ann';

const waiting = (call: string): Run => ({
  id: '1',
  stack: [{ flow: 'f', version: '1', at: '0', vars: {} }],
  trail: [],
  kind: 'service',
  waiting: { kind: 'call', at: '0', since: 0, call },
  startedAt: 0,
  touchedAt: 0,
});

const script: Script = (event, session, facts) => {
  const said = saidBy(event);
  if (said === 'pay') {
    const id = `${facts.conversation}:${session.turn + 1}:0`;
    return { steps: [{ type: 'call', run: '1', name: 'pay', args: {}, mode: 'does', timeoutMs: 60_000 }], session: { front: waiting(id) } };
  }
  if (said !== undefined && /^stop$/i.test(said))
    return { steps: [{ type: 'remember', op: { consent: 'marketing', granted: false, words: said } }, 'no more offers'] };
  if (event.type === 'result') return { steps: ['paid'], session: { front: undefined } };
  return { steps: said === undefined ? [] : [`re ${said}`] };
};

function slowCall(): { call: Call; answer(): void } {
  let answer = (): void => {};
  const done = new Promise<void>((resolve) => {
    answer = resolve;
  });
  const call = {
    name: 'pay',
    mode: 'does',
    run: async () => {
      await done;
      return { ok: true, value: null };
    },
  } as unknown as Call;
  return { call, answer };
}
const marketing = async () => (await desk.store.collection(contacts).get(ann))?.consent.marketing;

test('an opt-out counts at once while a call of the front run is open; other words wait for it', async () => {
  const { call, answer } = slowCall();
  desk = await openDesk({ script, calls: [call] });
  await desk.write('ann', 'pay');
  await rounds();
  await desk.write('ann', 'hello');
  await desk.write('ann', '退订');
  await desk.write('ann', 'STOP');
  await rounds();
  expect(await marketing()).toBe(false);
  expect(desk.channel.textsOf(ann)).not.toContain('re hello');
  answer();
  await desk.runtime.idle();
  expect(desk.channel.textsOf(ann).slice(-2)).toEqual(['paid', 're hello']);
});

test('a person takes over while a call of the front run is open', async () => {
  const { call, answer } = slowCall();
  desk = await openDesk({ script, calls: [call] });
  await desk.write('ann', 'pay');
  await rounds();
  await desk.runtime.takeOver(ann, 'Li');
  await rounds();
  expect(await desk.row('ann')).toMatchObject({ owner: 'Li', state: 'handoff' });
  answer();
});

test('neither waits behind a full outbox and a backlog in the store', async () => {
  desk = await openDesk({ script, limits: { outbox: 3, queue: 8 } });
  desk.channel.gate = new Promise(() => {});
  for (let n = 0; n < 30; n++) await desk.write('ann', `word ${n}`);
  await rounds();
  expect((await desk.row('ann')).outbox.length).toBeLessThan(30);
  await desk.write('ann', 'STOP');
  await desk.runtime.takeOver(ann, 'Li');
  await rounds();
  expect(await marketing()).toBe(false);
  expect(await desk.row('ann')).toMatchObject({ owner: 'Li' });
});

test('a customer who repeats it a thousand times fills neither the outbox nor the memory', async () => {
  desk = await openDesk({ script, limits: { outbox: 3, queue: 8 } });
  desk.channel.gate = new Promise(() => {});
  await Promise.all(Array.from({ length: 1000 }, () => desk.write('ann', 'stop')));
  await rounds();
  expect((await desk.row('ann')).outbox.length).toBeLessThan(3 + 10 + 16);
  expect(desk.runtime.gauges().inbox).toBeLessThanOrEqual(8 + 16);
});
