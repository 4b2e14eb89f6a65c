import mongoose from 'mongoose';
import { type StoreLog, StoreUnavailable } from '../store.ts';
import { watchHeartbeats } from './heartbeats.ts';

export interface Connection {
  /** The database through the connection that is the current one; ask for it at every use. */
  db(): mongoose.mongo.Db;
  /** Hosts and database, without user or password. */
  where: string;
  /** Returns why the driver could not reach a server when it last looked for one; null when it could. */
  trouble(): Error | null;
  close(): Promise<void>;
}

/** Name of the database when the URL has none. */
const defaultDatabase = 'zhanggui';

/** Longest wait of a caller for a server that can be written to, ms; a primary is usually elected within that time or a little more. */
const selectionMs = 4_000;
const socketMs = 15_000;
/** Pause before another try to open a connection in the place of one that hangs, ms. */
const againMs = 1_000;

/** Hosts and database of a MongoDB URL, for texts that people see. */
export function placeOf(url: string): string {
  const [, hosts = '', path = ''] = /^mongodb(?:\+srv)?:\/\/(?:[^@/]*@)?([^/?]*)\/?([^?]*)/.exec(url) ?? [];
  return `${hosts}/${path || defaultDatabase}`;
}

const options = {
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
} as const;

async function open(url: string, where: string): Promise<{ connection: mongoose.Connection; db: mongoose.mongo.Db }> {
  const connection = mongoose.createConnection(url, { ...options, dbName: where.slice(where.indexOf('/') + 1) });
  try {
    await connection.asPromise();
    const { db } = connection;
    if (!db) throw new Error('no database');
    await db.command({ ping: 1 });
    return { connection, db };
  } catch (error) {
    await connection.close(true).catch(() => {});
    throw new StoreUnavailable(`MongoDB at ${where} cannot be reached (${error instanceof Error ? error.message : error}): check MONGODB_URL and the server`, {
      cause: error,
    });
  }
}

/** Connects, and connects again by itself whenever the server was away. Throws StoreUnavailable when it cannot be reached now. */
export async function connect(url: string, log: StoreLog): Promise<Connection> {
  const where = placeOf(url);
  let closed = false;
  let trouble: Error | null = null;
  const use = ({ connection, db }: Awaited<ReturnType<typeof open>>) => {
    connection.on('disconnected', () => log.warn({ where }, 'the connection to MongoDB is lost; trying again'));
    connection.on('reconnected', () => log.info({ where }, 'MongoDB is back'));
    const client = connection.getClient();
    client.on('serverHeartbeatFailed', ({ failure }) => {
      trouble = failure;
    });
    client.on('serverHeartbeatSucceeded', () => {
      trouble = null;
    });
    const unwatch = watchHeartbeats(client, () => void replace());
    const end = async (force: boolean) => {
      unwatch();
      connection.removeAllListeners();
      // An error without a listener would end the process.
      connection.on('error', () => {});
      await connection.close(force);
    };
    return { db, end };
  };
  let current = use(await open(url, where));
  const replace = async (): Promise<void> => {
    log.warn({ where }, 'the connection to MongoDB hangs; opening another one');
    while (!closed) {
      const fresh = await open(url, where).catch(() => null);
      if (!fresh) {
        await new Promise((resolve) => setTimeout(resolve, againMs).unref());
        continue;
      }
      if (closed) return fresh.connection.close(true);
      const old = current;
      current = use(fresh);
      return old.end(true).catch(() => {});
    }
  };
  return {
    db: () => current.db,
    where,
    trouble: () => trouble,
    async close() {
      closed = true;
      await current.end(false);
    },
  };
}
