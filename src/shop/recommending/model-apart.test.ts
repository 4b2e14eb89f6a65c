import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { orderRows, productRows } from '../../demo/seed/rows.ts';
import { type Reckoner, reckonApart, reckonHere } from './model-apart.ts';
import { gathering, type Purchases } from './purchases.ts';
import type { Lists } from './rows.ts';

const folder = mkdtempSync(join(tmpdir(), 'recommending-'));
const products = productRows();
let purchases: Purchases;
beforeAll(async () => {
  const entryPoints = [join(import.meta.dirname, 'model-thread.ts')];
  await build({ entryPoints, outfile: join(folder, 'thread.mjs'), bundle: true, platform: 'node', format: 'esm', target: 'node20', logLevel: 'error' });
  const baskets = gathering();
  const places = new Map(products.flatMap(({ variants }, place) => variants.map(({ sku }) => [sku, place] as const)));
  for (const { number, items, placedAt } of orderRows(Date.UTC(2026, 10, 23)))
    baskets.add({ customer: number, at: placedAt, products: items.flatMap(({ sku }) => places.get(sku) ?? []) });
  purchases = baskets.done();
});
afterAll(() => rmSync(folder, { recursive: true }));

async function whole(reckon: Reckoner): Promise<{ popular: string[]; lists: Lists[] }> {
  const { popular, lists } = await reckon(products, purchases);
  const all: Lists[] = [];
  for await (const piece of lists) all.push(...piece);
  return { popular, lists: all };
}

test('gives the same in a thread and here', async () => {
  const apart = await whole(reckonApart(pathToFileURL(join(folder, 'thread.mjs'))));
  expect(apart).toEqual(await whole(reckonHere));
  expect(apart.lists).toHaveLength(products.length);
});

test.each([
  ['ends', 'process.exit(3)', 'the thread ended with 3'],
  ['throws', 'throw new Error("no memory")', 'no memory'],
])('rejects when the thread %s', async (_, code, said) => {
  const file = join(folder, `${said.length}.mjs`);
  writeFileSync(file, `import { parentPort } from 'node:worker_threads';\nparentPort.on('message', (told) => { if ('purchases' in told) ${code}; });\n`);
  await expect(whole(reckonApart(pathToFileURL(file)))).rejects.toThrow(said);
});
