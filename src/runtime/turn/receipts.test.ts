import { afterEach, expect, test } from 'vitest';
import { type Desk, openDesk } from '../../../tests/runtime/desk.ts';
import type { InboundEvent } from '../../message.ts';
import { movesForward } from './receipts.ts';

let desk: Desk | undefined;
afterEach(() => desk?.close());
let ids = 0;

type Status = Extract<InboundEvent, { type: 'receipt' }>['status'];
function receipt(status: Status, ref = 'ref-1', code?: string): InboundEvent {
  ids += 1;
  return { type: 'receipt', id: `r${ids}`, from: { channel: 'test', account: 'main', user: 'ann' }, at: 0, ref, status, code };
}

test('late, repeated and shuffled receipts end in the furthest status', async () => {
  const shuffles: [Status[], string][] = [
    [['read', 'delivered', 'sent'], 'read'],
    [['delivered', 'sent', 'delivered', 'failed'], 'delivered'],
    [['sent', 'failed', 'sent'], 'failed'],
    [['failed', 'delivered'], 'delivered'],
  ];
  for (const [order, end] of shuffles) {
    for (const together of [true, false]) {
      const one = await openDesk();
      desk = one;
      await one.write('ann', 'hi');
      await one.runtime.idle();
      if (together) await one.runtime.receive(order.map((status) => receipt(status)));
      else for (const status of order) await one.runtime.receive([receipt(status)]);
      await one.runtime.idle();
      expect([order, (await one.messages('ann')).at(-1)?.status]).toEqual([order, end]);
      await one.close();
    }
  }
});

test('a receipt that is faster than the answer to our send still counts', async () => {
  desk = await openDesk();
  let open = (): void => {};
  desk.channel.gate = new Promise((resolve) => {
    open = resolve;
  });
  await desk.write('ann', 'hi');
  while (desk.channel.tries === 0) await new Promise((resolve) => setImmediate(resolve));
  await desk.runtime.receive([receipt('read')]);
  open();
  await desk.runtime.idle();
  expect((await desk.messages('ann')).at(-1)).toMatchObject({ status: 'read' });
});

test('a failure that is told later is listed with its reason; a block ends reachability; strange refs change nothing', async () => {
  desk = await openDesk();
  await desk.write('ann', 'hi');
  await desk.runtime.idle();
  await desk.runtime.receive([receipt('failed', 'ref-1', 'blocked'), receipt('read', 'never-heard-of')]);
  await desk.runtime.idle();
  expect((await desk.messages('ann')).at(-1)).toMatchObject({ status: 'failed', trouble: 'failed', reason: 'blocked' });
  expect(await desk.row('ann')).toMatchObject({ reachable: false });
});

test('the table of moves', () => {
  const order = ['queued', 'sent', 'delivered', 'read'] as const;
  for (const [n, from] of order.entries())
    for (const [m, to] of order.entries()) if (to !== 'queued') expect([from, to, movesForward(from, to)]).toEqual([from, to, m > n]);
  expect([movesForward('delivered', 'failed'), movesForward('read', 'failed'), movesForward('sent', 'failed')]).toEqual([false, false, true]);
});

test('a message that the provider reports as failed after it took it can be sent again, buttons included', async () => {
  const choices = [
    { token: 'a1', label: 'Yes' },
    { token: 'a2', label: 'No' },
  ];
  desk = await openDesk({
    script: (event) => ({
      steps: event.type === 'message' ? [{ type: 'send', parts: [{ type: 'text', text: 'Shall I?' }], choices, class: 'reply', lang: 'en' }] : [],
    }),
  });
  await desk.write('ann', 'hi');
  await desk.runtime.idle();
  await desk.runtime.receive([receipt('failed', 'ref-1', 'provider')]);
  await desk.runtime.idle();
  const [, failed] = await desk.messages('ann');
  expect(failed).toMatchObject({ status: 'failed', trouble: 'failed' });
  expect(await desk.runtime.resend(failed?._id ?? '')).toBe('queued');
  await desk.runtime.idle();
  expect(desk.channel.sent).toMatchObject([{ text: 'Shall I?' }, { text: 'Shall I?', choices: ['Yes', 'No'], key: `${failed?._id}~1` }]);
  expect((await desk.messages('ann'))[1]).toMatchObject({ status: 'sent', ref: 'ref-2' });
  await desk.runtime.receive([receipt('failed', 'ref-1')]);
  await desk.runtime.idle();
  expect((await desk.messages('ann'))[1]).toMatchObject({ status: 'sent' });
  expect((await desk.messages('ann'))[1]?.trouble).toBeUndefined();
});
