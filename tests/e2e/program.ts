/** The real program as a child process, as a user would start it. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Program {
  url: string;
  dataDir: string;
  child: ChildProcess;
  /** Everything it printed so far. */
  output(): { out: string; err: string };
  /** Sends the signal and resolves to the exit code (null when killed). */
  end(signal: NodeJS.Signals): Promise<number | null>;
  /** The API with the admin token. */
  api(path: string, init?: { method?: string; body?: unknown }): Promise<{ status: number; body: unknown }>;
}

export const token = 'test-admin-token-0123456789';
export const eventsSecret = 'whsec_dGVzdC1zZWNyZXQtb2YtdGhlLWV2ZW50cy1yb3V0ZQ==';

/** A folder that is removed by `clean`. */
export function freshFolder(): { path: string; clean(): void } {
  const path = mkdtempSync(join(tmpdir(), 'zhanggui-'));
  return { path, clean: () => rmSync(path, { recursive: true, force: true }) };
}

/** Starts the program and resolves when it prints its address. Rejects with what it printed when it ends before that. */
export async function startProgram(dataDir: string, env: Record<string, string> = {}): Promise<Program> {
  const { PATH = '', HOME = '' } = process.env;
  const child = spawn(process.execPath, ['bin/zhanggui.mjs', 'start'], {
    env: { PATH, HOME, PORT: '0', DATA_DIR: dataDir, ADMIN_TOKEN: token, EVENTS_SECRET: eventsSecret, LOG_LEVEL: 'warn', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let out = '';
  let err = '';
  child.stdout.setEncoding('utf8');
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    err += text;
  });
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout.on('data', (text: string) => {
      out += text;
      const found = /(http:\/\/\S+?:\d+)\//.exec(out)?.[1];
      if (found) resolve(found);
    });
    child.once('exit', (code) => reject(new Error(`ended with ${code}\n${out}${err}`)));
  });
  return {
    url,
    dataDir,
    child,
    output: () => ({ out, err }),
    async end(signal) {
      if (child.exitCode === null && child.signalCode === null) {
        child.kill(signal);
        await once(child, 'exit');
      }
      return child.exitCode;
    },
    async api(path, { method = 'GET', body } = {}) {
      const response = await fetch(`${url}/api${path}`, {
        method,
        headers: { authorization: `Bearer ${token}`, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      return { status: response.status, body: await response.json() };
    },
  };
}
