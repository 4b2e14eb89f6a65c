import { join } from 'node:path';
import * as consoleRows from '../console/rows.ts';
import * as erasureRows from '../data-rights/erasures.ts';
import * as flowDeskRows from '../flow-desk/rows.ts';
import * as broadcastRows from '../marketing/broadcast/rows.ts';
import * as ladderRows from '../marketing/carts/ladder-rows.ts';
import * as sequenceRows from '../marketing/sequence/entries.ts';
import * as visitorRows from '../proactive/rows.ts';
import * as pushRows from '../push/rows.ts';
import * as reportRows from '../reports/rows.ts';
import * as pictureRows from '../shop/pictures/rows.ts';
import * as recommendationRows from '../shop/recommending/rows.ts';
import * as requestRows from '../shop/request-rows.ts';
import * as shopRows from '../shop/shop.ts';
import * as callRecordingRows from '../store/call-recordings.ts';
import * as callRows from '../store/call-rows.ts';
import * as ownRows from '../store/collections.ts';
import * as dayRows from '../store/conversation-days.ts';
import * as deviceRows from '../store/device-rows.ts';
import * as identityRows from '../store/identity-rows.ts';
import * as modelRows from '../store/model-days.ts';
import * as processRows from '../store/process-rows.ts';
import { databaseFile } from '../store/sqlite/database-file.ts';
import { openSqlite } from '../store/sqlite/sqlite.ts';
import type { CollectionSpec, Row, Store, StoreLog } from '../store/store.ts';

/** Every collection of the program: whatever collections.ts, shop.ts, and the rows of broadcasts, sequences, visitors, the console and the desk of flows export. */
export const allCollections: readonly CollectionSpec<Row>[] = exported([
  ownRows,
  processRows,
  shopRows,
  requestRows,
  recommendationRows,
  broadcastRows,
  sequenceRows,
  ladderRows,
  visitorRows,
  identityRows,
  deviceRows,
  consoleRows,
  pushRows,
  dayRows,
  reportRows,
  erasureRows,
  flowDeskRows,
  modelRows,
  pictureRows,
  callRows,
  callRecordingRows,
]);

function exported(modules: readonly object[]): CollectionSpec<Row>[] {
  const values: unknown[] = modules.flatMap((module) => Object.values(module));
  return values.filter(isSpec);
}

function isSpec(value: unknown): value is CollectionSpec<Row> {
  return typeof value === 'object' && value !== null && 'name' in value && 'indexes' in value;
}

export interface OpenOptions {
  dataDir: string;
  /** MongoDB in place of the embedded database. */
  mongodbUrl?: string;
  /** Epoch ms. */
  now: () => number;
  log: StoreLog;
}

/**
 * Opens the program's store: MongoDB where its URL is given, else the embedded database in `dataDir`. Throws StoreUnavailable when
 * MongoDB cannot be reached, another process has the file or the disk refuses.
 */
export async function openStore({ dataDir, mongodbUrl, now, log }: OpenOptions): Promise<Store> {
  if (mongodbUrl === undefined) return openSqlite({ file: join(dataDir, databaseFile), specs: allCollections, now, log });
  const { openMongo } = await import('../store/mongo/mongo.ts');
  return openMongo({ url: mongodbUrl, specs: allCollections, now, log });
}
