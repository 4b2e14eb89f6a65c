import { randomUUID } from 'node:crypto';
import mongoose from 'mongoose';
import type { StoredDoc } from '../../src/store/mongo/document.ts';
import { openMongo } from '../../src/store/mongo/mongo.ts';
import type { CollectionSpec, Row, Store } from '../../src/store/store.ts';

export interface Thing extends Row {
  n?: number;
  claim?: string;
  text?: string;
}

export const accounts: CollectionSpec<Thing> = { name: 'accounts', indexes: [{ fields: ['n'] }] };
export const entries: CollectionSpec<Thing> = { name: 'entries', indexes: [{ fields: ['n'] }, { fields: ['claim'], unique: true }] };
export const specs = [accounts, entries] as const;

export const silent = { info() {}, warn() {} };

export function openAt(url: string, log = silent): Promise<Store> {
  return openMongo({ url, specs, now: Date.now, log });
}

export function newDatabase(server: string): string {
  return `${server}/zhanggui_test_${randomUUID().slice(0, 13)}`;
}

/** The documents as they are in the database, reserved fields and all. */
export async function rawDocuments(url: string) {
  const connection = await mongoose.createConnection(url).asPromise();
  const of = (spec: { name: string }) => {
    if (!connection.db) throw new Error('no database');
    return connection.db.collection<StoredDoc>(spec.name);
  };
  return { of, close: () => connection.close() };
}
