/** Garbage in files that merchants import: told with its place, and nothing half written. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { allCollections } from '../../src/app/open-store.ts';
import { importFile } from '../../src/shop/importing/import.ts';
import { importKinds, type KindName } from '../../src/shop/importing/kinds.ts';
import { openSqlite } from '../../src/store/sqlite/sqlite.ts';
import type { Store } from '../../src/store/store.ts';
import { mutant, random } from '../contract/mutants.ts';
import { quiet } from '../runtime/desk.ts';

const folder = mkdtempSync(join(tmpdir(), 'zhanggui-import-'));
const examples = readdirSync('docs/examples').filter((file) => /\.(csv|json)$/.test(file));
const kinds = Object.keys(importKinds) as KindName[];
let store: Store;
beforeAll(async () => {
  store = await openSqlite({ file: join(folder, 'shop.db'), specs: allCollections, now: Date.now, log: quiet });
});
afterAll(async () => {
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

const rows = async () => Promise.all(allCollections.map(async ({ name, ...spec }) => [name, await store.collection({ name, ...spec }).count({})]));

/** Bytes cut, doubled, flipped, or filled with what breaks tables. */
function damaged(bytes: Buffer, n: number): Buffer {
  const next = random(n * 2_654_435_761);
  const odd = [
    '"',
    '""',
    '\r',
    '\n\n',
    ',,,,,',
    '\0',
    '=HYPERLINK("x")',
    '__proto__',
    '\ufeff',
    '1e999',
    '-0',
    '9'.repeat(400),
    '￥１２',
    '\u202e',
    '2026-13-45',
  ];
  let text = bytes;
  for (let times = 1 + Math.floor(next() * 4); times > 0; times--) {
    const at = Math.floor(next() * text.length);
    const end = at + Math.floor(next() * 60);
    const parts = [
      [text.subarray(0, at), text.subarray(end)],
      [text.subarray(0, end), text.subarray(at)],
      [text.subarray(0, at), Buffer.from([Math.floor(next() * 256), Math.floor(next() * 256)]), text.subarray(at)],
      [text.subarray(0, at), Buffer.from(odd[Math.floor(next() * odd.length)] ?? ''), text.subarray(at)],
    ][Math.floor(next() * 4)];
    text = Buffer.concat(parts ?? []);
  }
  return text;
}

it.each(examples)('%s damaged in 150 ways is stored whole or told about, never thrown', async (file) => {
  const bytes = readFileSync(join('docs/examples', file));
  for (let n = 0; n < 150; n++) {
    const before = await rows();
    const given = file.endsWith('.json') && n % 2 === 0 ? Buffer.from(JSON.stringify(mutant(JSON.parse(bytes.toString()), n)) ?? 'null') : damaged(bytes, n);
    const kind = n % 10 === 0 ? kinds[n % kinds.length] : undefined;
    const result = await importFile(store, { file, bytes: given, kind, now: Date.UTC(2026, 10, 23), currency: 'USD', zone: 'Asia/Shanghai' });
    if (result.ok) continue;
    expect([file, n, result.problems.length > 0]).toEqual([file, n, true]);
    expect([file, n, await rows()]).toEqual([file, n, before]);
  }
  expect(({} as Record<string, unknown>).polluted).toBeUndefined();
});
