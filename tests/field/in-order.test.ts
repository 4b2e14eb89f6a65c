/** What the field gets wrong: order, doubles, slow and failing back ends. */
import { afterEach, expect, test } from 'vitest';
import type { CallOutcome } from '../../src/engine/model/engine-turn.ts';
import { message, rounds } from '../runtime/desk.ts';
import { callOf, type Field, openField, shopFlows } from './field.ts';

let field: Field;
afterEach(() => field?.close());
const ann = 'test:main:ann';
const look = callOf('order.look', 'reads', ['number'], async () => ({ ok: true, value: { status: 'on its way' } }));
const menu = 'What can I do for you?';

test('three messages at once are answered in order', async () => {
  field = await openField({ flows: shopFlows, calls: [look] });
  await Promise.all(['hi', '1', 'SO-12345'].map((text) => field.write('ann', text)));
  await field.runtime.idle();
  expect(field.channel.textsOf(ann)).toEqual([menu, 'Which order number?', 'SO-12345 is on its way.']);
});

test('the messages of one webhook are all read', async () => {
  field = await openField({ flows: shopFlows, calls: [look] });
  await field.runtime.receive(['hi', '1', 'SO-12345'].map((text, n) => message('ann', text, `w${n}`)));
  await field.runtime.idle();
  expect(field.channel.textsOf(ann)).toEqual([menu, 'Which order number?', 'SO-12345 is on its way.']);
});

test.each([2, 17, 100])('each message delivered %i times at once gives one reply', async (times) => {
  field = await openField({ flows: shopFlows, calls: [look] });
  for (const [n, text] of ['hi', '1', 'SO-12345'].entries()) {
    await Promise.all(Array.from({ length: times }, () => field.write('ann', text, `d${n}`)));
    await field.runtime.idle();
    await Promise.all(Array.from({ length: times }, () => field.write('ann', text, `d${n}`)));
  }
  await field.runtime.idle();
  expect(field.channel.textsOf(ann)).toEqual([menu, 'Which order number?', 'SO-12345 is on its way.']);
});

test('a message while a lookup is slow: replies in order', async () => {
  let answer: ((outcome: CallOutcome) => void) | undefined;
  const slow = callOf('order.look', 'reads', ['number'], () => new Promise((resolve) => (answer = resolve)));
  field = await openField({ flows: shopFlows, calls: [slow] });
  for (const text of ['hi', '1', 'SO-12345']) await field.write('ann', text);
  await expect.poll(() => answer, { interval: 1 }).toBeDefined();
  await rounds();
  await field.write('ann', 'sign up');
  await field.passBusy(2000);
  expect(field.channel.textsOf(ann)).toEqual([menu, 'Which order number?', 'One moment please.']);
  answer?.({ ok: true, value: { status: 'packed' } });
  await field.runtime.idle();
  expect(field.channel.textsOf(ann)).toEqual([menu, 'Which order number?', 'One moment please.', 'SO-12345 is packed.', 'What is your name?']);
});

test('the back end throws: the customer is told and can go on', async () => {
  const broken = callOf('order.look', 'reads', ['number'], async () => {
    throw new Error('the back end is down');
  });
  field = await openField({ flows: shopFlows, calls: [broken] });
  for (const text of ['hi', '1', 'SO-12345', 'sign up']) await field.write('ann', text);
  await field.runtime.idle();
  expect(field.channel.textsOf(ann)).toEqual([menu, 'Which order number?', 'I could not look that up.', 'What is your name?']);
  expect(field.faults).toEqual(['call']);
});

test('three bubbles of one reply come in order, without a sleep between them', async () => {
  // The clock stands still: a sleep would never end.
  field = await openField({ flows: shopFlows, calls: [look] });
  await field.write('ann', 'three');
  await field.runtime.idle();
  expect(field.channel.textsOf(ann)).toEqual(['one', 'two', 'three']);
});

test('text that looks like a template comes back as it was written', async () => {
  field = await openField({ flows: shopFlows, calls: [look] });
  const nasty = '{{ contact }} {% assign x = 1 %} =1+1 <%= 7*7 %> #{7*7}';
  for (const text of ['sign up', nasty, '{{ 7 | times: 7 }}']) await field.write('ann', text);
  await field.runtime.idle();
  expect(field.channel.textsOf(ann).at(-1)).toBe(`Welcome ${nasty} from {{ 7 | times: 7 }}!`);
});
