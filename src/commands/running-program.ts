/** The program that is running on this machine, through its API: for commands that find the embedded database in use. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

export interface RunningProgram {
  host: string;
  port: number;
  dataDir: string;
  adminToken?: string;
}

/** `unreachable`: nobody answers there; `refused`: our token is not the right one. */
export type Asked = { ok: true; status: number; body: unknown } | { ok: false; why: 'unreachable' | 'refused' };

async function tokenOf({ adminToken, dataDir }: RunningProgram): Promise<string | undefined> {
  if (adminToken) return adminToken;
  try {
    return (await readFile(join(dataDir, 'admin-token'), 'utf8')).trim();
  } catch {
    return undefined;
  }
}

function addressOf({ host: own, port }: RunningProgram): string {
  const host = own === '0.0.0.0' || own === '::' ? '127.0.0.1' : own;
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}

/** Reads a file from the running program; `bytes` is null when it says that there is none. */
export async function downloadFrom(
  program: RunningProgram,
  path: string,
): Promise<{ ok: true; bytes: AsyncIterable<Uint8Array> | null } | { ok: false; why: 'unreachable' | 'refused' }> {
  const token = await tokenOf(program);
  if (token === undefined || program.port === 0) return { ok: false, why: 'unreachable' };
  try {
    const response = await fetch(`${addressOf(program)}/api${path}`, { headers: { authorization: `Bearer ${token}` }, signal: AbortSignal.timeout(600_000) });
    if (response.status === 401) return { ok: false, why: 'refused' };
    if (response.status === 404) return { ok: true, bytes: null };
    return response.ok && response.body ? { ok: true, bytes: response.body } : { ok: false, why: 'unreachable' };
  } catch {
    return { ok: false, why: 'unreachable' };
  }
}

/** Asks the running program; `path` begins behind `/api`. A body that is no file goes as JSON. */
export async function askProgram(program: RunningProgram, method: string, path: string, body?: Uint8Array | object): Promise<Asked> {
  const token = await tokenOf(program);
  if (token === undefined || program.port === 0) return { ok: false, why: 'unreachable' };
  try {
    const response = await fetch(`${addressOf(program)}/api${path}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(body ? { 'content-type': body instanceof Uint8Array ? 'application/octet-stream' : 'application/json' } : {}),
      },
      ...(body ? { body: body instanceof Uint8Array ? Buffer.from(body) : JSON.stringify(body) } : {}),
      signal: AbortSignal.timeout(600_000),
    });
    if (response.status === 401) return { ok: false, why: 'refused' };
    const text = await response.text();
    const parsed = z
      .string()
      .transform((whole): unknown => JSON.parse(whole))
      .safeParse(text);
    return parsed.success ? { ok: true, status: response.status, body: parsed.data } : { ok: false, why: 'unreachable' };
  } catch {
    return { ok: false, why: 'unreachable' };
  }
}
