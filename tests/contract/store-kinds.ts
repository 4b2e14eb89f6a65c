import { randomUUID } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openMongo } from '../../src/store/mongo/mongo.ts';
import type { Driver } from '../../src/store/sqlite/driver.ts';
import { openSqlite } from '../../src/store/sqlite/sqlite.ts';
import type { CollectionSpec, Row, Store } from '../../src/store/store.ts';

/** A store implementation as the contract needs it; child processes find it by its name. */
export interface StoreKind {
  name: string;
  /** A new, empty place for data. */
  place(): string;
  open(place: string, specs: readonly CollectionSpec<Row>[]): Promise<Store>;
}

export const silent = { info() {}, warn() {} };

function sqlite(driver: Driver['name']): StoreKind {
  return {
    name: `sqlite (${driver})`,
    place: () => join(mkdtempSync(join(tmpdir(), 'zhanggui-store-')), 'data', 'test.db'),
    open: (file, specs) => openSqlite({ file, specs, now: Date.now, log: silent, driver }),
  };
}

/** Both SQLite libraries where both are there. */
export const sqliteKinds: readonly StoreKind[] = [
  sqlite('@photostructure/sqlite'),
  ...(process.getBuiltinModule?.('node:sqlite') ? [sqlite('node:sqlite')] : []),
];

/** The MongoDB store on the server at `url`, which names no database: a place is a database of its own. */
export function mongo(url: string): StoreKind {
  return {
    name: 'mongo',
    place: () => `${url}/zhanggui_test_${randomUUID().slice(0, 13)}`,
    open: (place, specs) => openMongo({ url: place, specs, now: Date.now, log: silent }),
  };
}

/** What child processes open; the place tells them the server. */
export const kinds: readonly StoreKind[] = [...sqliteKinds, mongo('')];
