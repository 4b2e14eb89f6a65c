/** The program under attack, started as a user would, and what can be seen of it from outside. */
import { readdirSync, readFileSync, readlinkSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { openStore } from '../../src/app/open-store.ts';
import type { Store } from '../../src/store/store.ts';
import { freePort } from '../e2e/free-port.ts';
import { freshFolder, type Program, startProgram } from '../e2e/program.ts';

export interface Target {
  program: Program;
  url: string;
  port: number;
  /** Resident memory, bytes; NaN where the system does not tell. */
  resident(): number;
  /** Connections that it holds; NaN where the system does not tell. */
  connections(): number;
  /** Bytes of the embedded database and its log. */
  stored(): number;
  /** Runs `work` and resolves to the longest answer of a plain page meanwhile, ms, and what `work` gave. */
  slowestMeanwhile<T>(work: () => Promise<T>): Promise<{ slowestMs: number; value: T }>;
  /** Stops it, lets `change` work on what it keeps, and starts it again as soon as it answers. */
  restart(change: (store: Store) => Promise<void>): Promise<void>;
  close(): Promise<void>;
}

/** One attack: whether the program held, and the figure that says how well. */
export interface Attack {
  name: string;
  run(target: Target): Promise<{ held: boolean; figure: string }>;
}

/** Starts it with the demo shop and the two channels of WeChat, on 127.0.0.1 alone. */
export async function startTarget(): Promise<Target> {
  const folder = freshFolder();
  const dataDir = join(folder.path, 'data');
  const port = await freePort();
  const environment = {
    PORT: String(port),
    PUBLIC_URL: `http://127.0.0.1:${port}`,
    WECHAT_APP_ID: 'wx1234567890abcdef',
    WECHAT_APP_SECRET: 'an-app-secret-of-the-attack',
    WECHAT_TOKEN: 'tokenoftheattack1234',
    WECHAT_AES_KEY: 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG',
    WECHAT_API_ROOT: `http://127.0.0.1:${port}/nothing`,
  };
  let program = await startProgram(dataDir, environment);
  const sizeOf = (name: string): number => statSync(join(dataDir, name), { throwIfNoEntry: false })?.size ?? 0;
  return {
    get program() {
      return program;
    },
    url: program.url,
    port,
    resident: () => {
      try {
        return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${program.child.pid}/status`, 'utf8'))?.[1]) * 1_024;
      } catch {
        return Number.NaN;
      }
    },
    connections: () => {
      try {
        const folder = `/proc/${program.child.pid}/fd`;
        return readdirSync(folder).filter((name) => readlinkSync(join(folder, name)).startsWith('socket:')).length;
      } catch {
        return Number.NaN;
      }
    },
    stored: () => sizeOf('zhanggui.db') + sizeOf('zhanggui.db-wal'),
    async slowestMeanwhile(work) {
      let going = true;
      let slowestMs = 0;
      const watching = (async () => {
        while (going) {
          const began = performance.now();
          await fetch(`${program.url}/healthz`).then((response) => response.arrayBuffer());
          slowestMs = Math.max(slowestMs, performance.now() - began);
          await new Promise((resolve) => setTimeout(resolve, 5));
        }
      })();
      try {
        return { value: await work(), slowestMs };
      } finally {
        going = false;
        await watching;
      }
    },
    async restart(change) {
      await program.end('SIGTERM');
      const store = await openStore({ dataDir, now: Date.now, log: { info() {}, warn() {} } });
      try {
        await change(store);
      } finally {
        await store.close();
      }
      program = await startProgram(dataDir, environment);
    },
    async close() {
      await program.end('SIGTERM');
      folder.clean();
    },
  };
}
