import { expect, test } from 'vitest';
import { noon } from '../../../tests/shop/test-shop.ts';
import { allCollections } from '../../app/open-store.ts';
import { notices } from '../../store/collections.ts';
import { openSqlite } from '../../store/sqlite/sqlite.ts';
import { codesAlarm, guessAlarm } from './guess-alarm.ts';

test.each([
  [guessAlarm, /^有人在猜别人的订单/],
  [codesAlarm, /^网站访客要的验证码太多了/],
])('the team is told once in six hours, however often and in how many processes it is met', async (make, text) => {
  const store = await openSqlite({ file: ':memory:', specs: allCollections, now: () => noon, log: { info() {}, warn() {} } });
  const told: string[] = [];
  const processes = [1, 2].map(() => make(store, 'zh-CN', ({ text }) => void told.push(text)));
  for (let n = 0; n < 20; n++) for (const alarm of processes) await alarm(noon + n * 60_000);
  expect(told).toEqual([expect.stringMatching(text)]);
  for (const alarm of processes) await alarm(noon + 7 * 3_600_000);
  expect(told).toHaveLength(2);
  expect(await store.collection(notices).find({ where: { unread: 1 } })).toMatchObject([{ to: 'team', conversation: '' }, { to: 'team' }]);
  await store.close();
});
