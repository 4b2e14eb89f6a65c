import { afterEach, expect, test } from 'vitest';
import { type Desk, openDesk } from './desk.ts';
import { type Script, saidBy } from './scripted-engine.ts';

let desk: Desk;
afterEach(() => desk.close());
const ann = 'test:main:ann';

const polite: Script = (event, session, facts) => {
  const handoff = { since: facts.now, until: facts.now + 3_600_000 };
  if (event.type === 'agent') return event.action === 'took' ? { steps: [], session: { handoff } } : { steps: ['I am back'], session: { handoff: undefined } };
  if (event.type === 'timer') return { steps: ['I am back'], session: { handoff: undefined } };
  const text = saidBy(event);
  if (text === undefined || session.handoff) return { steps: [] };
  if (text === 'person')
    return { steps: ['please wait', { type: 'handoff', action: 'begin', until: handoff.until }, { type: 'timer', at: handoff.until }], session: { handoff } };
  return { steps: [`re ${text}`] };
};

test('a person takes over: the bot is silent; hand-back wakes it', async () => {
  desk = await openDesk({ script: polite });
  await desk.write('ann', 'hi');
  await desk.runtime.idle();
  expect(await desk.runtime.takeOver(ann, 'Li')).toBe('stored');
  await desk.runtime.idle();
  expect(await desk.row('ann')).toMatchObject({ owner: 'Li', state: 'handoff' });
  await desk.write('ann', 'are you there?');
  await desk.runtime.say(ann, 'Li', [{ type: 'text', text: 'yes, Li here' }]);
  await desk.runtime.idle();
  expect(desk.channel.textsOf(ann)).toEqual(['re hi', 'yes, Li here']);
  await desk.runtime.handBack(ann, 'Li');
  await desk.write('ann', 'thanks');
  await desk.runtime.idle();
  expect(desk.channel.textsOf(ann)).toEqual(['re hi', 'yes, Li here', 'I am back', 're thanks']);
  expect(await desk.row('ann')).toMatchObject({ owner: 'bot', state: 'open', timers: [] });
});

test('writing as a person takes over with it, and asking twice writes once', async () => {
  desk = await openDesk({ script: polite });
  await desk.write('ann', 'hi');
  await desk.runtime.idle();
  for (let n = 0; n < 2; n++) expect(await desk.runtime.say(ann, 'Li', [{ type: 'text', text: 'Li here' }], 'x1')).toEqual({ message: 'a:x1' });
  await desk.write('ann', 'oh');
  await desk.runtime.idle();
  expect(desk.channel.textsOf(ann)).toEqual(['re hi', 'Li here']);
  expect(await desk.messages('ann')).toMatchObject([{}, {}, { author: 'Li', direction: 'out', status: 'sent' }, { author: 'customer' }]);
});

test('the time limit wakes the bot, also of a hand-off that nobody took', async () => {
  desk = await openDesk({ script: polite });
  await desk.write('ann', 'person');
  await desk.runtime.idle();
  expect(await desk.row('ann')).toMatchObject({ owner: 'bot', state: 'handoff' });
  await desk.pass(3_599_000);
  expect(desk.channel.textsOf(ann)).toEqual(['please wait']);
  await desk.pass(1000);
  expect(desk.channel.textsOf(ann)).toEqual(['please wait', 'I am back']);
  expect(await desk.row('ann')).toMatchObject({ owner: 'bot', state: 'open' });
});

test('a customer in the queue stays listed for a person until one gives back', async () => {
  const script: Script = (event, _session, facts) => ({
    steps: [],
    session: { queued: event.type === 'agent' ? undefined : { since: facts.now, until: facts.now + 3_600_000 } },
  });
  desk = await openDesk({ script });
  await desk.write('ann', 'person');
  await desk.runtime.idle();
  expect(await desk.row('ann')).toMatchObject({ owner: 'bot', state: 'handoff' });
  await desk.runtime.handBack(ann, 'Li');
  await desk.runtime.idle();
  expect(await desk.row('ann')).toMatchObject({ owner: 'bot', state: 'open' });
});

test('an unknown conversation cannot be taken', async () => {
  desk = await openDesk({ script: polite });
  expect(await desk.runtime.takeOver('test:main:nobody', 'Li')).toBe('unknown');
  expect(await desk.runtime.handBack('test:main:nobody', 'Li')).toBe('unknown');
  expect(await desk.runtime.say('test:main:nobody', 'Li', [])).toBe('unknown');
});
