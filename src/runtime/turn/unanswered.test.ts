import { afterEach, expect, it } from 'vitest';
import { type Desk, openDesk } from '../../../tests/runtime/desk.ts';
import { checkFlows } from '../../compiler/flow.ts';
import { advance } from '../../engine/advance.ts';
import { flowSet } from '../../flow-folder/flow-set.ts';
import { unansweredRoutes } from '../../server/api/unanswered.ts';
import { unanswered } from '../../store/collections.ts';

let desk: Desk;
afterEach(() => desk.close());

const files = [
  { file: 'faq.yaml', text: 'faq: shop\nentries:\n  - q: [how much is shipping, shipping cost]\n    a: Shipping is $9.\n' },
  {
    file: 'order.yaml',
    text: 'flow: order\nstart:\n  - says: [track my order]\nsteps:\n  - ask: Which order number?\n    save: number\n    expect: order_number\n  - say: ok\n',
  },
];
const { flows, faqs } = checkFlows(files);

const sureOf = (text: string): number => (text === 'how much is shipping' ? 0.9 : 0);

/** `nearly`: what is only near enough for "did you mean". */
async function open(nearly: (text: string) => boolean = () => false) {
  const set = flowSet({ flows, faqs, calls: new Map() });
  const rank = (text: string) => [{ id: 'shop:0', score: nearly(text) ? 0.4 : sureOf(text) }];
  desk = await openDesk({ advance, flows: { set: () => ({ ...set, rank, sure: 0.6, maybe: 0.2 }) } });
  const write = async (user: string, text: string) => {
    desk.clock.turn(1_000, async () => {});
    await desk.write(user, text);
    await desk.runtime.idle();
  };
  const routes = unansweredRoutes({ store: desk.store, flows: { set: () => set, edit: async () => ({ result: 'not_possible' }) } });
  const list = async () =>
    (await routes[0]?.handle({ params: {}, query: { limit: 50 }, body: undefined })) as { body: { items: { id: string; count: number }[] } };
  const texts = async () => (await desk.store.collection(unanswered).find({ sort: { by: 'at' } })).map(({ text }) => text);
  const drop = (id: string | undefined) => routes.find(({ method }) => method === 'delete')?.handle({ params: { id }, query: {}, body: undefined });
  return { write, list, texts, drop };
}

it('what nothing answers is kept, grouped and counted, and a group can be dropped', async () => {
  const { write, list, drop, texts } = await open();
  await write('ann', 'do you have parking');
  await write('bob', 'are dogs allowed');
  await write('bob', 'Do you have parking?');
  await write('cid', 'do you have parking');
  const { items } = (await list()).body;
  expect(items).toMatchObject([
    { count: 3, people: 3, examples: ['do you have parking', 'Do you have parking?'], lang: 'en', first: expect.any(Number), last: expect.any(Number) },
    { count: 1, people: 1, examples: ['are dogs allowed'] },
  ]);
  expect(await drop(items[0]?.id)).toMatchObject({ ok: true, body: { count: 3 } });
  expect(await texts()).toEqual(['are dogs allowed']);
  expect(await drop(items[0]?.id)).toMatchObject({ ok: false, refusal: { status: 404 } });
});

it('what is answered, a face, and a value that does not fit are no unanswered questions; a question in the place of a value is', async () => {
  const { write, texts } = await open();
  for (const said of ['how much is shipping', '🙂', 'track my order', 'hm', 'do you have parking?']) await write('ann', said);
  expect(await texts()).toEqual(['do you have parking?']);
});

it('after "did you mean" only "something else" counts, with the words of the question', async () => {
  const { write, texts } = await open((text) => text.includes('moon'));
  await write('ann', 'shipping to the moon');
  expect(await texts()).toEqual([]);
  await write('ann', 'Shipping cost');
  await write('bob', 'shipping to the moon');
  await write('bob', 'something else');
  expect(await texts()).toEqual(['shipping to the moon']);
});

it('at most 300 characters are kept, and nothing of somebody who is erased', async () => {
  const { write, texts } = await open();
  await write('ann', `do you have parking ${'x'.repeat(279)}😀😀`);
  await write('bob', 'are dogs allowed');
  expect((await texts())[0]).toBe(`do you have parking ${'x'.repeat(279)}`);
  await desk.runtime.erase((await desk.row('ann')).contact);
  expect(await texts()).toEqual(['are dogs allowed']);
});

it('what most people ask comes first, whatever one of them writes over and over', async () => {
  const { write, list } = await open();
  for (let n = 0; n < 60; n++) await write('ann', `qwertz ${n % 2 === 0 ? 'up' : 'down'}`);
  await write('bob', 'do you have parking');
  await write('cid', 'do you have parking');
  const { items } = (await list()).body;
  expect(items[0]).toMatchObject({ count: 2, people: 2, examples: ['do you have parking'] });
  expect(items.slice(1).reduce((sum, item) => sum + item.count, 0)).toBe(50);
});
