import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from './free-port.ts';
import { isCommand } from './mongo-stand-in.ts';

export interface RedisServer {
  url: string;
  /** Forgets everything, as an emptied Redis does. */
  empty(): Promise<void>;
  /** Takes no more writes, as a Redis whose memory is full; and takes them again. */
  fill(): Promise<void>;
  drain(): Promise<void>;
  /** Ends the server. */
  stop(): Promise<void>;
}

/** Why there is no server, and what to do. */
export const noRedis = 'no Redis for tests: install redis-server';

/** A Redis of our own for tests, which may be ended: nothing is kept on disk. Null where `redis-server` is missing. */
export async function startRedis(port?: number): Promise<RedisServer | null> {
  if (!isCommand('redis-server')) return null;
  const at = port ?? (await freePort());
  const folder = mkdtempSync(join(tmpdir(), 'zhanggui-redis-'));
  const server = spawn('redis-server', ['--bind', '127.0.0.1', '--port', String(at), '--dir', folder, '--save', '', '--appendonly', 'no'], { stdio: 'ignore' });
  const say = (command: string): Promise<string> =>
    new Promise((resolve, reject) => {
      const socket = connect(at, '127.0.0.1', () => socket.write(`${command}\r\n`));
      socket.once('data', (data) => {
        socket.destroy();
        resolve(String(data));
      });
      socket.once('error', reject);
    });
  for (const until = Date.now() + 20_000; ; ) {
    if (server.exitCode !== null || Date.now() > until) throw new Error(`the Redis for tests does not listen (exit code ${server.exitCode})`);
    if ((await say('PING').catch(() => '')).startsWith('+PONG')) break;
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
  return {
    url: `redis://127.0.0.1:${at}`,
    empty: async () => void (await say('FLUSHALL')),
    fill: async () => void (await say('CONFIG SET maxmemory 1')),
    drain: async () => void (await say('CONFIG SET maxmemory 0')),
    async stop() {
      if (server.exitCode !== null || server.signalCode !== null) return;
      server.kill('SIGTERM');
      await once(server, 'exit');
    },
  };
}
