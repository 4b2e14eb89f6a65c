import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { devices, eraseDevices } from '../../store/device-rows.ts';
import { openSqlite } from '../../store/sqlite/sqlite.ts';
import { createVisitorDevices } from './visitor-devices.ts';

it('keeps ten devices of a visitor, each with whoever registered it last, and erases them', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'zhanggui-devices-'));
  let now = 1;
  const store = await openSqlite({ file: join(folder, 'x.db'), specs: [devices], now: () => now, log: { info() {}, warn() {} } });
  const kept = createVisitorDevices(store, () => now++);
  const tokensOf = async (user: string) =>
    (await store.collection(devices).find({ where: { conversation: `webchat:main:${user}` }, sort: { by: 'at' } })).map(({ token }) => token);
  for (let n = 0; n < 12; n += 1) await kept.keep('v-1', { service: 'fcm', token: `t${n}` });
  expect(await tokensOf('v-1')).toEqual(Array.from({ length: 10 }, (_, n) => `t${n + 2}`));
  await kept.keep('u-2', { service: 'fcm', token: 't5' });
  await kept.forget('v-1', { service: 'fcm', token: 't5' });
  await kept.forget('v-1', { service: 'apns', token: 't6' });
  expect([(await tokensOf('v-1')).length, await tokensOf('u-2')]).toEqual([9, ['t5']]);
  await eraseDevices(store, ['webchat:main:v-1']);
  expect([await tokensOf('v-1'), await tokensOf('u-2')]).toEqual([[], ['t5']]);
  await store.close();
  await rm(folder, { recursive: true });
});
