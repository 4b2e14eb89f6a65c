import { afterEach, expect, test } from 'vitest';
import { type Desk, openDesk } from '../../../tests/runtime/desk.ts';
import { RecordingChannel } from '../../../tests/runtime/recording-channel.ts';
import { type Script, saidBy } from '../../../tests/runtime/scripted-engine.ts';
import type { InboundEvent } from '../../message.ts';
import { tracks } from '../../store/collections.ts';

let desk: Desk;
afterEach(() => desk.close());
const ann = 'test:main:ann';
const from = { channel: 'test', account: 'main', user: 'ann' };

const polite: Script = (event, session, facts) => {
  const handoff = { since: facts.now, until: facts.now + 3_600_000 };
  if (event.type === 'agent') return event.action === 'took' ? { steps: [], session: { handoff } } : { steps: [], session: { handoff: undefined } };
  if (event.type === 'event') return { steps: [{ type: 'track', name: event.name, data: event.data }] };
  const text = saidBy(event);
  return { steps: text === undefined || session.handoff ? [] : [`re ${text}`] };
};

let told: string[];
/** A channel whose provider keeps a state; it refuses as often as told. */
function keeping(refusals = 0): RecordingChannel {
  told = [];
  const channel = new RecordingChannel();
  let left = refusals;
  channel.handover = async (to, owner) => {
    if (left-- > 0) throw new Error('busy');
    told.push(`${to.user} ${owner}`);
  };
  return channel;
}
const handover = (id: string, owner: 'bot' | 'person', who?: string): InboundEvent => ({ type: 'handover', id, from, at: 0, owner, who });

test('a provider that keeps a state is told who has the conversation, each time that it changes', async () => {
  desk = await openDesk({ script: polite, channel: keeping() });
  await desk.write('ann', 'hi');
  await desk.runtime.idle();
  expect(told).toEqual([]);
  await desk.runtime.takeOver(ann, 'Li');
  await desk.runtime.idle();
  expect(told).toEqual(['ann person']);
  await desk.runtime.takeOver(ann, 'Wang');
  await desk.runtime.idle();
  expect(told).toEqual(['ann person']);
  await desk.runtime.handBack(ann, 'Wang');
  await desk.runtime.idle();
  expect(told).toEqual(['ann person', 'ann bot']);
  expect(await desk.row('ann')).toMatchObject({ told: 'bot' });
  expect((await desk.row('ann')).tell).toBeUndefined();
});

test('telling is repeated with growing pauses until it succeeds, also after a restart', async () => {
  desk = await openDesk({ script: polite, channel: keeping(3) });
  await desk.write('ann', 'hi');
  await desk.runtime.idle();
  await desk.runtime.takeOver(ann, 'Li');
  await desk.runtime.idle();
  expect((await desk.row('ann')).tell?.tries).toBe(1);
  await desk.pass(1000);
  expect((await desk.row('ann')).tell).toEqual({ at: desk.clock.now() + 2000, tries: 2 });
  desk = await desk.restart();
  await desk.runtime.idle();
  expect(told).toEqual([]);
  await desk.pass(2000 + 4000);
  expect(told).toEqual(['ann person']);
  expect((await desk.row('ann')).tell).toBeUndefined();
});

test('when the owner changes again before the provider could be told, only the last is told', async () => {
  desk = await openDesk({ script: polite, channel: keeping(1) });
  await desk.write('ann', 'hi');
  await desk.runtime.idle();
  await desk.runtime.takeOver(ann, 'Li');
  await desk.runtime.idle();
  await desk.runtime.handBack(ann, 'Li');
  await desk.runtime.idle();
  await desk.pass(600_000);
  expect(told).toEqual([]);
  expect((await desk.row('ann')).tell).toBeUndefined();
});

test('a channel that keeps no such state is not told, and nothing is noted', async () => {
  desk = await openDesk({ script: polite });
  await desk.write('ann', 'hi');
  await desk.runtime.idle();
  await desk.runtime.takeOver(ann, 'Li');
  await desk.runtime.idle();
  expect((await desk.row('ann')).tell).toBeUndefined();
});

test('somebody takes and gives back the conversation in the provider’s app: as staff here, and the provider is not told what it said', async () => {
  desk = await openDesk({ script: polite, channel: keeping() });
  await desk.write('ann', 'hi');
  await desk.runtime.idle();
  await desk.runtime.receive([handover('h1', 'person', 'Zhao')]);
  await desk.runtime.idle();
  expect(await desk.row('ann')).toMatchObject({ owner: 'Zhao', state: 'handoff' });
  await desk.write('ann', 'are you there?');
  await desk.runtime.receive([handover('h2', 'person', 'Qian')]);
  await desk.runtime.idle();
  expect((await desk.row('ann')).owner).toBe('Qian');
  await desk.runtime.receive([handover('h3', 'bot')]);
  await desk.write('ann', 'thanks');
  await desk.runtime.idle();
  expect(await desk.row('ann')).toMatchObject({ owner: 'bot', state: 'open' });
  expect(desk.channel.textsOf(ann)).toEqual(['re hi', 're thanks']);
  expect(told).toEqual([]);
});

