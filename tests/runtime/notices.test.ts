import { afterEach, expect, test } from 'vitest';
import { noticeRoutes } from '../../src/server/api/notices.ts';
import { notices } from '../../src/store/collections.ts';
import { type Desk, openDesk, quiet } from './desk.ts';
import { type Script, saidBy } from './scripted-engine.ts';

let desk: Desk;
afterEach(() => desk.close());

const script: Script = (event, _session, facts) => ({
  steps:
    saidBy(event) === 'person'
      ? [{ type: 'handoff', action: 'begin', team: 'returns', note: 'wants a refund', until: facts.now + 1000 }]
      : [{ type: 'notify', to: 'owner', text: `secret: ${saidBy(event)}` }],
});

test('notices are kept once, told of in the log without their words, listed by page and marked as read', async () => {
  const lines: string[] = [];
  const told: string[] = [];
  const log = { ...quiet, info: (fields: object, text: string) => void lines.push(JSON.stringify(fields) + text) };
  desk = await openDesk({ script, log, hooks: { notify: ({ to }) => told.push(to) } });
  await desk.write('ann', 'wholesale', 'm1');
  await desk.write('ann', 'wholesale', 'm1');
  await desk.runtime.idle();
  desk.clock.turn(5, async () => {});
  await desk.write('ann', 'person');
  await desk.runtime.idle();
  expect(told).toEqual(['owner', 'returns']);
  expect(lines).toHaveLength(2);
  expect(lines.join()).not.toContain('wholesale');

  const [list, read] = noticeRoutes(desk.store);
  const ask = (query: object) => list?.handle({ params: {}, query: { limit: 50, ...query }, body: undefined });
  const first = await ask({ limit: 1 });
  expect(first).toMatchObject({ ok: true, body: { items: [{ to: 'returns', text: 'wants a refund', read: false, conversation: 'test:main:ann' }] } });
  const next = first?.ok ? (first.body as { next?: string }).next : undefined;
  const second = await ask({ limit: 1, cursor: next });
  expect(second).toMatchObject({ ok: true, body: { items: [{ to: 'owner', text: 'secret: wholesale' }] } });
  const [oldest] = await desk.store.collection(notices).find({ sort: { by: 'at' }, limit: 1 });
  const marked = await read?.handle({ params: { id: oldest?._id }, query: {}, body: undefined });
  expect(marked).toMatchObject({ ok: true, body: { read: true } });
  expect(await ask({ unread: 'true' })).toMatchObject({ body: { items: [{ to: 'returns' }] } });
  expect(await read?.handle({ params: { id: 'nobody' }, query: {}, body: undefined })).toMatchObject({ ok: false, refusal: { status: 404 } });
});
