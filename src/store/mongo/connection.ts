import mongoose from 'mongoose';
import { type StoreLog, StoreUnavailable } from '../store.ts';

export interface Connection {
  db: mongoose.mongo.Db;
  /** Hosts and database, without user or password. */
  where: string;
  close(): Promise<void>;
}

/** Name of the database when the URL has none. */
const defaultDatabase = 'zhanggui';

/** How long a caller waits for a server that can be written to, ms; a primary is usually elected within that time or a little more. */
const selectionMs = 4_000;
const socketMs = 15_000;

/** Hosts and database of a MongoDB URL, for texts that people see. */
export function placeOf(url: string): string {
  const [, hosts = '', path = ''] = /^mongodb(?:\+srv)?:\/\/(?:[^@/]*@)?([^/?]*)\/?([^?]*)/.exec(url) ?? [];
  return `${hosts}/${path || defaultDatabase}`;
}

/** Connects, and connects again by itself whenever the server was away. Throws StoreUnavailable when it cannot be reached now. */
export async function connect(url: string, log: StoreLog): Promise<Connection> {
  const where = placeOf(url);
  const connection = mongoose.createConnection(url, {
    dbName: where.slice(where.indexOf('/') + 1),
    writeConcern: { w: 'majority', j: true },
    readPreference: 'primary',
    // Repeating a write in doubt is ours (send-writes.ts): the driver's way needs sessions, which compatible servers lack.
    retryWrites: false,
    serverSelectionTimeoutMS: selectionMs,
    connectTimeoutMS: selectionMs,
    socketTimeoutMS: socketMs,
    waitQueueTimeoutMS: socketMs,
    maxPoolSize: 20,
    autoIndex: false,
    autoCreate: false,
    bufferCommands: false,
  });
  try {
    await connection.asPromise();
    await connection.getClient().db().command({ ping: 1 });
  } catch (error) {
    await connection.close(true).catch(() => {});
    throw new StoreUnavailable(`MongoDB at ${where} cannot be reached (${error instanceof Error ? error.message : error}): check MONGODB_URL and the server`, {
      cause: error,
    });
  }
  connection.on('disconnected', () => log.warn({ where }, 'the connection to MongoDB is lost; trying again'));
  connection.on('reconnected', () => log.info({ where }, 'MongoDB is back'));
  const { db } = connection;
  if (!db) throw new StoreUnavailable(`MongoDB at ${where} has no database`);
  return {
    db,
    where,
    async close() {
      connection.removeAllListeners();
      await connection.close();
    },
  };
}