test('the provider’s echo of what it was told leaves the conversation with the person who has it', async () => {
  desk = await openDesk({ script: polite, channel: keeping() });
  await desk.write('ann', 'hi');
  await desk.runtime.idle();
  await desk.runtime.takeOver(ann, 'Li');
  await desk.runtime.idle();
  await desk.runtime.receive([handover('h1', 'person')]);
  await desk.runtime.idle();
  expect((await desk.row('ann')).owner).toBe('Li');
  expect(told).toEqual(['ann person']);
  await desk.runtime.handBack(ann, 'Li');
  await desk.runtime.idle();
  await desk.runtime.takeOver(ann, 'Li');
  await desk.runtime.receive([handover('h2', 'person')]);
  await desk.runtime.idle();
  expect((await desk.row('ann')).owner).toBe('Li');
});

test('a late echo of a hand-back does not take the conversation from who has it by now', async () => {
  desk = await openDesk({ script: polite, channel: keeping(1) });
  await desk.write('ann', 'hi');
  await desk.runtime.idle();
  await desk.runtime.takeOver(ann, 'Li');
  await desk.runtime.receive([handover('late', 'bot')]);
  await desk.runtime.idle();
  expect((await desk.row('ann')).owner).toBe('Li');
  await desk.pass(10_000);
  expect(told).toEqual(['ann person']);
});

test('an event of the channel starts what flows have for it, with its data', async () => {
  desk = await openDesk({ script: polite });
  await desk.runtime.receive([{ type: 'event', id: 'e1', from, at: 0, name: 'channel.menu', data: { key: 'orders', none: undefined, n: [1, { a: null }] } }]);
  await desk.runtime.idle();
  expect(await desk.store.collection(tracks).find({ where: { name: 'channel.menu' } })).toMatchObject([
    { conversation: ann, data: { key: 'orders', n: [1, { a: null }] } },
  ]);
});

test('typing is shown once for a turn of the bot, for its newest message; not while a person has the conversation; a failure changes nothing', async () => {
  const shown: string[] = [];
  const channel = new RecordingChannel();
  channel.typing = async (_to, event) => {
    shown.push(event);
    throw new Error('not now');
  };
  desk = await openDesk({ script: polite, channel });
  await Promise.all([desk.write('ann', 'one', 'm1'), desk.write('ann', 'two', 'm2')]);
  await desk.runtime.idle();
  expect(shown.at(-1)).toBe('m2');
  expect(new Set(shown).size).toBe(shown.length);
  expect(desk.channel.textsOf(ann)).toEqual(['re one', 're two']);
  await desk.runtime.receive([{ type: 'started', id: 's', from, at: 0 }]);
  await desk.runtime.takeOver(ann, 'Li');
  await desk.runtime.idle();
  const before = shown.length;
  await desk.write('ann', 'three', 'm3');
  await desk.runtime.idle();
  expect(shown).toHaveLength(before);
});

test('it is known since when a customer waits for a person: from the first message that none answered', async () => {
  desk = await openDesk({ script: polite });
  await desk.write('ann', 'hi');
  await desk.runtime.idle();
  expect((await desk.row('ann')).waits).toBeUndefined();
  await desk.runtime.takeOver(ann, 'Li');
  await desk.runtime.idle();
  expect((await desk.row('ann')).waits).toBeUndefined();
  const since = desk.clock.now();
  await desk.write('ann', 'are you there?');
  await desk.runtime.idle();
  await desk.pass(5_000);
  await desk.write('ann', 'hello?');
  await desk.runtime.idle();
  expect((await desk.row('ann')).waits).toBe(since);
  await desk.runtime.say(ann, 'Li', [{ type: 'text', text: 'here I am' }]);
  await desk.runtime.idle();
  expect((await desk.row('ann')).waits).toBeUndefined();
  await desk.write('ann', 'thanks');
  await desk.runtime.handBack(ann, 'Li');
  await desk.runtime.idle();
  expect((await desk.row('ann')).waits).toBeUndefined();
});

test('a closed conversation is the bot’s, and the next message opens it', async () => {
  const closing: Script = (event, session, facts) =>
    event.type === 'agent' && event.action === 'closed' ? { steps: [], session: { handoff: undefined } } : polite(event, session, facts);
  desk = await openDesk({ script: closing });
  await desk.write('ann', 'hi');
  await desk.runtime.takeOver(ann, 'Li');
  await desk.write('ann', 'anybody?');
  await desk.runtime.close(ann, 'Li');
  await desk.runtime.idle();
  expect(await desk.row('ann')).toMatchObject({ state: 'closed', owner: 'bot' });
  expect((await desk.row('ann')).waits).toBeUndefined();
  await desk.write('ann', 'one more thing');
  await desk.runtime.idle();
  expect(await desk.row('ann')).toMatchObject({ state: 'open', owner: 'bot' });
  expect(desk.channel.textsOf(ann).at(-1)).toBe('re one more thing');
});
