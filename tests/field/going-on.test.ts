/** What the field gets wrong: interruptions, restarts, edits, people, receipts, forgery. */
import { afterEach, expect, test } from 'vitest';
import { callOf, type Field, openField, shopFlows } from './field.ts';

let field: Field;
afterEach(() => field?.close());
const ann = 'test:main:ann';
const look = callOf('order.look', 'reads', ['number'], async () => ({ ok: true, value: { status: 'on its way' } }));

async function say(...texts: string[]): Promise<string[]> {
  const before = field.channel.textsOf(ann).length;
  for (const text of texts) {
    await field.write('ann', text);
    await field.runtime.idle();
  }
  return field.channel.textsOf(ann).slice(before);
}

test('a FAQ asked in the middle of a form is answered, and the form goes on', async () => {
  field = await openField({ flows: shopFlows, calls: [look] });
  const replies = await say('sign up', 'how long does shipping take', 'Ann', 'Paris');
  expect(replies.join('\n')).toContain('Shipping takes three days.');
  expect(replies.filter((text) => text.includes('What is your name?'))).toHaveLength(2);
  expect(replies.slice(-2)).toEqual(['What is your city?', 'Welcome Ann from Paris!']);
});

test('a restart in the middle of a form', async () => {
  field = await openField({ flows: shopFlows, calls: [look] });
  await say('sign up', 'Ann');
  field = await field.reopen();
  expect(await say('Paris')).toEqual(['Welcome Ann from Paris!']);
});

test('a person takes over: the bot is silent; hand-back wakes it', async () => {
  field = await openField({ flows: shopFlows, calls: [look] });
  await say('sign up');
  await field.runtime.takeOver(ann, 'Li');
  await field.runtime.idle();
  expect(await say('hello?', 'three')).toEqual([]);
  await field.runtime.say(ann, 'Li', [{ type: 'text', text: 'Li here' }]);
  await field.runtime.idle();
  expect(await field.row('ann')).toMatchObject({ owner: 'Li', state: 'handoff' });
  await field.runtime.handBack(ann, 'Li');
  await field.runtime.idle();
  expect(await field.row('ann')).toMatchObject({ owner: 'bot', state: 'open' });
  expect((await say('three')).slice(0, 3)).toEqual(['one', 'two', 'three']);
});

test('a flow is edited while customers wait in it: they go on in their version, the next ones get the new one', async () => {
  field = await openField({ flows: shopFlows, calls: [look] });
  await say('sign up', 'Ann');
  const edited = shopFlows['signup.yaml']?.replace('What is your city?', 'Which town?').replace('- say: "Welcome', '- say: "Hello').replaceAll('city', 'town');
  await field.save('signup.yaml', edited ?? '');
  await field.write('bob', 'sign up');
  await field.write('bob', 'Bob');
  await field.runtime.idle();
  expect(field.channel.textsOf('test:main:bob').at(-1)).toBe('Which town?');
  field = await field.reopen();
  expect(await say('Paris')).toEqual(['Welcome Ann from Paris!']);
  await field.write('bob', 'Rome');
  await field.runtime.idle();
  expect(field.channel.textsOf('test:main:bob').at(-1)).toBe('Hello Bob from Rome!');
});

test('a broken edit changes nothing for anybody', async () => {
  field = await openField({ flows: shopFlows, calls: [look] });
  await say('sign up');
  await field.save('signup.yaml', 'flow: signup\nsteps:\n  - sya: oops\n');
  expect(field.library.problems().some((problem) => problem.file.endsWith('signup.yaml') && problem.severity === 'error')).toBe(true);
  expect(await say('Ann', 'Paris')).toEqual(['What is your city?', 'Welcome Ann from Paris!']);
  await field.write('bob', 'sign up');
  await field.runtime.idle();
  expect(field.channel.textsOf('test:main:bob')).toEqual(['What is your name?']);
});

test('late receipts do not move a message from read back to sent', async () => {
  field = await openField({ flows: shopFlows, calls: [look] });
  await say('three');
  const from = { channel: 'test', account: 'main', user: 'ann' };
  for (const [n, status] of (['read', 'delivered', 'sent'] as const).entries()) {
    await field.runtime.receive([{ type: 'receipt', id: `r${n}`, from, at: 0, ref: 'ref-2', status }]);
    await field.runtime.idle();
  }
  expect((await field.messages('ann')).filter((row) => row.direction === 'out').map((row) => row.status)).toEqual(['sent', 'read', 'sent']);
});
