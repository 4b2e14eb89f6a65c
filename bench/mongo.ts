/**
 * Durable turns on MongoDB beside the same on the embedded database, in one run: turns per CPU-second of this process (the server's is not in it), where
 * that time goes, and what is asked of the server for each turn. The server is MONGODB_URL, a mongod of this machine or the stand-in of the tests.
 */
import { randomUUID } from 'node:crypto';
import mongoose from 'mongoose';
import { startMongo } from '../tests/servers/mongo.ts';
import { benchTurns, type TurnsFigures } from './turns.ts';
import { type Shares, sample } from './where.ts';

export interface MongoFigures {
  /** Of MongoServer. */
  server: string;
  mongo: TurnsFigures & { where: Shares[] };
  sqlite: TurnsFigures & { where: Shares[] };
  /** For each turn. */
  documentsWritten: number;
  writeCommands: number;
  reads: number;
  /** BSON of a conversation's document, and of all that a message brings (its own, its event's, the trace's share), bytes; before compression, without indexes. */
  conversationBytes: number;
  messageBytes: number;
}

/** The stand-in takes minutes for more. */
const customers = 300;

/** Null where no MongoDB can be had. */
export async function benchMongo(progress?: (text: string) => void): Promise<MongoFigures | null> {
  const server = await startMongo();
  if (!server) return null;
  const asked = countAsked();
  const play = async (mongodbUrl?: string): Promise<TurnsFigures & { where: Shares[] }> => {
    let ended = async (): Promise<Shares[]> => [];
    const last = async (): Promise<void> => {
      ended = await sample();
    };
    // The best round counts; the last one is slower because it is sampled.
    const figures = await benchTurns({ rounds: 2, customers, floors: false, mongodbUrl, last, progress });
    return { ...figures, where: await ended() };
  };
  try {
    progress?.('the embedded database');
    const sqlite = await play();
    progress?.(`MongoDB (${server.name})`);
    const url = `${server.url}/zhanggui_bench_${randomUUID().slice(0, 8)}`;
    const mongo = await play(url);
    const sizes = await sizesIn(url);
    const each = (count: number): number => count / mongo.turns;
    return {
      server: server.name,
      sqlite,
      mongo,
      documentsWritten: each(asked.documents),
      writeCommands: each(asked.commands),
      reads: each(asked.reads),
      ...sizes,
    };
  } finally {
    await server.stop();
  }
}

async function sizesIn(url: string): Promise<{ conversationBytes: number; messageBytes: number }> {
  const client = await mongoose.mongo.MongoClient.connect(url);
  try {
    const total = async (name: string): Promise<{ count: number; bytes: number }> => {
      const docs = await client.db().collection(name).find().toArray();
      return { count: docs.length, bytes: docs.reduce((sum, doc) => sum + mongoose.mongo.BSON.calculateObjectSize(doc), 0) };
    };
    const [of, messages, inbox, traces] = await Promise.all(['conversations', 'messages', 'inbox', 'traces'].map(total));
    if (!of || !messages || !inbox || !traces) throw new Error('a collection is missing');
    return { conversationBytes: of.bytes / of.count, messageBytes: (messages.bytes + inbox.bytes + traces.bytes) / messages.count };
  } finally {
    await client.close();
  }
}

/** Counts what the driver is asked from now on. */
function countAsked(): { documents: number; commands: number; reads: number } {
  const asked = { documents: 0, commands: 0, reads: 0 };
  const { prototype } = mongoose.mongo.Collection;
  const { bulkWrite, find } = prototype;
  prototype.bulkWrite = function (this: mongoose.mongo.Collection, operations, ...rest) {
    asked.commands += 1;
    asked.documents += operations.length;
    return bulkWrite.call(this, operations, ...rest);
  };
  prototype.find = function (this: mongoose.mongo.Collection, ...rest: Parameters<typeof find>) {
    asked.reads += 1;
    return find.apply(this, rest);
  } as typeof find;
  return asked;
}
