import { afterEach, beforeEach, expect, test } from 'vitest';
import { noon, openTestStore } from '../../../tests/shop/test-shop.ts';
import { Broadcasts } from './broadcasts.ts';
import { RunningBroadcasts } from './running.ts';

const hour = 3_600_000;
let close: () => Promise<void>;
let broadcasts: Broadcasts;
const changed: string[] = [];
beforeEach(async () => {
  changed.length = 0;
  const opened = await openTestStore();
  close = opened.close;
  const given = { store: opened.store, running: new RunningBroadcasts(), now: () => noon, newId: () => 'b1' };
  broadcasts = new Broadcasts({ ...given, changed: (id, state) => void changed.push(`${id} ${state}`) });
  await broadcasts.create('Sale', {});
});
afterEach(() => close());

test.each([
  ['at once', undefined, { state: 'sending', startAt: noon, startedAt: noon }],
  ['now, for somebody in a zone where it is time', { from: noon, to: noon }, { state: 'sending', startAt: noon, startedAt: noon }],
  ['at a time to come', { from: noon + 1, to: noon + hour }, { state: 'scheduled', startAt: noon + 1, startedAt: undefined }],
  ['late by an hour, for the last of them', { from: noon - 5 * hour, to: noon - hour }, { state: 'sending', startAt: noon, startedAt: noon }],
])('a broadcast begins %s', async (_, span, row) => {
  const done = await broadcasts.start('b1', span);
  expect(done).toMatchObject({ ok: true, value: { state: row.state, startAt: row.startAt } });
  expect(done.ok && done.value.startedAt).toBe(row.startedAt);
  expect(changed).toEqual([`b1 ${row.state}`]);
});

test('a broadcast whose time is over for everybody is refused, and stays a draft', async () => {
  expect(await broadcasts.start('b1', { from: noon - 5 * hour, to: noon - hour - 1 })).toMatchObject({ ok: false, code: 'past' });
  expect(await broadcasts.get('b1')).toMatchObject({ state: 'draft' });
  expect(changed).toEqual([]);
});
