/** Who has a conversation and lets the customer wait loses it back to the queue: once, also over a kill, and not while somebody looks after it. */
import { afterEach, describe, expect, it } from 'vitest';
import { type Desk, openDesk } from '../../../tests/runtime/desk.ts';
import { advance } from '../../engine/advance.ts';
import { giveTime, plan, putOff, untilAnswered } from '../../store/planned-act.ts';

const minute = 60_000;
const limit = 15 * minute;
const id = 'test:main:ann';
let desk: Desk;
const lost: { conversation: string; who: string }[] = [];
afterEach(() => desk.close());

/** Ann waits for Mei, who has the conversation. */
async function begin(ms = limit): Promise<void> {
  lost.length = 0;
  const noted = ({ conversation, who }: { conversation: string; who: string }) => {
    lost.push({ conversation, who });
    return [];
  };
  desk = await openDesk({ advance, patience: { callMs: 10_000, handoffMs: 100 * 86_400_000 }, silent: { ms, noted } });
  await desk.write('ann', 'hello');
  await desk.runtime.idle();
  await desk.runtime.takeOver(id, 'Mei');
  await desk.write('ann', 'anybody?');
  await desk.runtime.idle();
}
const row = () => desk.row('ann');

describe('a silent person', () => {
  it('loses the conversation once, and it waits on as long as before', async () => {
    await begin();
    const { waits } = await row();
    await desk.pass(14 * minute);
    expect(await row()).toMatchObject({ owner: 'Mei', waits });
    await desk.pass(2 * minute);
    expect(await row()).toMatchObject({ owner: 'bot', state: 'handoff', lost: 'Mei', waits });
    expect((await row()).silent).toBeUndefined();
    await desk.pass(60 * minute);
    expect(lost).toEqual([{ conversation: id, who: 'Mei' }]);
    // The bot stays silent until somebody comes.
    const before = desk.channel.textsOf(id).length;
    await desk.write('ann', 'hello?');
    await desk.pass(minute);
    expect(desk.channel.textsOf(id)).toHaveLength(before);
  });

  it('loses it also when the program was killed in between', async () => {
    await begin();
    await desk.pass(5 * minute);
    desk = await desk.restart();
    await desk.pass(11 * minute);
    expect(await row()).toMatchObject({ owner: 'bot', lost: 'Mei' });
    expect(lost).toHaveLength(1);
  });

  it('who takes it then has the whole time again', async () => {
    await begin();
    await desk.pass(16 * minute);
    await desk.runtime.takeOver(id, 'Wei');
    await desk.pass(14 * minute);
    expect(await row()).toMatchObject({ owner: 'Wei' });
    expect((await row()).lost).toBeUndefined();
    await desk.pass(2 * minute);
    expect(lost.map(({ who }) => who)).toEqual(['Mei', 'Wei']);
  });

  it.each<[what: string, act: () => Promise<unknown>, owner: string]>([
    ['an answer', () => desk.runtime.say(id, 'Mei', [{ type: 'text', text: 'Here I am' }]), 'Mei'],
    ['another person', () => desk.runtime.takeOver(id, 'Wei'), 'Wei'],
    ['put off', () => desk.runtime.update(id, (one) => putOff(one, untilAnswered)), 'Mei'],
    [
      'an answer for later',
      () => desk.runtime.update(id, (one) => plan(one, { id: 'p', act: 'say', by: 'Mei', at: desk.clock.now() + 86_400_000, parts: [], scheduled: true })),
      'Mei',
    ],
    ['given back', () => desk.runtime.handBack(id, 'Mei'), 'bot'],
  ])('is none after %s', async (_, act, owner) => {
    await begin();
    await desk.pass(10 * minute);
    await act();
    await desk.pass(10 * minute);
    expect(lost).toEqual([]);
    expect((await row()).owner).toBe(owner);
  });

  it('has all the time where 0 is configured', async () => {
    await begin(0);
    await desk.pass(1_000 * minute);
    expect([lost, (await row()).owner]).toEqual([[], 'Mei']);
  });
});

it.each<[string, { owner: string; waits?: number; silent?: { who: string; until: number } }, { who: string; until: number } | undefined]>([
  ['is awaited', { owner: 'Mei', waits: 5 }, { who: 'Mei', until: 100 + limit }],
  ['has waited before', { owner: 'Mei', waits: 5, silent: { who: 'Mei', until: 50 } }, { who: 'Mei', until: 50 }],
  ['is another', { owner: 'Wei', waits: 5, silent: { who: 'Mei', until: 50 } }, { who: 'Wei', until: 100 + limit }],
  ['is the bot', { owner: 'bot', waits: 5 }, undefined],
  ['is awaited by nobody', { owner: 'Mei', silent: { who: 'Mei', until: 50 } }, undefined],
])('who %s', (_, row, silent) => {
  expect(giveTime({ state: 'handoff' as const, ...row }, limit, 100).silent).toEqual(silent);
});
