import { afterEach, expect, test } from 'vitest';
import { type Desk, message, openDesk, rounds } from '../../tests/runtime/desk.ts';
import { RecordingChannel } from '../../tests/runtime/recording-channel.ts';
import { type Script, saidBy } from '../../tests/runtime/scripted-engine.ts';
import { consents, contacts, conversations, inbox, messages, notices, traces, tracks } from '../store/collections.ts';
import type { CollectionSpec, Row } from '../store/store.ts';
import type { Person } from './base/person.ts';

let desk: Desk;
afterEach(() => desk.close());
const ann = 'test:main:ann';
const specs: CollectionSpec<Row>[] = [consents, contacts, conversations, inbox, messages, notices, traces, tracks];

const chatty: Script = (event) => {
  const said = saidBy(event);
  if (said === undefined) return { steps: [] };
  return {
    steps: [
      `you said ${said}`,
      { type: 'track', name: 'seen', data: { said } },
      { type: 'notify', to: 'team', text: `about ${said}` },
      { type: 'remember', op: { set: 'email', value: 'ann@shop.com' } },
      { type: 'remember', op: { consent: 'marketing', granted: true, words: said } },
    ],
  };
};

/** All that is kept, as one text. */
async function kept(): Promise<string> {
  const rows = await Promise.all(specs.map((spec) => desk.store.collection(spec).find({ limit: 1000 })));
  return JSON.stringify(rows);
}

test('nothing of the customer is kept, in both of their conversations; others stay as they are', async () => {
  const forgotten: Person[] = [];
  const other = new RecordingChannel('other');
  desk = await openDesk({ script: chatty, others: [other], forget: async (person) => void forgotten.push(person) });
  await desk.write('bob', 'bobs words');
  const photo = { type: 'image' as const, media: { stored: 'f00d' } };
  const from = { channel: 'test', account: 'main', user: 'ann' };
  await desk.runtime.receive([{ type: 'message', id: 'm1', from, at: 0, parts: [{ type: 'text', text: 'secret words' }, photo] }]);
  await desk.runtime.receive([message('a77', 'more secret words', 'm2', 'other')]);
  await desk.runtime.idle();
  await desk.runtime.contacts.merge(ann, 'other:main:a77');
  expect(await kept()).toMatch(/secret words.*|ann@shop.com/);

  expect(await desk.runtime.erase('other:main:a77')).toBe('done');
  const left = await kept();
  for (const trace of ['secret', ann, 'main:a77', '"f00d"']) expect(left).not.toContain(trace);
  expect(left).toContain('bobs words');
  expect(forgotten).toEqual([{ contacts: [ann, 'other:main:a77'], conversations: expect.arrayContaining([ann, 'other:main:a77']), media: ['f00d'] }]);
  expect(await desk.store.collection(consents).find({ where: { contact: 'erased' } })).toMatchObject([
    { purpose: 'marketing', granted: true, words: '', source: 'erased' },
    { purpose: 'marketing', granted: true, words: '', source: 'erased' },
  ]);
  expect(await desk.runtime.erase(ann)).toBe('unknown');
});

test('who writes again is somebody new, is answered, and no key of a message comes twice, also after a restart', async () => {
  desk = await openDesk();
  await desk.write('ann', 'one');
  await desk.runtime.idle();
  await desk.runtime.erase(ann);
  await desk.write('ann', 'two');
  await desk.runtime.idle();
  await desk.runtime.erase(ann);
  desk = await desk.restart();
  await desk.write('ann', 'three');
  await desk.runtime.idle();
  expect(desk.channel.textsOf(ann)).toEqual(['you said one', 'you said two', 'you said three']);
  expect(new Set(desk.channel.sent.map(({ key }) => key)).size).toBe(3);
  expect((await desk.messages('ann')).map(({ n }) => n)).toEqual([5, 6]);
});

test('works while the customer writes and while something is sent: all is answered or erased, and nothing comes back by itself', async () => {
  desk = await openDesk();
  let open = (): void => {};
  desk.channel.gate = new Promise((resolve) => {
    open = resolve;
  });
  await desk.write('ann', 'before');
  while (desk.channel.tries === 0) await new Promise((resolve) => setImmediate(resolve));
  const writing = Promise.all(Array.from({ length: 20 }, (_, n) => desk.write('ann', `${n}`)));
  const erasing = desk.runtime.erase(ann);
  open();
  await Promise.all([writing, erasing]);
  await desk.runtime.idle();
  expect(await desk.store.collection(contacts).get(ann)).toMatchObject({ addresses: [ann] });
  expect(await desk.runtime.erase(ann)).toBe('done');
  await desk.runtime.receive([{ type: 'receipt', id: 'r', from: { channel: 'test', account: 'main', user: 'ann' }, at: 0, ref: 'ref-1', status: 'read' }]);
  await desk.runtime.idle();
  await desk.passBusy(10_000);
  await rounds();
  expect(await desk.store.collection(conversations).get(ann)).toBeNull();
  expect(await desk.store.collection(contacts).get(ann)).toBeNull();
  expect(desk.faults).toEqual([]);
});

test('the answer of a call that an erased customer asked for goes nowhere', async () => {
  let answer = (): void => {};
  const waited = new Promise<void>((resolve) => {
    answer = resolve;
  });
  desk = await openDesk({
    script: (event) => ({
      steps: event.type === 'message' ? [{ type: 'call', run: 'r', name: 'slow.look', args: {}, mode: 'does', timeoutMs: 60_000 }] : ['answered'],
    }),
    calls: [
      {
        name: 'slow.look',
        mode: 'does',
        params: [],
        outcomes: [],
        about: { en: '', zh: '' },
        run: async () => {
          await waited;
          return { ok: true, value: null };
        },
      },
    ],
  });
  await desk.write('ann', 'look');
  await rounds();
  await desk.runtime.erase(ann);
  answer();
  await desk.runtime.idle();
  expect(desk.channel.textsOf(ann)).toEqual([]);
  expect(await desk.store.collection(conversations).get(ann)).toBeNull();
  expect(await desk.store.collection(contacts).get(ann)).toBeNull();
});
