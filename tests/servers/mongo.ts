import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from './free-port.ts';
import { hasJava, isCommand, standInCommand } from './mongo-stand-in.ts';

export interface MongoServer {
  /** Without a database. */
  url: string;
  /** What it is, for notes and benches. */
  name: 'MONGODB_URL' | 'mongod' | 'mongo-java-server';
  /** Ends the server if it was started here. */
  stop(): Promise<void>;
  /** SIGKILL; only where `own` was asked for. */
  kill(): Promise<void>;
}

export interface MongoWish {
  /** A server that may be killed: MONGODB_URL is not used. */
  own?: boolean;
  /** Where the data are; a new folder unless given. */
  folder?: string;
  port?: number;
}

/** Why there is no server, and what to do. */
export const noMongo = 'no MongoDB for tests: set MONGODB_URL, or install mongod, or a JDK and Maven';

/** A MongoDB for tests: MONGODB_URL, a `mongod` of this machine, else the stand-in in Java. Null where none can be had. */
export async function startMongo({ own = false, folder = mkdtempSync(join(tmpdir(), 'zhanggui-mongo-')), port }: MongoWish = {}): Promise<MongoServer | null> {
  const given = process.env.MONGODB_URL;
  if (given && !own) return { url: given.replace(/(?<=\/\/[^/]*)\/.*$/, ''), name: 'MONGODB_URL', stop: async () => {}, kill: refused };
  const name = isCommand('mongod') ? 'mongod' : 'mongo-java-server';
  if (name === 'mongo-java-server' && !hasJava()) return null;
  mkdirSync(folder, { recursive: true });
  const at = port ?? (await freePort());
  const { command, args } =
    name === 'mongod'
      ? { command: name, args: ['--bind_ip', '127.0.0.1', '--port', String(at), '--dbpath', folder] }
      : standInCommand(at, join(folder, 'data.mv'));
  const server = spawn(command, args, { stdio: ['pipe', 'ignore', 'pipe'] });
  let words = '';
  server.stderr.on('data', (chunk: Buffer) => {
    words = `${words}${chunk}`.slice(-2_000);
  });
  await listening(server, at, () => words);
  const end = async (signal: NodeJS.Signals) => {
    if (server.exitCode !== null || server.signalCode !== null) return;
    server.kill(signal);
    await once(server, 'exit');
  };
  return { url: `mongodb://127.0.0.1:${at}`, name, stop: () => end('SIGTERM'), kill: () => end('SIGKILL') };
}

function refused(): Promise<void> {
  return Promise.reject(new Error('a server of others is not killed'));
}

async function listening(server: ChildProcess, port: number, words: () => string): Promise<void> {
  for (const until = Date.now() + 60_000; Date.now() < until; ) {
    if (server.exitCode !== null) throw new Error(`the MongoDB for tests ended with ${server.exitCode}: ${words()}`);
    const socket = connect(port, '127.0.0.1');
    const open = await Promise.race([once(socket, 'connect').then(() => true), once(socket, 'error').then(() => false)]).catch(() => false);
    socket.destroy();
    if (open) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  server.kill('SIGKILL');
  throw new Error(`the MongoDB for tests does not listen after a minute: ${words()}`);
}
