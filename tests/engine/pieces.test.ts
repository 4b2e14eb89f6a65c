/** What a customer writes in several messages within seconds is one thought; what is understood at once is answered at once. */
import { beforeEach, expect, it } from 'vitest';
import { type Rehearsal, rehearse } from '../../src/engine/transcripts/rehearsal.ts';
import { type Part, plainText } from '../../src/message.ts';
import { shippedFlows, shippedShop } from './shipped-flows.ts';

const flows = shippedFlows();
const position = { line: 1, column: 1 };
let world: Rehearsal;
beforeEach(() => {
  const test = { name: 'pieces', file: '', position, contact: {}, given: {}, shop: {}, lines: [], lang: 'en' };
  world = rehearse(flows, test, shippedShop(), { callMs: 15_000, handoffMs: 4 * 3_600_000, piecesMs: 2_000 });
});

const says = (text: string): string[] => sends({ type: 'text', text });
function sends(...parts: Part[]): string[] {
  world.forget();
  world.say(parts);
  return said();
}
function after(ms: number): string[] {
  world.forget();
  world.pass(ms);
  return said();
}
const said = (): string[] => world.effects.flatMap((effect) => (effect.type === 'send' ? [plainText(effect.parts)] : []));
const timers = () => world.effects.filter(({ type }) => type === 'timer').length;

it('what nothing explains waits for the rest, and both are one message', () => {
  expect(says('the blue thing')).toEqual([]);
  expect(says('how do I return it')).toEqual([expect.stringMatching(/order number|return/i)]);
  expect(world.effects.some(({ type }) => type === 'cancelTimer')).toBe(true);
  expect(after(10_000)).toEqual([]);
});

it('what nothing follows is answered when the time is up, once', () => {
  expect(says('the blorb thing')).toEqual([]);
  expect(after(1_500)).toEqual([]);
  expect(after(1_000)).not.toEqual([]);
  expect(after(60_000)).toEqual([]);
});

it('three pieces are one message; whoever goes on and on is answered after 4 s', () => {
  expect(says('so the')).toEqual([]);
  expect(says('blorb')).toEqual([]);
  expect(after(3_000)).not.toEqual([]);
  for (let n = 0; n < 20; n++) {
    if (says(`zzyx ${n}`).length > 0) return;
    world.pass(900);
  }
  throw new Error('never answered');
});

it.each(['where is my order', 'hello', 'menu', 'agent', 'stop sending me ads', 'how long does delivery take'])('%s is answered at once', (text) => {
  expect(says(text).length + world.effects.filter(({ type }) => type === 'handoff').length).toBeGreaterThan(0);
  expect(world.session().held).toBeUndefined();
});

it('a whole sentence that nothing explains is answered at once', () => {
  expect(says('do you know a good florist somewhere near your place by any chance').length).toBeGreaterThan(0);
  expect(says('florists?').length).toBeGreaterThan(0);
});

it('a button that is pressed meanwhile counts alone', () => {
  says('menu');
  const [choice] = world.choices;
  expect(says('the blorb')).toEqual([]);
  world.forget();
  if (choice) world.press(choice);
  expect(said().length).toBeGreaterThan(0);
  expect(after(60_000).filter((text) => /understand|get that/.test(text))).toEqual([]);
});

it('nothing waits where the shop says so', () => {
  world = rehearse(
    flows,
    { name: 'now', file: '', position, contact: {}, given: {}, shop: {}, lines: [], lang: 'en' },
    {},
    { callMs: 1, handoffMs: 1, piecesMs: 0 },
  );
  expect(says('the blorb thing')).not.toEqual([]);
  expect(timers()).toBe(0);
});
