import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openStore } from '../../src/app/open-store.ts';
import { orders } from '../../src/shop/shop.ts';
import { freshFolder } from '../e2e/program.ts';

const open = (dataDir: string) => openStore({ dataDir, now: Date.now, log: { info() {}, warn() {} } });
const old = {
  _id: 'ORD_2024_001',
  v: 1,
  number: 'ORD_2024_001',
  status: 'shipped',
  customer: { name: 'Mia', phone: '13800138000' },
  phone: '13800138000',
  contact: 'telegram:main:7',
  currency: 'USD',
  items: [],
  total: 100,
  payment: 'card',
  address: '',
  parcels: [],
  placedAt: 1,
  history: [],
};

it('a file that is imported before the first start of a new version completes the orders of the old one', async () => {
  const { path: dataDir, clean } = freshFolder();
  const file = join(dataDir, 'orders.csv');
  writeFileSync(file, 'number,status,customer,phone,sku,title,quantity,price\nord-2024-001,paid,Mia,13800138000,AB-1,Coat,1,1\n');
  const before = await open(dataDir);
  await before.write([{ op: 'put', in: orders.name, row: old }]);
  await before.close();
  const env = { ...process.env, DATA_DIR: dataDir, LANG: 'en_US.UTF-8', LC_ALL: '', MONGODB_URL: '' };
  const out = await new Promise<string>((done) => {
    execFile(process.execPath, ['--import', 'tsx', 'src/commands/shop.ts', 'import', file], { env }, (_error, stdout, stderr) => done(stdout + stderr));
  });
  const after = await open(dataDir);
  const rows = await after.collection(orders).find({ where: { _id: { gt: '' } }, limit: 9 });
  await after.close();
  clean();
  expect(
    rows.map(({ number, key, contact, status, phone }) => ({ number, key, contact, status, phone })),
    out,
  ).toEqual([{ number: 'ORD_2024_001', key: 'ORD2024-001', contact: 'telegram:main:7', status: 'shipped', phone: '8613800138000' }]);
});
