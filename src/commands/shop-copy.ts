/** A copy of the shop's own goods and orders, for trying flows without touching what customers live on. */
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { openStore } from '../app/open-store.ts';
import { lists, reckonings } from '../shop/recommending/rows.ts';
import { orders, products } from '../shop/shop.ts';
import { copyStore } from '../store/copy.ts';
import { databaseFile } from '../store/sqlite/database-file.ts';
import { copyDatabase } from '../store/sqlite/snapshot.ts';

export interface CopiedShop {
  products: number;
  orders: number;
}

const quiet = { info() {}, warn() {} };

/**
 * Copies products and orders, with what is recommended, out of `from`, which may be in use, into the empty folder `to`; undefined where there are no data. Conversations and
 * customers stay where they are. With `mongodbUrl` they come from MongoDB.
 */
export async function copyShop(from: string, to: string, mongodbUrl: string | undefined): Promise<CopiedShop | undefined> {
  const copied: CopiedShop = { products: 0, orders: 0 };
  if (mongodbUrl === undefined && !(await stat(join(from, databaseFile)).catch(() => undefined))) return undefined;
  const snapshot = await mkdtemp(join(to, 'snapshot-'));
  try {
    if (mongodbUrl === undefined) await copyDatabase(join(from, databaseFile), join(snapshot, databaseFile), () => {});
    const source = await openStore({ dataDir: snapshot, ...(mongodbUrl !== undefined && { mongodbUrl }), now: Date.now, log: quiet });
    const target = await openStore({ dataDir: to, now: Date.now, log: quiet });
    try {
      await copyStore({
        from: source,
        to: target,
        specs: [products, orders, lists, reckonings],
        cursor: {},
        save: async () => {},
        progress: (_step, name, rows) => {
          if (name === 'products' || name === 'orders') copied[name] = rows;
        },
      });
    } finally {
      await Promise.all([source.close(), target.close()]);
    }
  } finally {
    await rm(snapshot, { recursive: true, force: true });
  }
  return copied;
}
